import { WrongUse } from '../wrong-use.js';

/** A header that the user gave; `null` takes away one that the client would send. */
export interface GivenHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string | null;
}

const token = /^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/;

/**
 * Reads a header as curl's `-H` takes it: `Name: value`; `Name:` takes it away, `Name;` sends it empty.
 *
 * @see curl/curl docs/cmdline-opts/header.md
 * @throws {WrongUse} when it is none
 */
export function readHeader(text: string): GivenHeader {
  const end = text.search(/[:;]/);
  const name = text.slice(0, Math.max(end, 0)).trim();
  const value = text.slice(end + 1).trim();
  const isEmpty = text[end] === ';';
  if (!token.test(name) || (isEmpty && value !== '') || /[\r\n\0]/.test(value)) {
    throw new WrongUse(`"${text}" is no header: write "Name: value"`);
  }
  return { name: name.toLowerCase(), value: isEmpty ? '' : value === '' ? null : value };
}

/** Reads a request method. @see RFC 9110 section 9.1 @throws {WrongUse} when it is none */
export function readMethod(text: string): string {
  if (!token.test(text)) throw new WrongUse(`"${text}" is no request method`);
  return text;
}
