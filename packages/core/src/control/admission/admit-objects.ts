import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { metadataOf } from '../../manifest/identity.js';
import { isModelledKind, modelledKinds } from '../../manifest/kind.js';
import type { Manifest, Manifests } from '../../manifest/manifest.js';
import { readObjects } from '../../manifest/read-objects.js';
import { admitManifest, referenceOf } from '../../object/admit-manifest.js';
import type { KubernetesObject, ObjectKey } from '../../object/object.js';
import { type AdmittedObject, completeObjects } from './complete-objects.js';
import { referenceTo } from '../notice/reference.js';
import { Reports } from './reports.js';

/** How objects are taken in. */
export interface AdmissionSettings {
  /** `skip` takes objects as they are, as far as they can be read. */
  readonly admission: 'enforce' | 'skip';
  /** Whether what the API server and its plugins give is added: cluster IPs, the default class, namespaces. */
  readonly complete: boolean;
}

/**
 * What has to be written so that the cluster holds these objects, as the API server takes them in. Objects with errors
 * are left out; everything that is wrong or doubtful is reported.
 *
 * @param isFirst nothing came before, so that there is nothing to take back
 */
export function admitObjects(
  cluster: Cluster,
  input: Manifests | Iterable<unknown>,
  { admission, complete }: AdmissionSettings,
  isFirst = false,
): readonly Write[] {
  const validate = admission === 'enforce';
  const reports = new Reports();
  const { manifests, problems } = readObjects(input);
  const admitted: AdmittedObject[] = [];
  for (const manifest of manifests) {
    const old = isFirst ? undefined : replacedBy(cluster, manifest);
    const { object, problems: found } = admitManifest(
      manifest,
      old === undefined ? { validate } : { validate, old },
    );
    if (!isFirst || found.length > 0) reports.add(referenceOf(manifest.value), found);
    if (object !== undefined) admitted.push({ object, source: manifest.source, isNew: old === undefined });
  }
  for (const problem of problems) reports.add(problem.object, [problem]);
  const objects = complete
    ? completeObjects(cluster, admitted, reports, validate)
    : admitted.map(({ object }) => object);
  return [...objects.map(putting), ...reports.writes()];
}

/**
 * The same for objects that the model made up: nothing is wrong with any of them by itself, and none of them replaces
 * another.
 */
export function admitMadeUp(
  cluster: Cluster,
  objects: readonly KubernetesObject[],
  { admission }: Pick<AdmissionSettings, 'admission'>,
): readonly Write[] {
  const reports = new Reports();
  for (const object of objects) reports.add(referenceTo(object), []);
  const admitted = objects.map((object) => ({ object, source: undefined, isNew: true }));
  const completed = completeObjects(cluster, admitted, reports, admission === 'enforce');
  return [...completed.map(putting), ...reports.writes()];
}

function putting(object: KubernetesObject): Write {
  return { kind: 'put', object };
}

/** The object that a manifest is a new version of. */
function replacedBy(cluster: Cluster, { value }: Manifest): KubernetesObject | undefined {
  const { kind } = value;
  const { namespace, name } = metadataOf(value);
  if (typeof kind !== 'string' || !isModelledKind(kind) || typeof name !== 'string') return undefined;
  const place = typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
  return storedObject(cluster, kind, modelledKinds[kind].namespaced ? `${place}/${name}` : name);
}

/** The object of this kind and key. */
export function storedObject(cluster: Cluster, kind: string, key: ObjectKey): KubernetesObject | undefined {
  return isModelledKind(kind) ? cluster.get(kind, key) : undefined;
}
