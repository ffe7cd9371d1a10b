import { toBytes } from '../../address/byte-text.js';
import { sha256 } from './sha256.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The hash by which kube-proxy tells its chains apart: the first characters of the SHA-256 digest in base 32.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, portProtoHash; RFC 4648 section 6
 * @example
 * chainHash('default/kubernetes:httpstcp', 16); // 'NPX46M4PTMTKRN6Y'
 */
export function chainHash(text: string, length: number): string {
  const digest = sha256(toBytes(text));
  let hash = '';
  for (let index = 0; index < length; index++) hash += alphabet.charAt(fiveBits(digest, index * 5));
  return hash;
}

function fiveBits(bytes: readonly number[], from: number): number {
  const at = from >> 3;
  const twoBytes = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (twoBytes >> (11 - (from & 7))) & 0x1f;
}
