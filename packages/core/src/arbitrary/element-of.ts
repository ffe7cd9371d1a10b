import * as fc from 'fast-check';

/** One of a list that has some; shrinking leads to the first. However long the list is, it is not copied. */
export function elementOf<T>(list: readonly T[]): fc.Arbitrary<T> {
  return fc.nat({ max: list.length - 1 }).map((index) => picked(list, index));
}

/** A list, and how often it has its turn in comparison with others. */
export interface WeightedList<T> {
  readonly weight: number;
  readonly list: readonly T[];
}

/** One of the lists that have something, and then one of that list; shrinking leads to the first of the first. */
export function elementOfAny<T>(lists: readonly WeightedList<T>[]): fc.Arbitrary<T> {
  const arbitraries = lists
    .filter(({ list }) => list.length > 0)
    .map(({ weight, list }) => ({ weight, arbitrary: elementOf(list) }));
  return fc.oneof({ withCrossShrink: true }, ...arbitraries);
}

/**
 * The element of a list that any number leads to.
 *
 * @throws {RangeError} for a list without elements
 */
export function picked<T>(list: readonly T[], number: number): T {
  const element = list[number % list.length];
  if (element === undefined) throw new RangeError('there is nothing to pick from');
  return element;
}
