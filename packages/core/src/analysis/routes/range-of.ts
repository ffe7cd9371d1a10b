import type { Cell, Way } from '../partition/cell.js';
import { pathTestsAt, type Reading } from '../partition/reading.js';
import type { Request } from '../../request/request.js';
import type { Connection } from '../partition/connections.js';
import type { RequestCondition, RequestDestination, RequestRange } from './request-range.js';
import { distinctOf } from './joined-ranges.js';
import { passedOf, textOfTests } from './test-text.js';

/** What the requests of a cell have in common, in words. */
export function rangesOf(cell: Cell): readonly RequestRange[] {
  return cell.ways.map((way) => rangeOver(cell, way));
}

function rangeOver({ readings, request }: Cell, { connection, schemes }: Way): RequestRange {
  const { key } = connection;
  const readers = readings.flat();
  const read = readers.filter((reading) => reading.kind === 'read');
  return {
    schemes,
    destinations: destinationsOf(connection),
    hosts: hostOf(read),
    paths: pathOf(read),
    conditions: distinctOf([
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

const destinations = new WeakMap<Connection, readonly RequestDestination[]>();

/** Where requests over a connection are sent; the same value each time. */
function destinationsOf(connection: Connection): readonly RequestDestination[] {
  let found = destinations.get(connection);
  if (found === undefined) {
    const { key, names, addresses } = connection;
    found = [{ names, addresses, port: key.port }];
    destinations.set(connection, found);
  }
  return found;
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
