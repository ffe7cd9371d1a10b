import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { isModelledKind, modelledKinds } from '../../manifest/kind.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import type { ObjectReference, Problem } from '../../problem/problem.js';
import { referenceTo } from '../notice/reference.js';
import { storedObject } from './admit-objects.js';
import { Reports } from './reports.js';

/**
 * What has to be written so that these objects are gone: a Namespace takes along what is in it. What objects own goes
 * when the control plane settles. An object that is not there is reported.
 */
export function removeObjects(cluster: Cluster, references: readonly ObjectReference[]): readonly Write[] {
  const reports = new Reports();
  const writes = references.flatMap((given): readonly Write[] => {
    const reference = inDefaultNamespace(given);
    const { kind, namespace, name } = reference;
    const object = storedObject(cluster, kind, namespace === undefined ? name : `${namespace}/${name}`);
    reports.add(reference, object === undefined ? [notFound(reference)] : []);
    if (object === undefined) return [];
    const contents = kind === 'Namespace' ? objectsIn(cluster, name) : [];
    for (const each of contents) reports.add(referenceTo(each), []);
    return [object, ...contents].map((each) => ({ kind: 'remove', objectKind: each.kind, key: keyOf(each) }));
  });
  return [...writes, ...reports.writes()];
}

function inDefaultNamespace(reference: ObjectReference): ObjectReference {
  const { kind, namespace } = reference;
  const namespaced = isModelledKind(kind) && modelledKinds[kind].namespaced;
  return namespaced && namespace === undefined ? { ...reference, namespace: 'default' } : reference;
}

function objectsIn(cluster: Cluster, namespace: string): readonly KubernetesObject[] {
  return Object.keys(modelledKinds)
    .filter(isModelledKind)
    .filter((kind) => modelledKinds[kind].namespaced)
    .flatMap((kind): readonly KubernetesObject[] => cluster.list(kind, namespace));
}

function notFound(object: ObjectReference): Problem {
  return {
    code: 'object-missing',
    severity: 'notice',
    object,
    path: '.',
    message: `${object.kind} "${object.name}" not found`,
    fix: 'Mind the kind, the namespace and the name of what is to be deleted',
  };
}
