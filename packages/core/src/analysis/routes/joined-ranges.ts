import type { RequestCondition, RequestRange } from './request-range.js';
import { smallestOf } from './smallest.js';

/** Numbers lists: equal ones alike. The text of a list is made once, however often it is asked for. */
export class ListNumbers {
  readonly #byList = new WeakMap<object, number>();
  readonly #byText = new Map<string, number>();

  of(list: object): number {
    const known = this.#byList.get(list);
    if (known !== undefined) return known;
    const text = JSON.stringify(list);
    const number = this.#byText.get(text) ?? this.#byText.size;
    this.#byText.set(text, number);
    this.#byList.set(list, number);
    return number;
  }
}

type Dimension = 'schemes' | 'paths' | 'hosts' | 'destinations';

const dimensions: readonly Dimension[] = ['schemes', 'paths', 'hosts', 'destinations'];

/** Ranges that differ in one thing alone become one; their order and that of their parts is that of texts. */
export function joinedRanges(ranges: readonly RequestRange[], numbers: ListNumbers): readonly RequestRange[] {
  if (ranges.length === 1) return ranges;
  const asked = new Set(ranges.flatMap(({ conditions }) => conditions.map(keyOfCondition)));
  const alike = [...asked].reduce(
    (found, question) => joinedByCondition(found, question, numbers),
    joinedBy(ranges, 'paths', numbers),
  );
  return dimensions
    .reduce((found, dimension) => joinedBy(found, dimension, numbers), alike)
    .map((range) => ({ ...range, hosts: [...range.hosts].sort(), paths: [...range.paths].sort() }))
    .map((range) => ({ range, text: textOf(range) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1))
    .map(({ range }) => range);
}

/** What ranges are put in order by: of long lists of destinations the first tells enough. */
function textOf({ destinations: [first], ...rest }: RequestRange): string {
  return JSON.stringify([rest, first?.names[0], first?.addresses[0], first?.port]);
}

function joinedBy(
  ranges: readonly RequestRange[],
  dimension: Dimension,
  numbers: ListNumbers,
): readonly RequestRange[] {
  const others = dimensions.filter((other) => other !== dimension);
  return joined(
    ranges,
    (range) => [
      ...others.map((other) => numbers.of(range[other])),
      numbers.of(range.conditions),
      range[dimension].length === 0,
    ],
    (group) => united(group, dimension),
  );
}

function keyOfCondition({ kind, of }: RequestCondition): string {
  return `${kind} ${of}`;
}

/** Joins ranges that differ in the answers to one question alone. */
function joinedByCondition(
  ranges: readonly RequestRange[],
  asked: string,
  numbers: ListNumbers,
): readonly RequestRange[] {
  return joined(
    ranges,
    ({ schemes, destinations, hosts, paths, conditions }) => [
      ...[schemes, destinations, hosts, paths].map((part) => numbers.of(part)),
      conditions.map((each) => (keyOfCondition(each) === asked ? asked : each)),
    ],
    (group) => ({ conditions: unitedAnswers(group, asked) }),
  );
}

function unitedAnswers(group: readonly RequestRange[], asked: string): readonly RequestCondition[] {
  const answers = group.flatMap(({ conditions }) =>
    conditions.flatMap((each) => (keyOfCondition(each) === asked ? each.is : [])),
  );
  const [first] = group;
  return (first?.conditions ?? []).map((each) =>
    keyOfCondition(each) === asked ? { ...each, is: distinctOf(answers) } : each,
  );
}

/** Ranges with the same key become one. */
function joined(
  ranges: readonly RequestRange[],
  keyOf: (range: RequestRange) => unknown,
  unite: (group: readonly RequestRange[]) => Partial<RequestRange>,
): readonly RequestRange[] {
  const groups = new Map<string, RequestRange[]>();
  for (const range of ranges) {
    const key = JSON.stringify(keyOf(range));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [range]);
    else group.push(range);
  }
  return [...groups.values()].flatMap((group): readonly RequestRange[] => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const example = smallestOf(group.map((range) => range.example)) ?? first.example;
    return [{ ...first, ...unite(group), example }];
  });
}

function united(group: readonly RequestRange[], dimension: Dimension): Partial<RequestRange> {
  switch (dimension) {
    case 'destinations':
      return { destinations: distinctOf(group.flatMap(({ destinations }) => destinations)) };
    case 'schemes':
      return { schemes: distinctOf(group.flatMap(({ schemes }) => schemes)) };
    case 'hosts':
    case 'paths':
      return { [dimension]: distinctOf(group.flatMap((range) => range[dimension])) };
    default:
      return dimension satisfies never;
  }
}

/** Values in the order of their texts, each once. */
export function distinctOf<T>(values: readonly T[]): readonly T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return Array.from(byText.keys())
    .sort()
    .flatMap((text) => byText.get(text) ?? []);
}
