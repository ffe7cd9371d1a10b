import type { Answer } from './adapter.js';
import { informational } from './item.js';
import type { JsonObject } from './vectors.js';

/** One key on which the model and the real system differ. */
export interface Difference {
  readonly key: string;
  readonly expected: unknown;
  /** Absent where the model has no answer to that key at all. */
  readonly came?: unknown;
}

/** Compares key by key. A key to which there is no answer is a difference, never ignored. */
export function differences(
  expected: JsonObject,
  answer: Answer,
  ordered: ReadonlySet<string>,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([key, value]): readonly Difference[] => {
    if (informational.has(key)) return [];
    const came = answer[key];
    if (came === undefined) return [{ key, expected: value }];
    return matches(value, came, key, ordered) ? [] : [{ key, expected: value, came }];
  });
}

/** Whether everything that is expected is so; what came may say more. */
function matches(expected: unknown, came: unknown, key: string, ordered: ReadonlySet<string>): boolean {
  if (Array.isArray(expected)) return Array.isArray(came) && listsMatch(expected, came, key, ordered);
  if (typeof expected !== 'object' || expected === null) return expected === came;
  if (typeof came !== 'object' || came === null || Array.isArray(came)) return false;
  const found = new Map<string, unknown>(Object.entries(came));
  return Object.entries(expected).every(([name, value]) => matches(value, found.get(name), name, ordered));
}

function listsMatch(
  expected: readonly unknown[],
  came: readonly unknown[],
  key: string,
  ordered: ReadonlySet<string>,
): boolean {
  if (expected.length !== came.length) return false;
  if (ordered.has(key)) return expected.every((member, index) => matches(member, came[index], key, ordered));
  const open = [...came];
  return expected.every((member) => {
    const index = open.findIndex((candidate) => matches(member, candidate, key, ordered));
    if (index >= 0) open.splice(index, 1);
    return index >= 0;
  });
}
