import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { modelledKinds } from '../../../packages/core/src/manifest/kind.js';
import { admitManifest } from '../../../packages/core/src/object/admit-manifest.js';
import { frozen } from '../../unit/object/admitted.js';
import { damaged } from './damaged.js';
import { richManifests } from './rich-manifests.js';

const options = fc.record(
  { validate: fc.boolean(), complete: fc.boolean(), namespace: fc.constantFrom('', 'shop') },
  { requiredKeys: [] },
);

const anyObject = fc
  .tuple(fc.constantFrom(...Object.keys(modelledKinds)), fc.dictionary(fc.string(), fc.jsonValue()))
  .map(([kind, fields]) => ({ ...fields, kind }));

const written = fc.oneof({ weight: 9, arbitrary: damaged(richManifests) }, anyObject).map(frozen);

const twice = fc
  .constantFrom(...richManifests)
  .chain((object) => fc.tuple(damaged([object]), damaged([object])))
  .map(frozen);

describe('whatever is written', () => {
  test.prop([written, options], { numRuns: 500 })('it is an object, or it has an error', (value, chosen) => {
    const { object, problems } = admitManifest({ value }, chosen);
    expect(object === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
    if (object !== undefined) expect(object.kind).toBe(value['kind']);
  });

  test.prop([written], { numRuns: 500 })('each problem says of what, where and why', (value) => {
    for (const { code, object, path, message } of admitManifest({ value }).problems) {
      expect(code).toMatch(/^field-/);
      expect(object?.kind).toBeTypeOf('string');
      expect(path).not.toBe('');
      expect(message).not.toBe('');
    }
  });

  test.prop([written])('it is taken in the same way every time', (value) => {
    expect(admitManifest({ value })).toEqual(admitManifest({ value }));
  });

  test.prop([written], { numRuns: 500 })('it changes nothing the second time', (value) => {
    const { object } = admitManifest({ value });
    if (object === undefined) return;
    const again = admitManifest({ value }, { old: object });
    expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.object).toEqual(object);
  });

  test.prop([twice], { numRuns: 500 })(
    'it may replace what was there, or has an error',
    ([before, value]) => {
      const { object: old } = admitManifest({ value: before }, { validate: false });
      if (old === undefined || old.kind !== value['kind']) return;
      const { object, problems } = admitManifest({ value }, { old });
      expect(object === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
    },
  );
});

test.each(richManifests.map((value) => [value['kind'], value] as const))(
  'a %s in order has no problems',
  (_, value) => {
    expect(admitManifest({ value }).problems).toEqual([]);
  },
);
