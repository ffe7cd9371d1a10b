import { expect, test } from 'vitest';
import { storedOnce } from '../../../../packages/core/src/control/made-up/stored-once.js';
import { admitManifest } from '../../../../packages/core/src/object/admit-manifest.js';

const web = { apiVersion: 'v1', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };

test('an object that the model makes up is what the API server stores of its manifest, the same each time', () => {
  const stored = storedOnce('Service', web);
  expect(stored()).toEqual(admitManifest({ value: { ...web, kind: 'Service' } }).object);
  expect(stored()).toBe(stored());
});

test('a manifest of the model that the API server refuses is a fault of the model', () => {
  expect(storedOnce('Service', { ...web, spec: { ports: [{ port: 0 }] } })).toThrow(TypeError);
});
