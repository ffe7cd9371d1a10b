import type { Cell, Way } from '../partition/partition.js';
import { pathTestsAt, type Reading } from '../partition/reading.js';
import type { Request } from '../../request/request.js';
import type { RequestCondition, RequestRange } from './request-range.js';
import { smallestOf } from './smallest.js';
import { passedOf, textOfTests } from './test-text.js';

/** What the requests of a cell have in common, in words. */
export function rangesOf(cell: Cell): readonly RequestRange[] {
  return cell.ways.map((way) => rangeOver(cell, way));
}

function rangeOver({ readings, request }: Cell, { connection, schemes }: Way): RequestRange {
  const { key, names, addresses } = connection;
  const readers = readings.flat();
  const read = readers.filter((reading) => reading.kind === 'read');
  return {
    schemes,
    destinations: [{ names, addresses, port: key.port }],
    hosts: hostOf(read),
    paths: pathOf(read),
    conditions: distinct([
      ...(key.client === '' ? [] : [clientCondition(request)]),
      ...readers.flatMap(conditionsIn),
    ]),
    example: request,
  };
}

type Read = Extract<Reading, { kind: 'read' }>;

/** The narrowest of all tests that readers ask of the host. */
function hostOf(readings: readonly Read[]): readonly string[] {
  if (readings.length === 0) return [];
  return [
    textOfTests(
      readings.flatMap(({ reader, hostPasses }) => passedOf(reader.distinctions.hosts, hostPasses)),
    ),
  ];
}

/** The narrowest of all tests that readers ask of the path. */
function pathOf(readings: readonly Read[]): readonly string[] {
  if (readings.length === 0) return [];
  return [
    textOfTests(
      readings.flatMap(({ reader, host, pathPasses }) => passedOf(pathTestsAt(reader, host), pathPasses)),
    ),
  ];
}

function clientCondition({ from }: Request): RequestCondition {
  return { kind: 'answer', of: 'client', is: [`like ${'address' in from ? from.address : ''}`] };
}

function conditionsIn(reading: Reading): readonly RequestCondition[] {
  switch (reading.kind) {
    case 'early':
      return [{ kind: 'early-end', of: reading.reader.name, is: [reading.end] }];
    case 'read':
      return reading.fields.map(([of, answer]) => ({ kind: 'answer', of, is: [answer] }));
    default:
      return reading satisfies never;
  }
}

/** Conditions in the order of their texts, each once. */
function distinct(conditions: readonly RequestCondition[]): readonly RequestCondition[] {
  return distinctOf(conditions);
}

type Dimension = 'schemes' | 'paths' | 'hosts' | 'destinations';

const dimensions: readonly Dimension[] = ['schemes', 'paths', 'hosts', 'destinations'];

/** Ranges that differ in one thing alone become one; their order and that of their parts is that of texts. */
export function joinedRanges(ranges: readonly RequestRange[]): readonly RequestRange[] {
  const asked = new Set(ranges.flatMap(({ conditions }) => conditions.map(keyOfCondition)));
  const alike = [...asked].reduce(joinedByCondition, joinedBy(ranges, 'paths'));
  return dimensions
    .reduce(joinedBy, alike)
    .map((range) => ({ ...range, hosts: [...range.hosts].sort(), paths: [...range.paths].sort() }))
    .map((range) => ({ range, text: JSON.stringify(range) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1))
    .map(({ range }) => range);
}

function joinedBy(ranges: readonly RequestRange[], dimension: Dimension): readonly RequestRange[] {
  const others = dimensions.filter((other) => other !== dimension);
  return joined(
    ranges,
    (range) => [...others.map((other) => range[other]), range.conditions, range[dimension].length === 0],
    (group) => united(group, dimension),
  );
}

function keyOfCondition({ kind, of }: RequestCondition): string {
  return `${kind} ${of}`;
}

/** Joins ranges that differ in the answers to one question alone. */
function joinedByCondition(ranges: readonly RequestRange[], asked: string): readonly RequestRange[] {
  return joined(
    ranges,
    ({ schemes, destinations, hosts, paths, conditions }) => [
      schemes,
      destinations,
      hosts,
      paths,
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
function distinctOf<T>(values: readonly T[]): readonly T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return Array.from(byText.keys())
    .sort()
    .flatMap((text) => byText.get(text) ?? []);
}
