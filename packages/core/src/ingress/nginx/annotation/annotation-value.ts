import { parseCIDR } from '../../../address/cidr.js';
import { parseIP } from '../../../address/ip.js';

const truths: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const lies: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** A boolean as Go reads it; undefined for other texts. @see golang/go strconv/atob.go, ParseBool */
export function flagValue(text: string): boolean | undefined {
  if (truths.has(text)) return true;
  return lies.has(text) ? false : undefined;
}

/** A whole number as Go reads it; undefined for other texts. @see golang/go strconv/atoi.go, Atoi */
export function integerValue(text: string): number | undefined {
  return /^[-+]?\d+$/.test(text) ? Number(text) : undefined;
}

/** A list of status codes of errors with commas between; undefined when one of them is none. */
export function errorCodesIn(text: string): readonly number[] | undefined {
  const codes = text.split(',').map((item) => item.trim());
  return codes.every((code) => /^[45]\d\d$/.test(code)) ? [...new Set(codes.map(Number))] : undefined;
}

/**
 * A list of addresses and ranges with commas between, as ranges; undefined when one of them is neither.
 *
 * @see kubernetes/ingress-nginx internal/net/net.go, ParseIPNets
 */
export function rangesIn(text: string): readonly string[] | undefined {
  if (text === '') return [];
  const ranges: string[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    const range = parseCIDR(item)?.text ?? singleAddress(item);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return ranges;
}

function singleAddress(text: string): string | undefined {
  const ip = parseIP(text);
  return ip === undefined ? undefined : `${ip.text}/${ip.family === 'IPv4' ? 32 : 128}`;
}
