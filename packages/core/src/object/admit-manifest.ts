import { isModelledKind, modelledKinds } from '../manifest/kind.js';
import { isJsonObject, type JsonObject } from '../manifest/json.js';
import type { Manifest } from '../manifest/manifest.js';
import type { ObjectReference, Problem } from '../problem/problem.js';
import { FieldErrors } from './field/field-errors.js';
import type { KubernetesObject } from './object.js';
import { admissions } from './strategies.js';
import type { AdmitOptions } from './strategy.js';

/**
 * What became of a manifest: the object as the API server would have stored it, and what was found wrong or doubtful.
 *
 * @public
 */
export interface Admitted {
  /** Absent when one of the problems is an error. */
  readonly object?: KubernetesObject;
  readonly problems: readonly Problem[];
}

/**
 * Takes a manifest in as the API server does: reads it, fills in defaults and judges it. What other objects have to do
 * with it, such as a node port that is taken, is not looked at.
 *
 * The manifest is one as `readObjects` gives it: in the current version of its API and with a name.
 * @throws {TypeError} when `old` is an object of another kind
 * @public
 * @example
 * admitManifest({ value: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } } }).object;
 */
export function admitManifest(manifest: Manifest, options: AdmitOptions = {}): Admitted {
  const { value, source } = manifest;
  const { kind } = value;
  const errors = new FieldErrors(() => referenceOf(value, options.namespace), source);
  if (typeof kind !== 'string' || !isModelledKind(kind)) {
    errors.notSupported(kind, Object.keys(admissions), 'kind');
    return { problems: errors.problems };
  }
  const object = admissions[kind](value, errors, options);
  return object === undefined ? { problems: errors.problems } : { object, problems: errors.problems };
}

/** Names the object that a manifest stands for. */
export function referenceOf(value: JsonObject, defaultNamespace = 'default'): ObjectReference {
  const { apiVersion, kind } = value;
  const metadata = isJsonObject(value['metadata']) ? value['metadata'] : {};
  const namespaced = typeof kind === 'string' && isModelledKind(kind) && modelledKinds[kind].namespaced;
  const namespace = namespaced ? (textOf(metadata['namespace']) ?? defaultNamespace) : '';
  return {
    ...(typeof apiVersion === 'string' && { apiVersion }),
    kind: textOf(kind) ?? '',
    ...(namespace !== '' && { namespace }),
    name: textOf(metadata['name']) ?? '',
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
