import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { vectorRoots, type Json, type JsonObject } from '../../conformance/vectors.js';

/** Something that holds in a cluster at a moment; its only key says what kind of fact it is. */
export type Fact = JsonObject;

/** A fact, and when it holds: at a moment, or from some moment of a range on. Seconds. */
export interface Expectation {
  readonly t: number | readonly [from: number, to: number];
  readonly fact: Fact;
}

/** What is done, told in prose. */
export interface TimedAct {
  readonly t: number;
  readonly act: string;
}

/** One recorded case. */
export interface TimingCase {
  readonly id: string;
  readonly title: string;
  /** What differs from the defaults. */
  readonly cluster: JsonObject;
  readonly objects: readonly JsonObject[];
  readonly timeline: readonly TimedAct[];
  readonly expect: readonly Expectation[];
}

const file = vectorRoots()
  .map((root) => join(root, 'timing/facts.json'))
  .find((path) => existsSync(path));

/** Whether the recorded cases are skipped: they lie beside the repository, and only CI insists on them. */
export const areLeftOut: boolean = file === undefined && process.env['KUBEHOP_CI'] === undefined;

/** All recorded cases. */
export const timingCases: readonly TimingCase[] = areLeftOut
  ? []
  : (
      JSON.parse(readFileSync(file ?? 'timing/facts.json', 'utf8')) as {
        readonly cases: readonly TimingCase[];
      }
    ).cases;

/** The recorded case of this id. @throws {RangeError} when there is none */
export function recordedCase(id: string): TimingCase {
  const found = timingCases.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`there is no case ${id}`);
  return found;
}

/** The objects of a recorded case. */
export function recordedObjects(id: string): readonly JsonObject[] {
  return areLeftOut ? [] : recordedCase(id).objects;
}

/** A text in a recorded case. @throws {TypeError} when it is something else */
export function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is no text`);
  return value;
}

/** Numbers in a recorded case. @throws {TypeError} when it is something else */
export function numbers(value: Json | undefined): readonly number[] {
  if (!Array.isArray(value)) throw new TypeError(`${JSON.stringify(value)} is no list`);
  return value.map(Number);
}
