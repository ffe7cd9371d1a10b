import { admitManifest } from '../../../packages/core/src/object/admit-manifest.js';
import type { AdmitOptions } from '../../../packages/core/src/object/strategy.js';
import type { KubernetesObject, ObjectByKind } from '../../../packages/core/src/object/object.js';
import type { JsonObject } from '../../../packages/core/src/manifest/json.js';
import { modelledKinds, type ModelledKind } from '../../../packages/core/src/manifest/kind.js';

/** A manifest of this kind with a name, and with these fields beside it. */
export function manifest(kind: ModelledKind, fields: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: modelledKinds[kind].apiVersion,
    kind,
    metadata: { name: 'web', ...metadata },
    ...fields,
  };
}

/** What is found wrong with a manifest, as the API server prints it: `path: message`. Warnings and notices say so. */
export function problemsOf(value: JsonObject, options?: AdmitOptions): readonly string[] {
  return admitManifest({ value }, options).problems.map(({ severity, path, message }) =>
    severity === 'error' ? `${path}: ${message}` : `${severity}: ${path}: ${message}`,
  );
}

/** The object that a manifest of this kind becomes; it has to be taken in. */
export function admitted<K extends ModelledKind>(
  kind: K,
  fields: JsonObject,
  metadata?: JsonObject,
  options?: AdmitOptions,
): ObjectByKind[K] {
  const { object, problems } = admitManifest({ value: manifest(kind, fields, metadata) }, options);
  if (object === undefined)
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  if (!isOfKind(object, kind)) throw new Error(`a ${kind} became a ${object.kind}`);
  return object;
}

function isOfKind<K extends ModelledKind>(object: KubernetesObject, kind: K): object is ObjectByKind[K] {
  return object.kind === kind;
}

/** A pod template whose pods have these labels, and whose specification these fields besides a container. */
export function template(labels: JsonObject, spec: JsonObject = {}): JsonObject {
  return { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'web:1' }], ...spec } };
}

/** The same value, frozen in depth. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen<unknown>(part);
    Object.freeze(value);
  }
  return value;
}
