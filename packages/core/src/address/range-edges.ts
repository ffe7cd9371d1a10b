import { cidrSize, nthAddress, parseCIDR } from './cidr.js';
import { type IP, ipOf } from './ip.js';

/** The addresses at the edges of ranges, inside and outside, each once; what is no range has none. */
export function edgesOf(ranges: readonly string[]): readonly string[] {
  return [...new Set(Array.from(new Set(ranges)).flatMap(edgesOfOne))];
}

function edgesOfOne(range: string): readonly string[] {
  const cidr = parseCIDR(range);
  if (cidr === undefined) return [];
  const size = cidrSize(cidr);
  // The end of a range of astronomic size is out of the reach of numbers.
  const last = Number.isSafeInteger(size) ? nthAddress(cidr, size - 1) : undefined;
  const edges = [cidr.network, neighbour(cidr.network, -1), last, last && neighbour(last, 1)];
  return edges.flatMap((ip) => ip?.text ?? []);
}

/** The address before or after another one, unless its last word overflows. */
function neighbour({ family, words }: IP, step: 1 | -1): IP | undefined {
  const last = (words.at(-1) ?? 0) + step;
  return last < 0 || last > 0xffff_ffff ? undefined : ipOf(family, [...words.slice(0, -1), last]);
}
