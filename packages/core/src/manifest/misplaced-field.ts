import type { ObjectReference, Problem } from '../problem/problem.js';
import { isJsonObject, type JsonObject } from './json.js';
import { modelledKinds, type ModelledKind } from './kind.js';
import { type Manifest, placeOf } from './manifest.js';
import { metadataFields } from './metadata.js';
import { mapField, without } from './rewrite.js';

/** A field that stands in one part of an object and belongs in another. */
interface Misplaced {
  readonly field: string;
  readonly path: string;
  /** Where it belongs: in `metadata` or `spec`, or beside `metadata`. */
  readonly home: 'metadata' | 'spec' | 'object';
  /** What belongs below it and lost its indentation as well. */
  readonly below: readonly string[];
}

/**
 * Fields that stand in the wrong part of an object because of their indentation: `annotations` beside `metadata`, `rules`
 * beside `spec`, `spec` inside `metadata`.
 */
export function misplacedFields(kind: ModelledKind, object: JsonObject): readonly Misplaced[] {
  const { fields, specFields } = modelledKinds[kind];
  const found: Misplaced[] = [];
  for (const field of Object.keys(object)) {
    if (Object.hasOwn(fields, field)) continue;
    if (Object.hasOwn(metadataFields, field)) {
      found.push({ field, path: field, home: 'metadata', below: lostKeys(object, field) });
    } else if (Object.hasOwn(specFields, field)) {
      found.push({ field, path: field, home: 'spec', below: [] });
    }
  }
  const metadata = object['metadata'];
  for (const field of isJsonObject(metadata) ? Object.keys(metadata) : []) {
    if (Object.hasOwn(fields, field)) {
      found.push({ field, path: `metadata.${field}`, home: 'object', below: [] });
    }
  }
  return found;
}

/** The keys of annotations or labels that stand beside the field that they belong below: no other field has a slash. */
function lostKeys(object: JsonObject, field: string): readonly string[] {
  const isMap = field === 'annotations' || field === 'labels';
  return isMap && object[field] === null ? Object.keys(object).filter((key) => key.includes('/')) : [];
}

/** The object without its misplaced fields. */
export function withoutMisplaced(object: JsonObject, misplaced: readonly Misplaced[]): JsonObject {
  if (misplaced.length === 0) return object;
  const inMetadata = misplaced.filter(({ home }) => home === 'object').map(({ field }) => field);
  const outside = misplaced
    .filter(({ home }) => home !== 'object')
    .flatMap(({ field, below }) => [field, ...below]);
  return mapField(without(object, outside), 'metadata', (metadata) => without(metadata, inMetadata));
}

/** The problem of a misplaced field: `error` when the object can't be read without it. */
export function misplacedProblem(
  manifest: Manifest,
  object: ObjectReference,
  misplaced: Misplaced,
  severity: 'error' | 'warning',
): Problem {
  const { field, path, home, below } = misplaced;
  const place = home === 'object' ? 'beside metadata' : `in ${home}`;
  return {
    code: 'misplaced-field',
    severity,
    object,
    path,
    message: `unknown field "${path}": \`${field}\` belongs ${place}; where it stands it is ignored`,
    fix:
      below.length === 0
        ? fixOf(manifest, misplaced)
        : `${fixOf(manifest, misplaced)}; and ${below.join(', ')} deeper than that`,
    ...placeOf(manifest.source, path),
  };
}

function fixOf({ value, source }: Manifest, { field, path, home }: Misplaced): string {
  const line = source?.locate(path);
  const container = home === 'object' ? undefined : value[home];
  const neighbour = isJsonObject(container) ? Object.keys(container)[0] : undefined;
  const neighbourLine =
    home === 'object'
      ? source?.locate('metadata')
      : source?.locate(neighbour === undefined ? home : `${home}.${neighbour}`);
  if (line === undefined || neighbourLine === undefined) {
    return home === 'object' ? `Move \`${field}\` beside \`metadata\`` : `Move \`${field}\` into \`${home}\``;
  }
  const start = `Indent \`${field}:\` in line ${line}`;
  if (home === 'object') return `${start} as deep as \`metadata:\` in line ${neighbourLine}`;
  return neighbour === undefined
    ? `${start} deeper than \`${home}:\` in line ${neighbourLine}`
    : `${start} as deep as \`${neighbour}:\` in line ${neighbourLine}, below \`${home}:\``;
}
