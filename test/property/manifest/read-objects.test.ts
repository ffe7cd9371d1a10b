import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

const name = fc.constantFrom('a', 'b');
const anything = fc.anything({ maxDepth: 2 });

/** Objects of kinds and versions old and new, good and bad. */
const object = fc.record(
  {
    apiVersion: fc.constantFrom<unknown>(
      'v1',
      'apps/v1',
      'extensions/v1beta1',
      'networking.k8s.io/v1',
      'apps/v1beta1',
      7,
    ),
    kind: fc.constantFrom<unknown>('Service', 'Deployment', 'Ingress', 'Role', 'List', 'PodList', null),
    metadata: fc.oneof(
      fc.record({ name, namespace: name, annotations: anything, spec: anything }, { requiredKeys: ['name'] }),
      anything,
    ),
    spec: fc.oneof(
      fc.record(
        { template: anything, rules: anything, backend: anything, strategy: anything },
        { requiredKeys: [] },
      ),
      anything,
    ),
    labels: anything,
    items: anything,
  },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
);

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  // What can't be frozen can't be told from what may not be changed either.
  if (!ArrayBuffer.isView(value)) Object.freeze(value);
  for (const each of Object.values(value)) deepFreeze(each);
}

describe('readObjects', () => {
  test.prop([fc.array(fc.oneof({ weight: 9, arbitrary: object }, anything))])(
    'never throws, changes nothing it is given, and says of each problem what, where and why',
    (objects) => {
      deepFreeze(objects);
      for (const { object: named, path, message } of readObjects(objects).problems) {
        expect(named.kind).not.toBe('');
        expect(path).not.toBe('');
        expect(message).not.toBe('');
      }
    },
  );

  test.prop([fc.array(object)])('has nothing left to do with what it gave', (objects) => {
    const { manifests } = readObjects(objects);
    expect(readObjects({ manifests, problems: [] })).toEqual({ manifests, others: [], problems: [] });
  });

  test.prop([fc.uniqueArray(name, { minLength: 2 }), fc.constantFrom('v1', 'extensions/v1beta1')])(
    'gives the same objects in whatever order they come',
    (names, apiVersion) => {
      const kind = apiVersion === 'v1' ? 'Service' : 'Ingress';
      const objects = names.map((each) => ({ apiVersion, kind, metadata: { name: each } }));
      const sorted = (given: typeof objects): unknown[] =>
        readObjects(given)
          .manifests.map(({ value }) => JSON.stringify(value))
          .sort();
      expect(sorted([...objects].reverse())).toEqual(sorted(objects));
    },
  );
});
