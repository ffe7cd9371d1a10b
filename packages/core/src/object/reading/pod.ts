import type { ContainerPort, Pod, PodSpec } from '../pod.js';
import { list } from '../schema/list.js';
import { fillEmpty, omitEmpty } from '../schema/record-field.js';
import { inside, record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { conditionSchema } from './condition.js';
import { metadataSchema } from './metadata.js';
import { inSync } from './plural.js';
import { podSpecSchema } from './pod-spec.js';

const addresses: Schema<readonly string[]> = list(mapped(inside('ip', text), (ip = '') => ip));

/** @see kubernetes/kubernetes pkg/apis/core/v1/conversion.go, Convert_v1_PodStatus_To_core_PodStatus */
const podStatus: Schema<Pod['status']> = mapped(
  record<Pod['status']>(
    {
      phase: fillEmpty(oneOf('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'), 'Pending'),
      podIP: omitEmpty(text),
      podIPs: addresses,
      hostIP: omitEmpty(text),
      conditions: list(conditionSchema),
      reason: omitEmpty(text),
      message: omitEmpty(text),
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
  ),
  withSyncedAddresses,
);

function withSyncedAddresses(status: Pod['status']): Pod['status'] {
  const podIPs = inSync(status.podIP ?? '', status.podIPs);
  const [podIP] = podIPs;
  return podIP === undefined || (podIP === status.podIP && podIPs === status.podIPs)
    ? status
    : { ...status, podIP, podIPs };
}

/** How a Pod is read. */
export const podSchema: Schema<Pod> = mapped(
  record<Pod>({
    apiVersion: oneOf('v1'),
    kind: oneOf('Pod'),
    metadata: metadataSchema,
    spec: podSpecSchema,
    status: podStatus,
  }),
  (pod) => (pod.spec.hostNetwork ? { ...pod, spec: withHostPorts(pod.spec) } : pod),
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
