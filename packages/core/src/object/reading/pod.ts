import type { Condition } from '../node.js';
import type { ContainerPort, Pod, PodSpec } from '../pod.js';
import { list, none } from '../schema/list.js';
import { madeRecord, nested, type Unfinished } from '../schema/made-record.js';
import { readField } from '../schema/record.js';
import { oneOf, orEmpty, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { conditionSchema } from './condition.js';
import { metadataSchema } from './metadata.js';
import { inSync } from './plural.js';
import { podSpecSchema } from './pod-spec.js';

const podIPs: Schema<readonly string[]> = list(madeRecord({ ip: text }, (given) => given.ip ?? ''));
const conditions: Schema<readonly Condition[]> = list(conditionSchema);

/** @see kubernetes/kubernetes pkg/apis/core/v1/conversion.go, Convert_v1_PodStatus_To_core_PodStatus */
const podStatus: Schema<Pod['status']> = madeRecord(
  {
    phase: orEmpty(oneOf('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown')),
    podIP: text,
    podIPs: nested,
    hostIP: text,
    conditions: nested,
    reason: text,
    message: text,
  },
  (given, errors): Pod['status'] => {
    const addresses = inSync(given.podIP ?? '', readField(podIPs, given.podIPs, 'podIPs', errors) ?? none);
    const status: Unfinished<Pod['status']> = {
      phase: given.phase || 'Pending',
      podIPs: addresses,
      conditions: readField(conditions, given.conditions, 'conditions', errors) ?? none,
    };
    const [podIP] = addresses;
    if (podIP) status.podIP = podIP;
    if (given.hostIP) status.hostIP = given.hostIP;
    if (given.reason) status.reason = given.reason;
    if (given.message) status.message = given.message;
    return status;
  },
  [
    'allocatedResources',
    'containerStatuses',
    'ephemeralContainerStatuses',
    'extendedResourceClaimStatus',
    'hostIPs',
    'initContainerStatuses',
    'nodeAllocatableResourceClaimStatuses',
    'nominatedNodeName',
    'observedGeneration',
    'qosClass',
    'resize',
    'resourceClaimStatuses',
    'resources',
    'startTime',
    'volumeHealth',
  ],
);

/** How a Pod is read. */
export const podSchema: Schema<Pod> = madeRecord(
  {
    apiVersion: oneOf('v1'),
    kind: oneOf('Pod'),
    metadata: nested,
    spec: nested,
    status: nested,
  },
  (given, errors): Pod => {
    const metadata = readField(metadataSchema, given.metadata, 'metadata', errors) ?? metadataSchema.zero;
    const spec = readField(podSpecSchema, given.spec, 'spec', errors) ?? podSpecSchema.zero;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: spec.hostNetwork ? withHostPorts(spec) : spec,
      status: readField(podStatus, given.status, 'status', errors) ?? podStatus.zero,
    };
  },
);

/**
 * The specification of a hostNetwork pod, in which every container port is a host port. Templates stay as they are.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts
 */
export function withHostPorts(spec: PodSpec): PodSpec {
  return {
    ...spec,
    containers: spec.containers.map((container) => ({
      ...container,
      ports: container.ports.map(withHostPort),
    })),
    initContainers: spec.initContainers.map((container) => ({
      ...container,
      ports: container.ports.map(withHostPort),
    })),
  };
}

function withHostPort(port: ContainerPort): ContainerPort {
  return port.hostPort === undefined ? { ...port, hostPort: port.containerPort } : port;
}

/** The pod on the node where the one is that it replaces: a manifest seldom names it. */
export function placedPod(pod: Pod, old: Pod | undefined): Pod {
  const nodeName = old?.spec.nodeName;
  return nodeName === undefined || pod.spec.nodeName !== undefined
    ? pod
    : { ...pod, spec: { ...pod.spec, nodeName } };
}
