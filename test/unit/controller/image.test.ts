import { describe, expect, test } from 'vitest';
import { isRepository, readImage } from '../../../packages/core/src/controller/image.js';
import { isBefore, readVersion } from '../../../packages/core/src/controller/version.js';

describe('readImage', () => {
  test.each([
    ['nginx', 'nginx', undefined],
    ['nginx:1.27', 'nginx', '1.27'],
    [
      'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594c',
      'registry.k8s.io/ingress-nginx/controller',
      'v1.15.1',
    ],
    [
      'registry.k8s.io/ingress-nginx/controller@sha256:594c',
      'registry.k8s.io/ingress-nginx/controller',
      undefined,
    ],
    ['localhost:5000/ingress-nginx/controller', 'localhost:5000/ingress-nginx/controller', undefined],
    ['localhost:5000/ingress-nginx/controller:v1', 'localhost:5000/ingress-nginx/controller', 'v1'],
  ])('cuts %s', (text, repository, tag) => {
    expect(readImage(text)).toEqual({ repository, ...(tag === undefined ? {} : { tag }) });
  });

  test('a repository is known by the end of its path, whatever the registry', () => {
    expect(isRepository('mirror.corp/k8s/ingress-nginx/controller', 'ingress-nginx/controller')).toBe(true);
    expect(isRepository('mirror.corp/my-ingress-nginx/controller', 'ingress-nginx/controller')).toBe(false);
  });
});

describe('readVersion', () => {
  test.each(['latest', 'main', 'sha-1234', ''])('finds none in "%s"', (text) => {
    expect(readVersion(text)).toBeUndefined();
  });

  test.each([
    ['0.9.0-beta.15', '0.9.0-beta.18'],
    ['0.9.0-beta.18', '0.9.0'],
    ['0.9.0', '0.21.0'],
    ['0.22.0', '1.0.0'],
    ['v1.9.6', 'v1.10.0'],
    ['v1.15', 'v1.15.1'],
  ])('%s comes before %s', (older, newer) => {
    const a = readVersion(older) ?? [0, 0, 0, 0];
    const b = readVersion(newer) ?? [0, 0, 0, 0];
    expect(isBefore(a, b)).toBe(true);
    expect(isBefore(b, a)).toBe(false);
    expect(isBefore(a, a)).toBe(false);
  });
});
