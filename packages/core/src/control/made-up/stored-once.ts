import type { JsonObject } from '../../manifest/json.js';
import { admitManifest } from '../../object/admit-manifest.js';
import type { Kind, KubernetesObject, ObjectByKind } from '../../object/object.js';
import type { Service } from '../../object/service.js';

/** An object that the model makes up, as the API server stores it. Its manifest never changes, so it is read once. */
export function storedOnce<K extends Kind>(kind: K, manifest: JsonObject): () => ObjectByKind[K] {
  const isStored = (object: KubernetesObject | undefined): object is KubernetesObject & ObjectByKind[K] =>
    object?.kind === kind;
  let stored: ObjectByKind[K] | undefined;
  return () => {
    if (stored === undefined) {
      const { object } = admitManifest({ value: { kind, ...manifest } });
      if (!isStored(object)) throw new TypeError(`the ${kind} that the model makes up is refused`);
      stored = object;
    }
    return stored;
  };
}

/** The Service with the cluster IP that it asks for. */
export function servedAt(service: Service, clusterIP: string): Service {
  return { ...service, spec: { ...service.spec, clusterIP, clusterIPs: [clusterIP] } };
}
