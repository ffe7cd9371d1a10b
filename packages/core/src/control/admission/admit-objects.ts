import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { isModelledKind } from '../../manifest/kind.js';
import type { Manifests } from '../../manifest/manifest.js';
import { readObjects } from '../../manifest/read-objects.js';
import { admit, referenceOf } from '../../object/admit.js';
import type { KubernetesObject } from '../../object/object.js';
import type { ObjectReference } from '../../problem/problem.js';
import { type AdmittedObject, completeObjects } from './complete-objects.js';
import { Reports } from './reports.js';

/** How objects are taken in. */
export interface AdmissionSettings {
  /** `skip` takes objects as they are, as far as they can be read. */
  readonly admission: 'enforce' | 'skip';
  /** `never` adds nothing to them: no cluster IP, no default class, no namespace. */
  readonly settle: 'auto' | 'never';
}

/**
 * What has to be written so that the cluster holds these objects, as the API server takes them in. Objects with errors
 * are left out; everything that is wrong or doubtful is reported.
 */
export function admitObjects(
  cluster: Cluster,
  input: Manifests | Iterable<unknown>,
  { admission, settle }: AdmissionSettings,
): readonly Write[] {
  const validate = admission === 'enforce';
  const reports = new Reports();
  const { manifests, problems } = readObjects(input);
  const admitted: AdmittedObject[] = [];
  for (const manifest of manifests) {
    const reference = referenceOf(manifest.value);
    const old = storedObject(cluster, reference);
    const { object, problems: found } = admit(manifest, old === undefined ? { validate } : { validate, old });
    reports.add(reference, found);
    if (object !== undefined) admitted.push({ object, manifest, isNew: old === undefined });
  }
  for (const problem of problems) reports.add(problem.object, [problem]);
  const objects =
    settle === 'auto'
      ? completeObjects(cluster, admitted, reports, validate)
      : admitted.map(({ object }) => object);
  return [...objects.map((object): Write => ({ kind: 'put', object })), ...reports.writes(cluster)];
}

/** The object of a cluster that a reference names. */
export function storedObject(
  cluster: Cluster,
  { kind, namespace, name }: ObjectReference,
): KubernetesObject | undefined {
  if (!isModelledKind(kind)) return undefined;
  return cluster.get(kind, namespace === undefined ? name : `${namespace}/${name}`);
}
