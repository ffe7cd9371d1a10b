import type { ObjectReference, Problem } from '../problem/problem.js';
import { isJsonObject, jsonTypeOf, type JsonObject, type JsonValue } from './json.js';
import { groupOf, isBuiltInGroup, isModelledKind, modelledKinds, type ModelledKind } from './kind.js';
import { type Manifest, placeOf } from './manifest.js';
import { oldVersionOf } from './old-version.js';

/** What a manifest says it is. */
export type Identity =
  | { readonly is: 'modelled'; readonly kind: ModelledKind; readonly apiVersion: string }
  | { readonly is: 'other'; readonly manifest: Manifest; readonly reference: ObjectReference }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] };

/** Says what a manifest is by its apiVersion and kind. */
export function identify(manifest: Manifest): Identity {
  const { apiVersion, kind } = manifest.value;
  if (isText(apiVersion) && isText(kind)) {
    return isModelledKind(kind) && isServed(kind, apiVersion)
      ? { is: 'modelled', kind, apiVersion }
      : identifyOther(manifest, apiVersion, kind);
  }
  const reference = referenceOf(manifest);
  if (isMissing(apiVersion) && isMissing(kind)) {
    return { is: 'refused', problems: [noObject(manifest, reference)] };
  }
  const served = isText(kind) && isModelledKind(kind) ? modelledKinds[kind].apiVersion : undefined;
  return {
    is: 'refused',
    problems: [
      ...textProblems(manifest, reference, 'apiVersion', apiVersion, served && `Add apiVersion: ${served}`),
      ...textProblems(manifest, reference, 'kind', kind),
    ],
  };
}

/** As good a name as can be had for what may be no object at all. */
function referenceOf({ value, source }: Manifest): ObjectReference {
  const { apiVersion, kind } = value;
  const { name, namespace } = metadataOf(value);
  return {
    ...(typeof apiVersion === 'string' && { apiVersion }),
    kind: isText(kind) ? kind : source === undefined ? 'Object' : 'Document',
    ...(typeof namespace === 'string' && { namespace }),
    name: isText(name) ? name : isText(kind) || source === undefined ? '' : source.document,
  };
}

/** The metadata of an object, empty when there is none to read. */
export function metadataOf(object: JsonObject): JsonObject {
  const { metadata } = object;
  return isJsonObject(metadata) ? metadata : {};
}

/** An object of a kind that the model does not know, unless it is meant for one that it knows. */
function identifyOther(manifest: Manifest, apiVersion: string, kind: string): Identity {
  const reference = referenceOf(manifest);
  const path = isModelledKind(kind) ? 'apiVersion' : 'kind';
  const meant = isModelledKind(kind) ? kind : kindSpelledAs(kind);
  // Others are free to name a kind of theirs as Kubernetes names one of its own.
  if (meant === undefined || !isBuiltInGroup(groupOf(apiVersion))) {
    return { is: 'other', manifest, reference };
  }
  return {
    is: 'refused',
    problems: [
      {
        code: 'kind-not-served',
        severity: 'error',
        object: reference,
        path,
        message: `no matches for kind "${kind}" in version "${apiVersion}"`,
        fix:
          path === 'kind' ? `Write kind: ${meant}` : `Write apiVersion: ${modelledKinds[meant].apiVersion}`,
        ...placeOf(manifest.source, path),
      },
    ],
  };
}

function isServed(kind: ModelledKind, apiVersion: string): boolean {
  return modelledKinds[kind].apiVersion === apiVersion || oldVersionOf(kind, apiVersion) !== undefined;
}

function kindSpelledAs(kind: string): ModelledKind | undefined {
  const lower = kind.toLowerCase();
  return Object.keys(modelledKinds)
    .filter(isModelledKind)
    .find((name) => name.toLowerCase() === lower);
}

function noObject(manifest: Manifest, object: ObjectReference): Problem {
  return {
    code: 'manifest-not-object',
    severity: 'error',
    object,
    path: '.',
    message: 'this is no Kubernetes object: it has neither apiVersion nor kind',
    fix: 'Give manifests only; a chart has to be rendered with `helm template` first',
    ...placeOf(manifest.source, '.'),
  };
}

/** Whether a field holds a text that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a field of text says nothing: left out, null and empty are the same to the API. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** What is wrong with a field that has to hold a text: nothing, or one problem. */
export function textProblems(
  manifest: Manifest,
  object: ObjectReference,
  path: string,
  value: JsonValue | undefined,
  fix = `Add ${path}`,
): readonly Problem[] {
  if (isText(value)) return [];
  const missing = isMissing(value);
  return [
    {
      code: missing ? 'field-required' : 'field-type-invalid',
      severity: 'error',
      object,
      path,
      message: `${path}: ${missing ? 'Required value' : `Invalid value: "${jsonTypeOf(value)}": must be a string`}`,
      fix: missing ? fix : `Put the value of ${path} in quotes`,
      ...placeOf(manifest.source, path),
    },
  ];
}
