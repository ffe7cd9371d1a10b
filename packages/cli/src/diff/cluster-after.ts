import {
  type Cluster,
  createCluster,
  type KubernetesObject,
  type ObjectReference,
  type Problem,
} from '@kubehop/core';

/** The objects of two sides as they are stated: nothing is made up, and no control plane has worked. */
export interface Stated {
  readonly before: Cluster;
  readonly after: Cluster;
}

/**
 * The cluster that another becomes when what is stated before gives way to what is stated after: what is gone is deleted, the
 * rest applied, so that addresses, node ports and pods of what stays are what they were.
 *
 * @param manifests what is stated after
 */
export function clusterAfter(settled: Cluster, stated: Stated, manifests: readonly unknown[]): Cluster {
  const { removed } = stated.before.changeTo(stated.after);
  const used = namespacesIn(stated.after);
  const isKept = ({ kind, metadata }: KubernetesObject): boolean =>
    kind === 'Namespace' && used.has(metadata.name);
  const gone = removed.filter((object) => !isKept(object)).map(referenceTo);
  const bare = removed.filter(isKept).map(({ metadata: { name } }) => bareNamespace(name));
  const applied = settled.delete(...gone).apply(...bare, ...manifests);
  const refused = refusedIn(applied, stated.after);
  if (refused.length === 0) return applied;
  // What may not be changed is made anew.
  return settled.delete(...gone, ...refused).apply(...bare, ...manifests);
}

/** Whether objects say themselves what a control plane would have decided: nodes, and what was read out of a running cluster. */
export function isRecorded(stated: Cluster): boolean {
  return (
    stated.list('Node').length > 0 ||
    [...stated.list('Pod'), ...stated.list('Service')].some(
      ({ metadata }) => metadata.creationTimestamp !== undefined,
    )
  );
}

/** The namespaces that every cluster has, and those of objects, which have one though nobody may state it. */
function namespacesIn(stated: Cluster): ReadonlySet<string> {
  const nothing = createCluster([], { platform: stated.platform, settle: 'never' });
  const objects = nothing.changeTo(stated).added;
  return new Set([...initial, ...objects.map(({ metadata }) => metadata.namespace)]);
}

const initial = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** As the API server makes one where an object needs it. */
function bareNamespace(name: string): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Objects that are right by themselves, and wrong as a change of what they were. */
function refusedIn(applied: Cluster, stated: Cluster): readonly ObjectReference[] {
  const wrong = new Set(stated.problems.filter(isError).map(({ object }) => keyOf(object)));
  return applied.problems
    .filter((problem) => isError(problem) && !wrong.has(keyOf(problem.object)))
    .map(({ object }) => object);
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function keyOf({ kind, namespace = '', name }: ObjectReference): string {
  return JSON.stringify([kind, namespace, name]);
}

function referenceTo({ kind, metadata: { namespace, name } }: KubernetesObject): ObjectReference {
  return namespace === '' ? { kind, name } : { kind, namespace, name };
}
