import * as fc from 'fast-check';
import type { ContainerPortManifest } from '../../manifest/container.js';
import type { PodManifest, PodSpecManifest, PodTemplateManifest } from '../../manifest/pod.js';
import { type ClusterFeature, oneWanted, seldom } from './features.js';
import type { ClusterSettings, WorkloadKind } from './knobs.js';
import { servingStatus, unreadyStatus } from './pod-status.js';
import { metadata, type WrittenManifest } from './written-manifest.js';

type PodState = 'ready' | 'unready' | 'terminating';

/** What is drawn of a workload. */
interface WorkloadChoice {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly ports: readonly ContainerPortManifest[];
  /** One a pod. Only the state of pods that are written one by one can be told. */
  readonly pods: readonly PodState[];
  readonly hostNetwork: boolean;
  /** Whether the named ports of the last of several pods have other numbers, as in the middle of a rollout. */
  readonly movesPorts: boolean;
}

/** A workload, and what selects it. */
export interface Workload extends WorkloadChoice {
  readonly name: string;
  /** How many pods the workloads before it have. */
  readonly podsBefore: number;
}

/** Draws workloads with different names. */
export function workloadsArbitrary(settings: ClusterSettings): fc.Arbitrary<readonly Workload[]> {
  const { workloads, workloadKinds, pods, features } = settings;
  const workload = fc
    .tuple(
      fc.constantFrom(...workloadKinds),
      oneWanted(features, namespaces),
      oneWanted(features, containerPorts),
      fc.array(podState(features), lengths(pods)),
      seldom(features, 'hostNetwork'),
      features.includes('namedPorts') ? fc.boolean() : fc.constant(false),
    )
    .map(([kind, namespace, ports, states, hostNetwork, movesPorts]): WorkloadChoice => ({
      kind,
      namespace,
      ports,
      pods: states,
      hostNetwork,
      movesPorts,
    }));
  return fc.array(workload, lengths(workloads)).map((choices) =>
    choices.map((choice, index): Workload => {
      const podsBefore = choices.slice(0, index).reduce((sum, { pods: some }) => sum + some.length, 0);
      return { ...choice, name: workloadName(index), podsBefore };
    }),
  );
}

/** The limits of a list, of which fast-check is to use all. */
export function lengths({ min, max }: { readonly min: number; readonly max: number }): fc.ArrayConstraints {
  return { minLength: min, maxLength: max, size: 'max' };
}

const names = ['web', 'api', 'cart', 'db', 'auth', 'mail'];

function workloadName(index: number): string {
  const name = names[index % names.length] ?? 'app';
  return index < names.length ? name : `${name}${Math.floor(index / names.length) + 1}`;
}

const namespaces = [
  { value: 'default' },
  { value: 'default' },
  { value: 'shop', needs: 'namespaces' },
] as const;

const http: ContainerPortManifest = { name: 'http', containerPort: 8080 };

/** The last declares none: its pods listen on whatever they are asked for. */
const containerPorts: readonly {
  readonly value: readonly ContainerPortManifest[];
  readonly needs?: ClusterFeature;
}[] = [
  { value: [{ containerPort: 80 }] },
  { value: [{ containerPort: 8080 }] },
  { value: [http], needs: 'namedPorts' },
  { value: [http, { name: 'metrics', containerPort: 9090 }], needs: 'namedPorts' },
  { value: [{ containerPort: 5353, protocol: 'UDP' }], needs: 'udp' },
  { value: [] },
];

function podState(features: readonly ClusterFeature[]): fc.Arbitrary<PodState> {
  return oneWanted<PodState>(features, [
    { value: 'ready' },
    { value: 'ready' },
    { value: 'unready', needs: 'readiness' },
    { value: 'terminating', needs: 'termination' },
  ]);
}

/** The objects of a workload: its pods one by one, or what makes them. Pods that are being deleted ran on this node. */
export function workloadManifests(workload: Workload, node: string): readonly WrittenManifest[] {
  const { kind, namespace, name, pods } = workload;
  const selector = { matchLabels: { app: name } };
  const replicas = pods.length === 1 ? {} : { replicas: pods.length };
  switch (kind) {
    case 'Pod':
      return pods.map((state, index) => podManifest(workload, state, index, node));
    case 'Deployment':
      return [
        {
          apiVersion: 'apps/v1',
          kind,
          metadata: metadata(namespace, name),
          spec: { ...replicas, selector, template: template(workload) },
        },
      ];
    case 'StatefulSet':
      return [
        {
          apiVersion: 'apps/v1',
          kind,
          metadata: metadata(namespace, name),
          spec: { ...replicas, serviceName: name, selector, template: template(workload) },
        },
      ];
    case 'DaemonSet':
      return [
        {
          apiVersion: 'apps/v1',
          kind,
          metadata: metadata(namespace, name),
          spec: { selector, template: template(workload) },
        },
      ];
    default:
      return kind satisfies never;
  }
}

function template(workload: Workload): PodTemplateManifest {
  return { metadata: { labels: { app: workload.name } }, spec: podSpec(workload) };
}

function podSpec({ name, ports, hostNetwork }: Workload): PodSpecManifest {
  const container = { name: 'main', image: name, ...(ports.length > 0 && { ports }) };
  return { ...(hostNetwork && { hostNetwork }), containers: [container] };
}

function podManifest(workload: Workload, state: PodState, index: number, node: string): PodManifest {
  const { namespace, name, pods, movesPorts, hostNetwork, podsBefore } = workload;
  const isMoved = movesPorts && pods.length > 1 && index === pods.length - 1;
  const manifest: PodManifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata(namespace, pods.length === 1 ? name : `${name}-${index}`),
      labels: { app: name },
    },
    spec: podSpec(isMoved ? { ...workload, ports: workload.ports.map(moved) } : workload),
  };
  switch (state) {
    case 'ready':
      return manifest;
    case 'unready':
      return { ...manifest, status: unreadyStatus };
    case 'terminating': {
      // On the network of a node the address would be that of the node.
      if (hostNetwork) return manifest;
      return {
        ...manifest,
        metadata: { ...manifest.metadata, deletionTimestamp: '2025-01-01T00:00:00Z' },
        spec: { ...manifest.spec, nodeName: node },
        status: servingStatus(podsBefore + index),
      };
    }
    default:
      return state satisfies never;
  }
}

function moved(port: ContainerPortManifest): ContainerPortManifest {
  return port.name === undefined ? port : { ...port, containerPort: port.containerPort + 1 };
}
