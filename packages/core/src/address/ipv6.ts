import { parseIPv4 } from './ipv4.js';

const groupCount = 8;
const strictGroup = /^[0-9a-f]{1,4}$/i;
/** A group as Go read it before 1.19: any number of leading zeros. */
const sloppyGroup = /^0*[0-9a-f]{1,4}$/i;

/**
 * Reads an IPv6 address as four unsigned 32-bit words; a zone (`%eth0`) is refused.
 *
 * @see RFC 4291 section 2.2; golang/go net/netip/netip.go, parseIPv6
 */
export function parseIPv6(text: string, leadingZeros = false): readonly number[] | undefined {
  const halves = text.split('::');
  const [before = '', after] = halves;
  if (halves.length > 2) return undefined;
  const head = groupsOf(before, after === undefined, leadingZeros);
  const tail = groupsOf(after ?? '', true, leadingZeros);
  if (head === undefined || tail === undefined) return undefined;
  const missing = groupCount - head.length - tail.length;
  // `::` stands for at least one group of zeros.
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return wordsOf([...head, ...Array.from({ length: missing }, () => 0), ...tail]);
}

function groupsOf(text: string, atEnd: boolean, leadingZeros: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  const pattern = leadingZeros ? sloppyGroup : strictGroup;
  for (const [index, part] of parts.entries()) {
    if (pattern.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const embedded = atEnd && index === parts.length - 1 ? parseIPv4(part, leadingZeros) : -1;
    if (embedded < 0) return undefined;
    groups.push(embedded >>> 16, embedded & 0xffff);
  }
  return groups;
}

function wordsOf(groups: readonly number[]): readonly number[] {
  const words: number[] = [];
  for (let index = 0; index < groupCount; index += 2) {
    words.push((groups[index] ?? 0) * 0x10000 + (groups[index + 1] ?? 0));
  }
  return words;
}

/**
 * The canonical text of an IPv6 address: lower case, the first longest run of two or more zero groups as `::`.
 *
 * @see RFC 5952 section 4
 */
export function formatIPv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const { start, length } = longestZeroRun(groups);
  const texts = groups.map((group) => group.toString(16));
  if (length < 2) return texts.join(':');
  return `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}
