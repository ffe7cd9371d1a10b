import type { Shard } from './shard.js';
import type { Suite } from './suite.js';

/** The cases whose name has a text in it, in whatever case. */
export function filtered(suites: readonly Suite[], text: string): readonly Suite[] {
  const sought = text.toLowerCase();
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.filter(({ name }) => name.toLowerCase().includes(sought)),
  }));
}

/** Every `count`th case of all files together, so that shards are equally large; each case is in exactly one shard. */
export function sharded(suites: readonly Suite[], { index, count }: Shard): readonly Suite[] {
  let number = 0;
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.filter(() => {
      number += 1;
      return (number - index) % count === 0;
    }),
  }));
}
