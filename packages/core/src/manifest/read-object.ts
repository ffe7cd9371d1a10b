import type { ObjectReference, Problem } from '../problem/problem.js';
import { generatedName } from './generated-name.js';
import { identify, isMissing, isText, metadataOf, textProblems } from './identity.js';
import type { JsonObject } from './json.js';
import { modelledKinds, type ModelledKind } from './kind.js';
import { type Manifest, placeOf } from './manifest.js';
import { misplacedFields, misplacedProblem, withoutMisplaced } from './misplaced-field.js';
import { oldVersionOf, toCurrentVersion } from './old-version.js';

/** What became of one manifest. */
export type ReadObject =
  | {
      readonly is: 'modelled';
      readonly kind: ModelledKind;
      readonly manifest: Manifest;
      readonly problems: readonly Problem[];
    }
  | { readonly is: 'other'; readonly manifest: Manifest; readonly reference: ObjectReference }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] };

const none: readonly Problem[] = [];

/**
 * Reads one manifest: an object of a kind that the model knows comes out with a name, in its current API version, and
 * without the fields that stand in a wrong place. `ordinalOf` counts the objects that ask for the same generated name.
 */
export function readObject(manifest: Manifest, ordinalOf: (generateName: string) => number): ReadObject {
  const identity = identify(manifest);
  return identity.is === 'modelled'
    ? readModelled(manifest, identity.kind, identity.apiVersion, ordinalOf)
    : identity;
}

function readModelled(
  manifest: Manifest,
  kind: ModelledKind,
  apiVersion: string,
  ordinalOf: (generateName: string) => number,
): ReadObject {
  const misplaced = misplacedFields(kind, manifest.value);
  const object = withName(withoutMisplaced(manifest.value, misplaced), kind, ordinalOf);
  const { name, namespace } = metadataOf(object);
  const isNamed = isText(name) && (isMissing(namespace) || isText(namespace));
  const old = oldVersionOf(kind, apiVersion);
  if (misplaced.length === 0 && isNamed && old === undefined) {
    return { is: 'modelled', kind, manifest: withValue(manifest, object), problems: none };
  }
  const reference = referenceTo(kind, object);
  const problems = misplaced.map((field) =>
    misplacedProblem(manifest, reference, field, isNamed ? 'warning' : 'error'),
  );
  if (!isNamed) {
    // A name that stands in a wrong place is one problem, not two.
    const isNameMisplaced = misplaced.some(({ path }) => path === 'name' || path === 'generateName');
    if (!isNameMisplaced) problems.push(...nameProblems(manifest, reference, metadataOf(object)));
    return { is: 'refused', problems };
  }
  if (old === undefined) return { is: 'modelled', kind, manifest: withValue(manifest, object), problems };
  problems.push(oldVersionProblem(manifest, reference, kind, old.removedIn));
  return {
    is: 'modelled',
    kind,
    manifest: withValue(manifest, toCurrentVersion(kind, object, old)),
    problems,
  };
}

function withValue(manifest: Manifest, value: JsonObject): Manifest {
  return manifest.value === value ? manifest : { ...manifest, value };
}

/** The object with the name that the API server would give it. */
function withName(object: JsonObject, kind: ModelledKind, ordinalOf: (key: string) => number): JsonObject {
  const metadata = metadataOf(object);
  const { name, generateName } = metadata;
  if (!isMissing(name) || typeof generateName !== 'string' || generateName === '') return object;
  const ordinal = ordinalOf(`${kind} ${JSON.stringify(metadata['namespace'])} ${generateName}`);
  return { ...object, metadata: { ...metadata, name: generatedName(generateName, ordinal) } };
}

/** The reference to an object of a kind that the model knows. */
export function referenceTo(kind: ModelledKind, object: JsonObject): ObjectReference {
  const { apiVersion } = object;
  const { name } = metadataOf(object);
  return {
    ...(typeof apiVersion === 'string' && { apiVersion }),
    kind,
    ...(modelledKinds[kind].namespaced && { namespace: namespaceOf(object) }),
    name: typeof name === 'string' ? name : '',
  };
}

/** The namespace that an object is in. */
export function namespaceOf(object: JsonObject): string {
  const { namespace } = metadataOf(object);
  return isText(namespace) ? namespace : 'default';
}

function nameProblems(
  manifest: Manifest,
  reference: ObjectReference,
  metadata: JsonObject,
): readonly Problem[] {
  const { name, namespace } = metadata;
  const problems = textProblems(manifest, reference, 'metadata.name', name);
  if (isMissing(namespace)) return problems;
  return [...problems, ...textProblems(manifest, reference, 'metadata.namespace', namespace)];
}

function oldVersionProblem(
  manifest: Manifest,
  object: ObjectReference,
  kind: ModelledKind,
  removedIn: number,
): Problem {
  const { apiVersion } = modelledKinds[kind];
  return {
    code: 'api-version-old',
    severity: 'notice',
    object,
    path: 'apiVersion',
    message: `${object.apiVersion} ${kind} has not been served since Kubernetes 1.${removedIn}; it is read as ${apiVersion}`,
    fix: `Write it as ${apiVersion}; \`kubectl convert --output-version ${apiVersion}\` does that`,
    ...placeOf(manifest.source, 'apiVersion'),
  };
}
