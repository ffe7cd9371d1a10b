/** How many octets a name may have as text, its final dot included. @see RFC 1035 section 2.3.4: 255 on the wire */
export const nameOctets = 254;
const labelOctets = 63;

const dot = 0x2e;
const upperCase = /[A-Z]/;

/**
 * The name with its ASCII letters in lower case; no others are the same in DNS.
 *
 * @see RFC 4343
 */
export function lowerName(name: string): string {
  return upperCase.test(name) ? name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : name;
}

/** The name with its final dot. */
export function fullName(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/** Whether a full name is the zone or lies below it; both in the same letter case. */
export function isInZone(name: string, zone: string): boolean {
  if (zone === '.' || name === zone) return true;
  return name.endsWith(zone) && name.charCodeAt(name.length - zone.length - 1) === dot;
}

/** The longest of some zones that a full name is in; all in lower case. */
export function longestZone(zones: readonly string[], name: string): string | undefined {
  let longest: string | undefined;
  for (const zone of zones) {
    if (isInZone(name, zone) && zone.length > (longest?.length ?? 0)) longest = zone;
  }
  return longest;
}

/** The full name of labels below a zone. */
export function nameBelow(zone: string, labels: string): string {
  return zone === '.' ? `${labels}.` : `${labels}.${zone}`;
}

/** The labels of a name in front of the zone that it is in, without the dot between them; empty at the zone itself. */
export function labelsBelow(zone: string, name: string): string {
  return name.slice(0, -(zone === '.' ? 1 : zone.length + 1));
}

/** Whether DNS can carry the name: labels of 1 to 63 octets, 255 in all. @see RFC 1035 section 2.3.4 */
export function isCarried(name: string): boolean {
  let octets = 0;
  let label = 0;
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    const size = octetsOf(unit);
    octets += size;
    if (unit !== dot) label += size;
    else if (label === 0 || label > labelOctets) return false;
    else label = 0;
  }
  const finalDot = label === 0 ? 0 : 1;
  return octets > 0 && label <= labelOctets && octets + finalDot <= nameOctets;
}

/** How many octets a code unit takes in UTF-8, which is how the C library sends it; of a pair each takes half. */
function octetsOf(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) return 2;
  return 3;
}
