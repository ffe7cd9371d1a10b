import type { ObjectReference, Problem } from '../problem/problem.js';
import { generatedName } from './generated-name.js';
import { identify, isMissing, metadataOf, textProblems } from './identity.js';
import type { JsonObject } from './json.js';
import { modelledKinds, type ModelledKind } from './kind.js';
import { type Manifest, placeOf } from './manifest.js';
import { misplacedFields, misplacedProblem, withoutMisplaced } from './misplaced-field.js';
import { oldVersionOf, toCurrentVersion } from './old-version.js';

/** What became of one manifest. */
export type ReadObject =
  | {
      readonly is: 'modelled';
      readonly manifest: Manifest;
      readonly reference: ObjectReference;
      readonly problems: readonly Problem[];
    }
  | { readonly is: 'other'; readonly manifest: Manifest; readonly reference: ObjectReference }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] };

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
  const reference = referenceOf(kind, apiVersion, metadataOf(object));
  const nameProblems = identityProblems(manifest, object, reference);
  const isRefused = nameProblems.length > 0;
  const problems = misplaced.map((field) =>
    misplacedProblem(manifest, reference, field, isRefused ? 'error' : 'warning'),
  );
  if (isRefused) {
    // A name that stands in a wrong place is one problem, not two.
    const isNameMisplaced = misplaced.some(({ path }) => path === 'name' || path === 'generateName');
    return { is: 'refused', problems: isNameMisplaced ? problems : [...problems, ...nameProblems] };
  }
  const old = oldVersionOf(kind, apiVersion);
  if (old === undefined)
    return { is: 'modelled', manifest: { ...manifest, value: object }, reference, problems };
  return {
    is: 'modelled',
    manifest: { ...manifest, value: toCurrentVersion(kind, object, old) },
    reference,
    problems: [...problems, oldVersionProblem(manifest, reference, kind, old.removedIn)],
  };
}

/** The object with the name that the API server would give it. */
function withName(object: JsonObject, kind: ModelledKind, ordinalOf: (key: string) => number): JsonObject {
  const metadata = metadataOf(object);
  const { name, generateName } = metadata;
  if (!isMissing(name) || typeof generateName !== 'string' || generateName === '') return object;
  const ordinal = ordinalOf(`${kind} ${JSON.stringify(metadata['namespace'])} ${generateName}`);
  return { ...object, metadata: { ...metadata, name: generatedName(generateName, ordinal) } };
}

function referenceOf(kind: ModelledKind, apiVersion: string, metadata: JsonObject): ObjectReference {
  const { name, namespace } = metadata;
  const given = typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
  return {
    apiVersion,
    kind,
    ...(modelledKinds[kind].namespaced && { namespace: given }),
    name: typeof name === 'string' ? name : '',
  };
}

function identityProblems(
  manifest: Manifest,
  object: JsonObject,
  reference: ObjectReference,
): readonly Problem[] {
  const { name, namespace } = metadataOf(object);
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
