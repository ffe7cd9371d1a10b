import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { PersistentMap } from '../../../packages/core/src/cluster/persistent-map.js';

const keys = Array.from({ length: 60 }, (_, index) => `namespace-of-some-length/pod-${index}`);

/** What is done to the versions of a map: any of them is written, or read a number of times. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    version: fc.nat(),
    entries: fc.array(
      fc.tuple(fc.constantFrom(...keys), fc.option(fc.nat({ max: 99 }), { nil: undefined })),
      { maxLength: 12 },
    ),
  }),
  fc.record({ kind: fc.constant('read' as const), version: fc.nat(), times: fc.nat({ max: 3 }) }),
);

interface Version {
  readonly map: PersistentMap<string, number>;
  readonly plain: ReadonlyMap<string, number>;
}

/** The first version holds so many of the keys: small maps are kept otherwise than large ones. */
function versionOf(size: number): Version {
  const plain = new Map(keys.slice(0, size).map((key, index) => [key, index]));
  return { map: PersistentMap.of(plain), plain };
}

function contents(map: Pick<Version['plain'], 'get'>): readonly (number | undefined)[] {
  return keys.map((key) => map.get(key));
}

describe('a persistent map', () => {
  test.prop([fc.nat({ max: keys.length }), fc.array(step, { maxLength: 20 })], { numRuns: 300 })(
    'keeps all of its versions as plain maps that are copied for each write',
    (size, steps) => {
      const first = versionOf(size);
      const versions = [first];
      for (const { version, ...act } of steps) {
        const { map, plain } = versions[version % versions.length] ?? first;
        const times = act.kind === 'read' ? act.times : 0;
        for (let time = 0; time < times; time += 1) expect(contents(map)).toEqual(contents(plain));
        if (act.kind === 'write') {
          const copy = new Map(plain);
          for (const [key, value] of act.entries) {
            if (value === undefined) copy.delete(key);
            else copy.set(key, value);
          }
          versions.push({ map: map.with(act.entries), plain: copy });
        }
      }
      for (const { map, plain } of versions) {
        expect(contents(map)).toEqual(contents(plain));
        expect([...map.keys()].sort()).toEqual([...plain.keys()].sort());
      }
    },
  );

  test('is the same map when nothing is written', () => {
    const map = PersistentMap.empty<string, number>().with([['a', 1]]);
    expect(map.with([])).toBe(map);
  });
});
