import type { Problem } from '../problem/problem.js';
import { isText, metadataOf } from './identity.js';
import { isJsonObject, jsonTypeOf, type JsonObject } from './json.js';
import { modelledKinds, type ModelledKind } from './kind.js';
import { expandList } from './list.js';
import { type Manifest, type Manifests, placeOf } from './manifest.js';
import { notModelledProblems, type OtherObject } from './not-modelled.js';
import { namespaceOf, readObject, referenceTo } from './read-object.js';

/** Objects sorted out: those that the model knows, in their current API versions, and the others. */
export interface ReadObjects {
  /** Each object once, with apiVersion, kind and a name. */
  readonly manifests: readonly Manifest[];
  /** Objects of kinds that the model does not look at, as they were given. */
  readonly others: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/**
 * Sorts out what a user gave: lists become their objects, old API versions current ones, and of an object given twice
 * the later one counts. Nothing given is changed.
 *
 * @throws {TypeError} for a text: it is read with `readManifests` first
 * @example
 * readObjects([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} }]).manifests.length; // 1
 */
export function readObjects(input: Manifests | Iterable<unknown>): ReadObjects {
  const given = manifestsOf(input);
  const problems = [...given.problems];
  const others: OtherObject[] = [];
  const objects = new Map<string, Manifest>();
  const ordinalOf = counter();
  for (const manifest of given.manifests.flatMap((each) => expandList(each))) {
    const read = readObject(manifest, ordinalOf);
    if (read.is === 'other') {
      others.push(read);
      continue;
    }
    problems.push(...read.problems);
    if (read.is === 'refused') continue;
    const key = keyOf(read.kind, read.manifest.value);
    const earlier = objects.get(key);
    if (earlier !== undefined) problems.push(twice(read.kind, earlier, read.manifest));
    objects.set(key, read.manifest);
  }
  return {
    manifests: [...objects.values()],
    others: others.map(({ manifest }) => manifest),
    problems: [...problems, ...notModelledProblems(others)],
  };
}

/**
 * What a user gave as manifests.
 *
 * @throws {TypeError} for a text
 */
export function manifestsOf(input: Manifests | Iterable<unknown>): Manifests {
  if (isManifests(input)) return input;
  if (typeof input === 'string') throw new TypeError('read a text with readManifests first');
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  let number = 0;
  for (const value of input) {
    number += 1;
    if (isJsonObject(value)) manifests.push({ value });
    else problems.push(notAnObject(value, number));
  }
  return { manifests, problems };
}

function isManifests(input: Manifests | Iterable<unknown>): input is Manifests {
  return typeof input === 'object' && 'manifests' in input && 'problems' in input;
}

function notAnObject(value: unknown, number: number): Problem {
  return {
    code: 'manifest-not-object',
    severity: 'error',
    object: { kind: 'Object', name: `#${number}` },
    path: '.',
    message: `a Kubernetes object is expected, not a value of type ${jsonTypeOf(value)}`,
    fix: 'Give objects with apiVersion, kind and metadata',
  };
}

function counter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
}

function keyOf(kind: ModelledKind, object: JsonObject): string {
  const namespace = modelledKinds[kind].namespaced ? namespaceOf(object) : '';
  const { name } = metadataOf(object);
  return `${kind} ${namespace}/${isText(name) ? name : ''}`;
}

function twice(kind: ModelledKind, earlier: Manifest, later: Manifest): Problem {
  const again = placeOf(later.source, '.').source;
  const place =
    again === undefined ? '' : ` in ${again.file === undefined ? '' : `${again.file} `}line ${again.line}`;
  return {
    code: 'object-twice',
    severity: 'notice',
    object: referenceTo(kind, later.value),
    path: '.',
    message: `the same object is given again${place}; the later one counts`,
    fix: 'Leave one of them out',
    ...placeOf(earlier.source, '.'),
  };
}
