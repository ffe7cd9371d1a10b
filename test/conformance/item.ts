import { isObject, type Json, type JsonObject, type VectorCase } from './vectors.js';

/** One item of a case: what is asked, under which key, and what the real system answers. */
export interface Item {
  /** `case/item`. */
  readonly id: string;
  /** The key of the case under which it stands. */
  readonly key: string;
  /** Its place in a list; 0 where it is the only one. */
  readonly index: number;
  readonly input: JsonObject;
  readonly expected: JsonObject;
}

/** Keys that explain, and neither ask nor expect anything. */
export const informational: ReadonlySet<string> = new Set([
  'id',
  'title',
  'source',
  'basis',
  'derived',
  'verified',
  'note',
  'notes',
  'observed',
  'facts',
  'provisional',
  'unreachable',
  'why',
  'level',
  'feature',
  'channel',
]);

/** Keys that describe the situation of a case whatever its suite. */
const usualSituation: ReadonlySet<string> = new Set(['cluster', 'objects']);

/** Keys that hold lists of items in every suite: an empty one asks nothing. Elsewhere an empty list is an expectation. */
const itemLists: ReadonlySet<string> = new Set([
  'l4',
  'dns',
  'http',
  'policy',
  'affinity',
  'health',
  'queries',
  'ordering',
]);

/** The items of a case: each element of a list of expectations, and each expectation that stands alone. */
export function itemsOf({ id, content }: VectorCase, situation: ReadonlySet<string>): readonly Item[] {
  return Object.entries(content)
    .filter(([key]) => !informational.has(key) && !usualSituation.has(key) && !situation.has(key))
    .flatMap(([key, value]) =>
      isListOfItems(key, value)
        ? value.map((input, index): Item => {
            const name = typeof input['id'] === 'string' ? input['id'] : `${key}[${index}]`;
            return { id: `${id}/${name}`, key, index, input, expected: expectationIn(input) };
          })
        : [{ id: `${id}/${key}`, key, index: 0, ...alone(key, value) }],
    );
}

function isListOfItems(key: string, value: Json): value is readonly JsonObject[] {
  if (!Array.isArray(value) || !value.every((entry: Json) => isObject(entry))) return false;
  return value.length > 0 || itemLists.has(key);
}

function expectationIn(input: JsonObject): JsonObject {
  return isObject(input['expect']) ? input['expect'] : input;
}

function alone(key: string, value: Json): Pick<Item, 'input' | 'expected'> {
  if (!isObject(value)) return { input: {}, expected: { [key]: value } };
  return isObject(value['expect'])
    ? { input: value, expected: value['expect'] }
    : { input: {}, expected: value };
}
