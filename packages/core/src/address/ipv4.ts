const zero = 48;
const dot = 46;

/**
 * Reads an IPv4 address as an unsigned 32-bit number; -1 when the text is none.
 *
 * An octet with leading zeros is refused, as Go does since 1.17, unless `leadingZeros` lets it be read as decimal.
 * @see golang/go net/netip/netip.go, parseIPv4Fields
 */
export function parseIPv4(text: string, leadingZeros = false): number {
  const { length } = text;
  if (length < 7 || (length > 15 && !leadingZeros)) return -1;
  let address = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot) {
      if (digits === 0 || dots === 3) return -1;
      address = address * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
      continue;
    }
    const digit = code - zero;
    if (digit < 0 || digit > 9) return -1;
    if (digits > 0 && octet === 0 && !leadingZeros) return -1;
    octet = octet * 10 + digit;
    if (octet > 255) return -1;
    digits += 1;
  }
  return dots === 3 && digits > 0 ? address * 256 + octet : -1;
}

/** The dotted text of an IPv4 address given as an unsigned 32-bit number. */
export function formatIPv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}
