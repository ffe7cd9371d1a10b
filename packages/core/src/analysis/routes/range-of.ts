import type { Cell, Way } from '../partition/partition.js';
import { pathTestsAt, type Reading } from '../partition/reading.js';
import type { RequestDestination, RequestRange } from './request-range.js';
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
      ...(key.client === '' ? [] : [`client like ${'address' in request.from ? request.from.address : ''}`]),
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

function conditionsIn(reading: Reading): readonly string[] {
  switch (reading.kind) {
    case 'early':
      return [`ends early at ${reading.reader.name}: ${reading.end}`];
    case 'read':
      return reading.fields.map(([of, answer]) => `${of}: ${answer}`);
    default:
      return reading satisfies never;
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

type Dimension = 'schemes' | 'paths' | 'hosts' | 'destinations' | 'conditions';

const dimensions: readonly Dimension[] = ['paths', 'schemes', 'conditions', 'hosts', 'destinations'];

/** Ranges that differ in one thing alone become one. */
export function joinedRanges(ranges: readonly RequestRange[]): readonly RequestRange[] {
  return dimensions.reduce(joinedBy, ranges);
}

function joinedBy(ranges: readonly RequestRange[], dimension: Dimension): readonly RequestRange[] {
  const groups = new Map<string, RequestRange[]>();
  for (const range of ranges) {
    const others = dimensions.filter((other) => other !== dimension).map((other) => range[other]);
    const key = JSON.stringify([...others, range[dimension].length === 0]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [range]);
    else group.push(range);
  }
  return [...groups.values()].flatMap((group): readonly RequestRange[] => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    return [{ ...first, ...united(group, dimension) }];
  });
}

function united(group: readonly RequestRange[], dimension: Dimension): Partial<RequestRange> {
  if (dimension === 'destinations')
    return { destinations: distinctOf(group.flatMap((range) => range.destinations)) };
  if (dimension === 'schemes') return { schemes: distinctOf(group.flatMap((range) => range.schemes)) };
  return { [dimension]: distinctOf(group.flatMap((range) => range[dimension])) };
}

function distinctOf<T extends string | RequestDestination>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
