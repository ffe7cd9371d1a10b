import { flat } from './flat.js';
import { randomNumbers } from './random.js';

/** A table by text and the texts to look up in it, in random order. */
export interface MapLookups {
  readonly table: ReadonlyMap<string, number>;
  readonly keys: readonly string[];
}

/** A table of this many entries; of five look-ups, four find one. */
export function mapLookups(entries: number, lookups: number): MapLookups {
  const random = randomNumbers(17);
  const table = new Map(
    Array.from({ length: entries }, (_, index) => [flat(`namespace/name-${index}`), index]),
  );
  const keys = Array.from({ length: lookups }, (_, index) =>
    flat(index % 5 === 4 ? `namespace/nothing-${index}` : `namespace/name-${random.below(entries)}`),
  );
  return { table, keys };
}
