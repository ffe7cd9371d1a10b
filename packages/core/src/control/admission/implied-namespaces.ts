import type { Cluster } from '../../cluster/cluster.js';
import type { KubernetesObject } from '../../object/object.js';
import type { Namespace } from '../../object/namespace.js';
import type { Problem } from '../../problem/problem.js';

/** Namespaces that every cluster begins with. @see kubernetes/website content/en/docs/concepts/overview/working-with-objects/namespaces.md */
export const initialNamespaces: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];

/** The namespaces that objects are in although nobody gave them. */
export interface ImpliedNamespaces {
  readonly namespaces: readonly Namespace[];
  /** Notices, where other Namespaces were given: kubectl would refuse the objects. */
  readonly problems: readonly Problem[];
}

/** A namespace is taken to exist when something is in it. */
export function impliedNamespaces(cluster: Cluster, objects: readonly KubernetesObject[]): ImpliedNamespaces {
  const given = new Set<string>();
  const counts = new Map<string, number>();
  for (const { kind, metadata } of objects) {
    if (kind === 'Namespace') given.add(metadata.name);
    else if (metadata.namespace !== '')
      counts.set(metadata.namespace, (counts.get(metadata.namespace) ?? 0) + 1);
  }
  const missing = [...counts].filter(
    ([name]) => !given.has(name) && cluster.get('Namespace', name) === undefined,
  );
  return {
    namespaces: missing.map(([name]) => namespaceOf(name)),
    problems:
      given.size === 0 ? [] : missing.filter(([name]) => !initialNamespaces.includes(name)).map(notice),
  };
}

/** A Namespace as the API server stores it. */
export function namespaceOf(name: string): Namespace {
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
