import { fc } from '@fast-check/vitest';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../../packages/core/src/manifest/json.js';

/** What may stand where something else should: what a writer leaves there by mistake, and any JSON. */
const anything: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, '', 0, -1, 99_999, 1.5, true, [], {}, ['a', 'a'], [{}, {}]),
  fc.constantFrom('web', '80', '010.1.0.5', 'fd00::5', '10.0.0.0/8', 'TCP', 'None', 'Always', 'a b'),
  fc.jsonValue().map((value) => value as JsonValue),
);
const anyName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'name', 'namespace', 'spec', 'type', 'port', 'selector'),
  fc.string(),
);

type Change = (value: JsonValue) => JsonValue | undefined;

const change: fc.Arbitrary<Change> = fc.oneof(
  anything.map((replacement) => () => replacement),
  fc.constant<Change>(() => undefined),
  fc.constant<Change>((value) => (isJsonArray(value) ? [...value, ...value] : value)),
  fc.tuple(anyName, anything).map(
    ([name, added]) =>
      (value: JsonValue) =>
        isJsonObject(value) ? Object.fromEntries([...Object.entries(value), [name, added]]) : added,
  ),
);

const damage = fc.tuple(fc.nat(), change);

/** One of the objects, damaged in up to four places. */
export function damaged(objects: readonly JsonObject[]): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.constantFrom(...objects), fc.array(damage, { maxLength: 4 }))
    .map(([object, damages]) =>
      damages.reduce(
        (value, [place, changed]) => withChange(value, place % (sizeOf(value) - 1), changed),
        object,
      ),
    );
}

/** How many values there are in a value, with itself. */
function sizeOf(value: JsonValue): number {
  return partsOf(value).reduce((size, [, part]) => size + sizeOf(part), 1);
}

/** The object with the value changed that is this many values behind its beginning. */
function withChange(object: JsonObject, place: number, changed: Change): JsonObject {
  return Object.fromEntries(changedParts(object, place, changed)) as JsonObject;
}

function changedParts(value: JsonValue, place: number, changed: Change): [string, JsonValue][] {
  let first = 0;
  return partsOf(value).flatMap(([key, part]): [string, JsonValue][] => {
    const size = sizeOf(part);
    const offset = place - first;
    first += size;
    const replacement =
      offset === 0 ? changed(part) : offset > 0 && offset < size ? inside(part, offset - 1, changed) : part;
    return replacement === undefined ? [] : [[key, replacement]];
  });
}

function inside(value: JsonValue, place: number, changed: Change): JsonValue {
  const parts = changedParts(value, place, changed);
  return isJsonArray(value) ? parts.map(([, part]) => part) : (Object.fromEntries(parts) as JsonObject);
}

function partsOf(value: JsonValue): [string, JsonValue][] {
  if (isJsonArray(value)) return value.map((item, index) => [String(index), item]);
  return isJsonObject(value) ? (Object.entries(value) as [string, JsonValue][]) : [];
}
