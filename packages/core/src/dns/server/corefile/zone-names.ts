import { parseCIDR } from '../../../address/cidr.js';
import { fullName, lowerName } from '../../name.js';

/** What may stand in front of the zone of a server block, and behind it. */
const scheme = /^(?:dns|tls|https3?|quic|grpc):\/\//;
const port = /:\d+$/;
const octetBits = 8;

/**
 * The zone that a word of a Corefile names, in lower case with a final dot; `undefined` for a range of addresses that does
 * not end at a dot of the reverse name.
 *
 * @see coredns/coredns plugin/normalize.go, Host.NormalizeExact
 */
export function zoneName(text: string): string | undefined {
  const zone = text.replace(scheme, '').replace(port, '');
  if (!zone.includes('/')) return fullName(lowerName(zone));
  const range = parseCIDR(zone);
  if (range === undefined || range.family !== 'IPv4' || range.prefixLength % octetBits !== 0)
    return undefined;
  const octets = zone.split(/[./]/).slice(0, range.prefixLength / octetBits);
  return `${octets.reverse().join('.')}.in-addr.arpa.`;
}
