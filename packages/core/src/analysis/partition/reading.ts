import { TestIndex } from '../language/test-index.js';
import type { TextTest } from '../language/text-test.js';
import type { Arrival, Reader } from './reader.js';

/** What a reader makes of a request: an early end, or the answers to all that it asks. */
export type Reading =
  | { readonly kind: 'early'; readonly reader: Reader; readonly end: string }
  | {
      readonly kind: 'read';
      readonly reader: Reader;
      readonly host: string;
      readonly path: string;
      /** The tests of the host, and then of the path, that are passed; by their numbers. */
      readonly hostPasses: string;
      readonly pathPasses: string;
      /** The answers to what else is asked, by what is asked. */
      readonly fields: readonly (readonly [of: string, answer: string])[];
    };

/** What a reader asks of requests for one host. */
interface OfHost {
  readonly passes: string;
  readonly paths: readonly TextTest[];
  readonly index: TestIndex;
}

/** What a reader asks, remembered: the same of all requests for one host. */
interface Remembered {
  readonly index: TestIndex;
  readonly hosts: Map<string, OfHost>;
}

const remembered = new WeakMap<Reader, Remembered>();

/** What a reader makes of what arrived. */
export function readingOf({ reader, packet }: Arrival): Reading {
  const { early, hostOf, pathOf, fieldsAt } = reader.distinctions;
  const end = early(packet);
  if (end !== undefined) return { kind: 'early', reader, end };
  const host = hostOf(packet);
  const path = pathOf(packet);
  const { passes: hostPasses, index } = ofHost(reader, host);
  return {
    kind: 'read',
    reader,
    host,
    path,
    hostPasses,
    pathPasses: index.passed(path).join(' '),
    fields: fieldsAt(host, path).map(({ of, answer }) => [of, answer(packet)] as const),
  };
}

/** What a reader asks about the paths of a host. */
export function pathTestsAt(reader: Reader, host: string): readonly TextTest[] {
  return ofHost(reader, host).paths;
}

function ofHost(reader: Reader, host: string): OfHost {
  const { distinctions } = reader;
  const memory: Remembered = remembered.get(reader) ?? {
    index: new TestIndex(distinctions.hosts),
    hosts: new Map<string, OfHost>(),
  };
  remembered.set(reader, memory);
  const known = memory.hosts.get(host);
  if (known !== undefined) return known;
  const paths = distinctions.pathsAt(host);
  const found = { passes: memory.index.passed(host).join(' '), paths, index: new TestIndex(paths) };
  memory.hosts.set(host, found);
  return found;
}

/** Requests with the same text here are read alike. */
export function keyOfReading(reading: Reading): string {
  switch (reading.kind) {
    case 'early':
      return `${reading.reader.name}: ${reading.end}`;
    case 'read': {
      const { reader, hostPasses, pathPasses, fields } = reading;
      const answers = fields.map(([of, answer]) => `${of}=${answer}`).join(';');
      return `${reader.name}|${hostPasses}|${pathPasses}|${answers}`;
    }
    default:
      return reading satisfies never;
  }
}
