import * as fc from 'fast-check';
import type { ContainerPortManifest } from '../../manifest/container.js';
import type { PodManifest, PodSpecManifest, PodTemplateManifest } from '../../manifest/pod.js';
import { type ClusterFeature, oneWanted, seldom } from './features.js';
import type { ClusterSettings, WorkloadKind } from './knobs.js';
import { unreadyStatus } from './unready-status.js';
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
}

/** A workload, and what selects it. */
export interface Workload extends WorkloadChoice {
  readonly name: string;
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
    )
    .map(([kind, namespace, ports, states, hostNetwork]): WorkloadChoice => ({
      kind,
      namespace,
      ports,
      pods: states,
      hostNetwork,
    }));
  return fc
    .array(workload, lengths(workloads))
    .map((choices) => choices.map((choice, index): Workload => ({ ...choice, name: workloadName(index) })));
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

/** The objects of a workload: its pods one by one, or what makes them. */
export function workloadManifests(workload: Workload): readonly WrittenManifest[] {
  const { kind, namespace, name, pods } = workload;
  const selector = { matchLabels: { app: name } };
  const replicas = pods.length === 1 ? {} : { replicas: pods.length };
  switch (kind) {
    case 'Pod':
      return pods.map((state, index) =>
        podManifest(workload, pods.length === 1 ? name : `${name}-${index}`, state),
      );
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

function podManifest(workload: Workload, name: string, state: PodState): PodManifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata(workload.namespace, name),
      labels: { app: workload.name },
      ...(state === 'terminating' && { deletionTimestamp: '2025-01-01T00:00:00Z' }),
    },
    spec: podSpec(workload),
    ...(state === 'unready' && { status: unreadyStatus }),
  };
}
