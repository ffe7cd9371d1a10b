import { parseCIDR, parseCIDRSloppy } from '../../address/cidr.js';
import { type IPFamily, parseIPSloppy } from '../../address/ip.js';
import { parseIPv4 } from '../../address/ipv4.js';
import { PrefixTable } from '../../address/prefix-table.js';
import { fine, type ValueRule } from '../field/value-rule.js';

const noAddress: readonly string[] = ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

/**
 * An IP address as the API server has always taken it, leading zeros included.
 *
 * @see kubernetes/apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField
 */
export const ipAddress: ValueRule<string> = (text) =>
  parseIPv4(text, true) >= 0 || parseIPSloppy(text) !== undefined ? fine : noAddress;

/** A range of addresses, bits beyond the prefix included. @see kubernetes/apimachinery pkg/util/validation/ip.go, IsValidCIDRForLegacyField */
export const addressRange: ValueRule<string> = (text) =>
  parseCIDRSloppy(text) === undefined
    ? ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']
    : fine;

const loopback = 'may not be in the loopback range (127.0.0.0/8, ::1/128)';
const linkLocal = 'may not be in the link-local range (169.254.0.0/16, fe80::/10)';
const linkLocalMulticast = 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)';
/** Link-local multicast with each value of the flags. @see RFC 4291 section 2.7 */
const multicastRanges = Array.from({ length: 16 }, (_, flags) => `ff${flags.toString(16)}2::/16`);

const specialRanges: PrefixTable<string> = new PrefixTable(
  Object.entries({
    '127.0.0.0/8': loopback,
    '::1/128': loopback,
    '169.254.0.0/16': linkLocal,
    'fe80::/10': linkLocal,
    '224.0.0.0/24': linkLocalMulticast,
    ...Object.fromEntries(multicastRanges.map((range) => [range, linkLocalMulticast])),
  }).flatMap(([range, detail]) => {
    const cidr = parseCIDR(range);
    return cidr === undefined ? [] : [[cidr, detail] as const];
  }),
);

/**
 * An address that can be sent to from anywhere: what external IPs and endpoints have to be.
 *
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNonSpecialIP
 */
export const nonSpecialIP: ValueRule<string> = (text) => {
  const ip = parseIPSloppy(text);
  if (ip === undefined) return ['must be a valid IP address'];
  if (ip.text === '0.0.0.0' || ip.text === '::') return [`may not be unspecified (${text})`];
  const detail = specialRanges.lookup(ip.text);
  return detail === undefined ? fine : [detail];
};

/** Whether both families are among these. @see kubernetes/utils net/net.go, IsDualStackIPStrings */
export function isDualStack(families: readonly (IPFamily | undefined)[]): boolean {
  return families.includes('IPv4') && families.includes('IPv6');
}
