type StringMap = Readonly<Record<string, string>>;

/** The specification of pods in a template, as far as tests speak of it. */
export interface PodSpecManifest {
  readonly containers?: readonly ContainerManifest[];
  readonly initContainers?: readonly ContainerManifest[];
  readonly hostNetwork?: boolean;
  readonly nodeName?: string;
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly {
    readonly key?: string;
    readonly operator?: 'Exists' | 'Equal';
    readonly value?: string;
    readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
    readonly tolerationSeconds?: number;
  }[];
  readonly affinity?: unknown;
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
}

/** A container of a pod. */
export interface ContainerManifest {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: 'Always';
  readonly args?: readonly string[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly hostPort?: number;
    readonly hostIP?: string;
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  }[];
}

/** A workload of these tests: its pods carry the label `app` with its name. */
export interface WorkloadOptions {
  readonly replicas?: number;
  readonly image?: string;
  readonly labels?: StringMap;
  readonly pod?: PodSpecManifest;
  /** Laid over the specification of the workload. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A Deployment by its `namespace/name`. */
export function deployment(key: string, options: WorkloadOptions = {}): Manifest {
  return workload('apps/v1', 'Deployment', key, options, { replicas: options.replicas ?? 1 });
}

/** A ReplicaSet by its `namespace/name`. */
export function replicaSet(key: string, options: WorkloadOptions = {}): Manifest {
  return workload('apps/v1', 'ReplicaSet', key, options, { replicas: options.replicas ?? 1 });
}

/** A StatefulSet by its `namespace/name`; its Service bears its name. */
export function statefulSet(key: string, options: WorkloadOptions = {}): Manifest {
  const serviceName = key.slice(key.indexOf('/') + 1);
  return workload('apps/v1', 'StatefulSet', key, options, { serviceName, replicas: options.replicas ?? 1 });
}

/** A DaemonSet by its `namespace/name`. */
export function daemonSet(key: string, options: WorkloadOptions = {}): Manifest {
  return workload('apps/v1', 'DaemonSet', key, options, {});
}

/** A ReplicationController by its `namespace/name`. */
export function replicationController(key: string, options: WorkloadOptions = {}): Manifest {
  const { metadata, spec, ...manifest } = workload('v1', 'ReplicationController', key, options, {});
  const selector = { app: metadata.name };
  return { ...manifest, metadata, spec: { ...spec, selector, replicas: options.replicas ?? 1 } };
}

/** A Job by its `namespace/name`. */
export function job(key: string, options: WorkloadOptions = {}): Manifest {
  const { spec, ...manifest } = workload('batch/v1', 'Job', key, options, {});
  const { selector: _, ...withoutSelector } = spec;
  return { ...manifest, spec: withoutSelector };
}

/** A pod as a user writes it: without node, address and status. */
export function barePod(
  key: string,
  { labels = {}, image = 'app', pod = {} }: WorkloadOptions = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...named(key), labels },
    spec: { ...podSpec(image, pod) },
  };
}

/** An object as a user writes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string } & Readonly<
    Record<string, unknown>
  >;
  readonly spec: Readonly<Record<string, unknown>>;
}

function workload(
  apiVersion: string,
  kind: string,
  key: string,
  { image = 'app', labels = {}, pod = {}, spec = {} }: WorkloadOptions,
  defaults: Readonly<Record<string, unknown>>,
): Manifest {
  const metadata = named(key);
  const app = { app: metadata.name };
  const template = {
    metadata: { labels: { ...app, ...labels } },
    spec: { ...podSpec(image, pod), ...(kind === 'Job' && { restartPolicy: 'Never' }) },
  };
  return {
    apiVersion,
    kind,
    metadata,
    spec: { selector: { matchLabels: app }, template, ...defaults, ...spec },
  };
}

function named(key: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = key.split('/');
  return { namespace, name };
}

function podSpec(image: string, pod: PodSpecManifest): PodSpecManifest {
  return { containers: [{ name: 'main', image }], ...pod };
}
