import { allBytes } from '../../routing/pattern-program.js';

/** How many characters there are: texts are texts of bytes. */
export const byteCount = 256;

/** The characters from one to another. */
export function span(first: string, last: string): string {
  return allBytes.slice(first.charCodeAt(0), last.charCodeAt(0) + 1);
}

/** From a to z. */
export const lowerCaseLetters: string = span('a', 'z');
/** From zero to nine. */
export const digits: string = span('0', '9');
/** From A to Z. */
export const upperCaseLetters: string = span('A', 'Z');

const readable = `x${lowerCaseLetters}${digits}-_./${upperCaseLetters}${span('!', '~')} ${allBytes}`;

/** Every byte, those first that people like to read in an example. */
export const readableBytes: readonly number[] = Array.from(new Set(readable), (character) =>
  character.charCodeAt(0),
);

const ranks = new Uint8Array(byteCount);
for (const [rank, byte] of readableBytes.entries()) ranks[byte] = rank;

/** Which of two bytes comes first in an example. */
export function byReadability(one: number, other: number): number {
  return (ranks[one] ?? 0) - (ranks[other] ?? 0);
}

/** How characters are compared: as they are, or all as small letters. */
export interface Casing {
  readonly ofText: (text: string) => string;
  readonly ofByte: (byte: number) => number;
  /** The bytes that compare as this character does. */
  readonly bytesOf: (character: number) => readonly number[];
}

const alone = Array.from(allBytes, (_, byte) => [byte]);

/** Characters as they are. */
export const asWritten: Casing = {
  ofText: (text) => text,
  ofByte: (byte) => byte,
  bytesOf: (character) => alone[character] ?? [],
};

const lowered = Array.from(allBytes, (character) => character.toLowerCase().charCodeAt(0));
const spellings = new Map<number, number[]>();
for (const [byte, character] of lowered.entries()) {
  const known = spellings.get(character);
  if (known === undefined) spellings.set(character, [byte]);
  else known.push(byte);
}

/** All as small letters: a byte becomes one byte, whatever stands around it. */
export const ignoringCase: Casing = {
  ofText: (text) => text.toLowerCase(),
  ofByte: (byte) => lowered[byte] ?? byte,
  bytesOf: (character) => spellings.get(character) ?? [],
};
