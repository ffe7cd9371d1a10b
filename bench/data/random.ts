/** A source of numbers that look random and are the same in every run. */
export interface RandomNumbers {
  /** The next whole number below a limit. */
  below(limit: number): number;
  /** The next choice among the items. */
  of<T>(items: readonly T[]): T;
}

const modulus = 2_147_483_647;

/** A multiplicative congruential generator. @see Park and Miller, "Random number generators", with the multiplier 48271 */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48_271) % modulus;
    return state % limit;
  };
  return {
    below,
    of(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('there is nothing to choose from');
      return item;
    },
  };
}
