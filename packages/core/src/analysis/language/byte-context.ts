import { condition } from '../../routing/pattern-program.js';
import { digits, lowerCaseLetters, upperCaseLetters } from './byte-alphabet.js';

/** What stands before a place in a text, as far as a condition can ask for it. */
export type ByteContext = 0 | 1 | 2 | 3;

/** The beginning of the text, a line feed, a character of a word, any other. */
export const context = { begin: 0, lineFeed: 1, word: 2, other: 3 } as const;

/** The characters of a word. @see google/re2 doc/syntax.txt, \b: ASCII */
export const wordBytes: string = `${lowerCaseLetters}${upperCaseLetters}${digits}_`;

const isWordByte = Array.from({ length: 256 }, (_, byte) => wordBytes.includes(String.fromCharCode(byte)));

const aboutWords = condition.wordBoundary | condition.noWordBoundary;
const aboutLines = condition.beginLine | condition.endLine;

/** Whether some of the conditions ask for borders of words. */
export function asksForWords(conditions: number): boolean {
  return (conditions & aboutWords) !== 0;
}

/** Whether some of the conditions ask for borders of lines. */
export function asksForLines(conditions: number): boolean {
  return (conditions & aboutLines) !== 0;
}

/** The context behind a byte for those who ask for these conditions: the same one where they cannot tell the difference. */
export function contextBehind(byte: number, asked: number): ByteContext {
  if (isWordByte[byte] === true && asksForWords(asked)) return context.word;
  return byte === 0x0a && asksForLines(asked) ? context.lineFeed : context.other;
}

/** The conditions that hold between a context and the byte behind it, or the end of the text. */
export function conditionsBefore(byte: number | undefined, before: ByteContext): number {
  const isWord = byte !== undefined && isWordByte[byte] === true;
  let held: number = isWord === (before === context.word) ? condition.noWordBoundary : condition.wordBoundary;
  if (before === context.begin) held |= condition.beginText | condition.beginLine;
  if (before === context.lineFeed) held |= condition.beginLine;
  if (byte === undefined) held |= condition.endText | condition.endLine;
  if (byte === 0x0a) held |= condition.endLine;
  return held;
}
