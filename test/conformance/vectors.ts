import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { root } from '../architecture/source-file.js';

/** JSON as it comes from a file. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One recorded case of a suite. */
export interface VectorCase {
  readonly suite: string;
  readonly id: string;
  readonly content: JsonObject;
}

/** What is done in its cases is told in prose: they are translated by hand into tests, in test/acceptance/timing. */
const withoutAdapter: ReadonlySet<string> = new Set(['timing']);

/** The folders with suites: `KUBEHOP_VECTORS=dir[:dir]`, else the shared ones beside the checkout. */
export function vectorRoots(): readonly string[] {
  const given = process.env['KUBEHOP_VECTORS'] ?? '';
  if (given !== '') return given.split(delimiter).map((path) => resolve(path));
  return [resolve(root, '../shared/vectors')];
}

/** Whether there is anything to compare with; what is asked for by name has to be there. */
export function haveVectors(): boolean {
  return (process.env['KUBEHOP_VECTORS'] ?? '') !== '' || vectorRoots().every((path) => existsSync(path));
}

/**
 * Every case of every suite, in the order of files and of cases in them.
 *
 * @throws {Error} for a file that holds no cases: nothing is passed over
 */
export function readCases(roots: readonly string[] = vectorRoots()): readonly VectorCase[] {
  return roots.flatMap((path) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !withoutAdapter.has(entry.name))
      .map(({ name }) => name)
      .sort()
      .flatMap((suite) => suiteCases(join(path, suite), suite)),
  );
}

function suiteCases(folder: string, suite: string): readonly VectorCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const content = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;
      const cases = isObject(content) ? content['cases'] : undefined;
      if (!Array.isArray(cases)) throw new Error(`${join(folder, name)} holds no cases`);
      return cases.map((entry: Json, index) => caseOf(suite, `${name}#${index}`, entry));
    });
}

function caseOf(suite: string, place: string, entry: Json): VectorCase {
  if (!isObject(entry)) throw new Error(`${suite}/${place} is no case`);
  const { id } = entry;
  return { suite, id: typeof id === 'string' ? id : place, content: entry };
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under a key. @throws {TypeError} when there is none */
export function textAt(object: JsonObject, key: string): string {
  const text = object[key];
  if (typeof text !== 'string') throw new TypeError(`${key} is no text`);
  return text;
}
