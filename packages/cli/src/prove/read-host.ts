import { InvalidArgumentError } from 'commander';
import { isIPv6 } from 'node:net';

const named = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i;

/** Reads the host of a Host header, as rules compare it: in small letters, without a final dot. */
export function readHost(text: string): string {
  const inBrackets = /^\[(.*)\]$/.exec(text)?.[1] ?? '';
  if (!named.test(text) && !isIPv6(inBrackets)) {
    throw new InvalidArgumentError(
      'A host is a name or an address without scheme, port and path: shop.example.com, *.example.com, 192.0.2.1 or [2001:db8::1].',
    );
  }
  return text.replace(/\.$/, '').toLowerCase();
}
