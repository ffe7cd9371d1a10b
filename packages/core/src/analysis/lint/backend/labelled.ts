import type { Cluster } from '../../../cluster/cluster.js';
import type { StringMap } from '../../../object/metadata.js';

/** A pod, or a template of which pods are made, by its labels. */
export interface Labelled {
  readonly namespace: string;
  readonly labels: StringMap;
  readonly isTemplate: boolean;
}

/** What has a label, by the label as a text. */
type ByLabel = ReadonlyMap<string, readonly Labelled[]>;

const remembered = new WeakMap<Cluster, ByLabel>();

/** The kinds that make pods out of a template. */
const makers = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
] as const;

/** The pods and templates of all namespaces that have all these labels. There has to be one label at least. */
export function labelledWith(cluster: Cluster, labels: StringMap): readonly Labelled[] {
  const index = indexOf(cluster);
  const all = Object.entries(labels);
  const [shortest = []] = all
    .map(([key, value]) => index.get(textOf(key, value)) ?? [])
    .sort((one, other) => one.length - other.length);
  return shortest.filter((entry) => all.every(([key, value]) => entry.labels[key] === value));
}

/** Whether a namespace has any pods, or workloads that make some. */
export function hasPods(cluster: Cluster, namespace: string): boolean {
  return (
    cluster.list('Pod', namespace).length > 0 ||
    makers.some((kind) => cluster.list(kind, namespace).length > 0)
  );
}

function indexOf(cluster: Cluster): ByLabel {
  const known = remembered.get(cluster);
  if (known !== undefined) return known;
  const index = new Map<string, Labelled[]>();
  const add = (entry: Labelled): void => {
    for (const [key, value] of Object.entries(entry.labels)) {
      const text = textOf(key, value);
      const list = index.get(text);
      if (list === undefined) index.set(text, [entry]);
      else list.push(entry);
    }
  };
  for (const { metadata } of cluster.list('Pod')) {
    add({ namespace: metadata.namespace, labels: metadata.labels, isTemplate: false });
  }
  for (const kind of makers) {
    for (const { metadata, spec } of cluster.list(kind)) {
      add({ namespace: metadata.namespace, labels: spec.template.metadata.labels, isTemplate: true });
    }
  }
  remembered.set(cluster, index);
  return index;
}

function textOf(key: string, value: string): string {
  return `${key}=${value}`;
}
