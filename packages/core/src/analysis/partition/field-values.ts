import type { Packet } from '../../request/packet.js';
import type { Distinction, RequestPatch } from '../distinction/distinctions.js';
import { cellsOf } from '../language/text-cells.js';
import { anyText } from '../language/text-domain.js';
import type { TextTest } from '../language/text-test.js';
import { joinedPatch, patchedPacket } from './patched.js';

/** What a reader asks beside host and path, and the packet as it came to it. */
export interface AskedField {
  readonly distinction: Distinction<Packet>;
  readonly packet: Packet;
}

/** Changes of a request, one for every way in which all that is asked can be answered together. */
export interface Answered {
  readonly patches: readonly RequestPatch[];
  /** Whether there may be more. */
  readonly isCut: boolean;
}

/** No more values than these are combined with each other. */
const mostCombinations = 4096;

/**
 * Combines the values of every field that is asked about: the client, the method, each header, each cookie, each part of
 * the query.
 *
 * @param isFree whether clients may have any address
 */
export function answersOf(asked: readonly AskedField[], isFree: boolean): Answered {
  if (asked.length === 0) return { patches: [{}], isCut: false };
  let patches: readonly RequestPatch[] = [{}];
  let isCut = false;
  for (const [field, values] of valuesByField(asked, isFree)) {
    const distinct = isAlone(field) ? apart(asked, values) : values;
    const combined = patches.flatMap((patch) => [
      patch,
      ...distinct.map((value) => joinedPatch(patch, value)),
    ]);
    isCut ||= combined.length > mostCombinations;
    patches = combined.slice(0, mostCombinations);
  }
  return { patches: apart(asked, patches), isCut };
}

/** One of the changes for each list of answers. */
function apart(asked: readonly AskedField[], patches: readonly RequestPatch[]): readonly RequestPatch[] {
  const found = new Map<string, RequestPatch>();
  for (const patch of patches) {
    const answers = asked.map(({ distinction, packet }) => distinction.answer(patchedPacket(packet, patch)));
    const key = JSON.stringify(answers);
    if (!found.has(key)) found.set(key, patch);
  }
  return [...found.values()];
}

/** Headers and cookies decide one before the other; other fields are asked for themselves. */
function isAlone(field: string): boolean {
  return !field.startsWith('header ') && !field.startsWith('cookie ');
}

function valuesByField(
  asked: readonly AskedField[],
  isFree: boolean,
): ReadonlyMap<string, readonly RequestPatch[]> {
  const values = new Map<string, RequestPatch[]>();
  const add = (patch: RequestPatch): void => {
    const field = fieldOf(patch);
    const known = values.get(field);
    if (known === undefined) values.set(field, [patch]);
    else known.push(patch);
  };
  for (const { distinction } of asked) {
    for (const patch of distinction.examples) {
      if (patch.client === undefined || isFree) add(patch);
    }
  }
  for (const [name, tests] of testsByHeader(asked)) {
    for (const { witness } of cellsOf(tests, anyText).cells) add({ headers: [{ name, value: witness }] });
  }
  return values;
}

/** What is asked about the value of each header, by whichever reader. */
function testsByHeader(asked: readonly AskedField[]): ReadonlyMap<string, readonly TextTest[]> {
  const tests = new Map<string, TextTest[]>();
  for (const { distinction } of asked) {
    if (distinction.header === undefined) continue;
    const { name, tests: own } = distinction.header;
    tests.set(name, [...(tests.get(name) ?? []), ...own]);
  }
  return tests;
}

/** What a change is of: each cookie and each part of a query is a field of its own. */
function fieldOf({ headers = [], client, method, query, proxyProtocol }: RequestPatch): string {
  const [header] = headers;
  if (header?.name === 'cookie') return `cookie ${header.value.split('=', 1)[0] ?? ''}`;
  if (header !== undefined) return `header ${header.name}`;
  if (query !== undefined) return `query ${query}`;
  if (client !== undefined) return 'client';
  if (method !== undefined) return 'method';
  return proxyProtocol === undefined ? 'target' : 'proxy';
}
