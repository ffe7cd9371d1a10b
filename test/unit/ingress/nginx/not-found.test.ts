import { describe, expect, test } from 'vitest';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ask, assumed, backends, ingressCluster, inShort, nginx } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';

function withIngresses(...specs: readonly IngressSpec[]): ReturnType<typeof ingressCluster> {
  return ingressCluster(
    ...backends('shop/main', 'shop/canary'),
    ...specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec })),
  );
}

const main: IngressSpec = { rules: { 'a.com': ['Prefix /info main:80'] } };

function canary(path: string): IngressSpec {
  return {
    rules: { 'a.com': [path] },
    annotations: { [`${prefix}/canary`]: 'true', [`${prefix}/canary-weight`]: '10' },
  };
}

const onItsService: IngressSpec = { rules: { 'e.com': ['Prefix / canary:80'] } };

describe('a path that became none is the reason of a 404:', () => {
  const ofCanary = canary('Prefix /info canary:80');

  test.each<[string, readonly IngressSpec[], string, unknown]>([
    [
      'its Service is that of an older canary',
      [main, ofCanary, onItsService],
      'http://e.com/',
      {
        code: 'service-is-canary',
        object: { kind: 'Ingress', namespace: 'shop', name: 'i2' },
        path: 'spec.rules[0].http.paths[0].backend.service',
        message:
          'Ingress shop/i2 leads / to Service canary, which Ingress shop/i1 named first, as a canary: ingress-nginx leaves the path out.',
      },
    ],
    [
      'it is the path of a canary itself',
      [main, canary('Prefix /new canary:80')],
      'http://a.com/new/x',
      {
        code: 'path-unknown',
        object: { kind: 'Ingress', namespace: 'shop', name: 'i1' },
        path: `metadata.annotations[${prefix}/canary]`,
      },
    ],
    [
      'a rule of an Ingress that is no canary counts before that',
      [main, canary('Prefix / canary:80'), { rules: { 'a.com': ['Prefix /new resource'] } }],
      'http://a.com/new/x',
      { code: 'backend-is-resource', object: { name: 'i2' } },
    ],
    [
      'and else such paths are not among those that are there',
      [main, canary('Prefix /new canary:80')],
      'http://a.com/other',
      { code: 'path-unknown', message: 'Host a.com has no path that covers /other; there is /info.' },
    ],
  ])('%s', (_title, specs, url, cause) => {
    const decision = ask(withIngresses(...specs), nginx(), url);
    expect(decision.result).toMatchObject({ kind: 'response', status: 404, cause });
    expect(assumed(decision)).toEqual([]);
  });

  test.each([
    ['equal', { hour: 5 }, { hour: 5 }, ['ingress-age-not-told']],
    ['absent', {}, {}, ['ingress-age-not-told']],
    ['different', { hour: 5 }, { hour: 6 }, []],
  ])('where creation times are %s, it is told whether they decided', (_title, older, younger, expected) => {
    const cluster = ingressCluster(
      ...backends('shop/main', 'shop/canary'),
      ingress('shop/main', { ...main, hour: 1 }),
      ingress('shop/m', { ...ofCanary, ...older }),
      ingress('shop/a', { ...onItsService, ...younger }),
    );
    const decision = ask(cluster, nginx(), 'http://e.com/');
    expect(inShort(decision)).toBe('404 service-is-canary');
    expect(assumed(decision)).toEqual(expected);
  });
});
