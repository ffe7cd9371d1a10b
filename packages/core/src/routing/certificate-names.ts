import { fromBase64 } from './base64.js';

/** Object identifiers as they stand in DER. @see RFC 5280 section 4.2.1.6 (2.5.29.17) and RFC 4519 section 2.3 (2.5.4.3) */
const subjectAlternativeName = [0x55, 0x1d, 0x11];
const commonName = [0x55, 0x04, 0x03];

const tag = { octetString: 0x04, objectIdentifier: 0x06, dnsName: 0x82 };
const constructed = 0x20;
const mostDepth = 12;

const pemBlock = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]*)-----END CERTIFICATE-----/;

/**
 * The DNS names of the first certificate in a PEM text, lower case: those of the extension subjectAltName, or the common
 * name of a certificate without any. Undefined when the text holds no certificate that can be read.
 *
 * @param encoded the text as a Secret stores it, in base64
 */
export function certificateNames(encoded: string): readonly string[] | undefined {
  const pem = fromBase64(encoded);
  const block = pem === undefined ? null : pemBlock.exec(textOf(pem));
  const der = block === null ? undefined : fromBase64(block[1] ?? '');
  if (der === undefined) return undefined;
  const found: Found = { dnsNames: [], commonNames: [] };
  const isRead = walk(der, { start: 0, end: der.length }, found, 0);
  const names = found.dnsNames.length > 0 ? found.dnsNames : found.commonNames.slice(-1);
  return isRead ? names.map((name) => name.toLowerCase()) : undefined;
}

interface Found {
  readonly dnsNames: string[];
  /** Of the issuer, then of the subject. */
  readonly commonNames: string[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** One value of DER: its tag, and where its content lies. */
interface Element extends Range {
  readonly tag: number;
}

/** Visits a certificate element by element; an identifier says what the next value of its sequence means. */
function walk(der: readonly number[], range: Range, found: Found, depth: number): boolean {
  let meaning: 'names' | 'common-name' | undefined;
  for (let at = range.start; at < range.end;) {
    const element = elementAt(der, at);
    if (element === undefined || element.end > range.end || depth > mostDepth) return false;
    at = element.end;
    if (element.tag === tag.objectIdentifier) {
      meaning = meaningOf(der.slice(element.start, element.end));
    } else if (element.tag === tag.dnsName) {
      found.dnsNames.push(textOf(der.slice(element.start, element.end)));
    } else if (meaning === 'common-name') {
      found.commonNames.push(textOf(der.slice(element.start, element.end)));
    } else if (
      (element.tag & constructed) !== 0 ||
      (element.tag === tag.octetString && meaning === 'names')
    ) {
      if (!walk(der, element, found, depth + 1)) return false;
    }
  }
  return true;
}

function meaningOf(identifier: readonly number[]): 'names' | 'common-name' | undefined {
  const is = (other: readonly number[]): boolean =>
    identifier.length === other.length && other.every((byte, index) => byte === identifier[index]);
  if (is(subjectAlternativeName)) return 'names';
  return is(commonName) ? 'common-name' : undefined;
}

/** @see ITU-T X.690 section 8.1: identifier, length, contents */
function elementAt(der: readonly number[], at: number): Element | undefined {
  const type = der[at];
  const first = der[at + 1];
  if (type === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag: type, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return undefined;
  let length = 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0);
  return { tag: type, start: at + 2 + count, end: at + 2 + count + length };
}

function textOf(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
