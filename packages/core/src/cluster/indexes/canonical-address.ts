import { parseIPSloppy } from '../../address/ip.js';

/** The one spelling of an address: old objects may hold leading zeros, and IPv6 addresses have many spellings. */
export function canonicalAddress(text: string): string {
  const canonical = parseIPSloppy(text)?.text;
  // The text that the object holds costs no memory of its own.
  return canonical === undefined || canonical === text ? text : canonical;
}
