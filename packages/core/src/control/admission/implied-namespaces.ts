import type { Cluster } from '../../cluster/cluster.js';
import type { KubernetesObject } from '../../object/object.js';
import type { Namespace } from '../../object/namespace.js';
import type { Problem } from '../../problem/problem.js';

/** @see kubernetes/website content/en/docs/concepts/overview/working-with-objects/namespaces.md, initial namespaces */
const initial = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** The namespaces that objects are in although nobody gave them. */
export interface ImpliedNamespaces {
  readonly namespaces: readonly Namespace[];
  /** Notices, where other Namespaces were given: kubectl would refuse the objects. */
  readonly problems: readonly Problem[];
}

/** Namespaces are taken to exist when something is in them, as those that every cluster begins with. */
export function impliedNamespaces(cluster: Cluster, objects: readonly KubernetesObject[]): ImpliedNamespaces {
  const given = new Set(
    objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  );
  const counts = new Map<string, number>(initial.map((name) => [name, 0]));
  for (const { metadata } of objects) {
    if (metadata.namespace !== '') counts.set(metadata.namespace, (counts.get(metadata.namespace) ?? 0) + 1);
  }
  const missing = [...counts].filter(
    ([name]) => !given.has(name) && cluster.get('Namespace', name) === undefined,
  );
  return {
    namespaces: missing.map(([name]) => namespaceOf(name)),
    problems: given.size === 0 ? [] : missing.filter(([name]) => !initial.includes(name)).map(notice),
  };
}

function namespaceOf(name: string): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      namespace: '',
      uid: '',
      labels: { 'kubernetes.io/metadata.name': name },
      annotations: {},
      ownerReferences: [],
    },
  };
}

function notice([name, objects]: readonly [string, number]): Problem {
  return {
    code: 'namespace-missing',
    severity: 'notice',
    object: { apiVersion: 'v1', kind: 'Namespace', name },
    path: '.',
    message: `${objects} objects are in namespace ${name}, which is not among the Namespaces given; it is taken to exist`,
    fix: `Add the Namespace ${name}, or mind the spelling of metadata.namespace`,
  };
}
