import { flat } from './flat.js';
import { randomNumbers } from './random.js';

const shortest = 8;
const longest = 28;

/** Different IPv4 ranges with prefixes of 8 to 28 bits, the longer the more of them. */
export function addressRanges(count: number): readonly string[] {
  const random = randomNumbers(19);
  const found = new Set<string>();
  while (found.size < count) {
    const length =
      longest - Math.min(random.below(longest - shortest + 1), random.below(longest - shortest + 1));
    const network = random.below(2 ** length) * 2 ** (32 - length);
    found.add(flat(`${dotted(network)}/${length}`));
  }
  return [...found];
}

/** Random IPv4 addresses. */
export function addresses(count: number): readonly string[] {
  const random = randomNumbers(23);
  return Array.from({ length: count }, () => flat(dotted(random.below(2 ** 31) * 2 + random.below(2))));
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
