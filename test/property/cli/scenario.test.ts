import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { simulate } from '../../unit/cli/simulate/shop.js';

type Path = readonly (string | number)[];

/** A scenario with something of everything. */
const scenario = {
  name: 'everything',
  manifests: ['k8s.yaml', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'more' } }],
  platform: { name: 'bare-metal', nodes: 2 },
  seed: 3,
  step: '500ms',
  delays: {
    watch: '1ms..50ms',
    controllers: { deployment: '10ms' },
    kubelet: { imagePull: '1s..2s', probePhase: 'drawn' },
    kubeProxy: { minSync: '1s' },
    nodes: { lease: '10s', podGC: { period: '20s', quarantine: '40s' } },
    dns: { cache: '5s', nodeLocal: { success: '30s', denial: '5s' } },
  },
  behaviours: [
    {
      namespace: 'shop',
      labels: { app: 'web' },
      does: { startup: '1s', errorRate: '5%', ends: { after: '30s', code: 3 }, onSigterm: 'finish' },
    },
  ],
  latency: { pod: '2ms..5ms' },
  loads: [
    {
      name: 'visitors',
      request: 'GET http://web/',
      from: 'pod/shop/client',
      rate: '10/s',
      arrivals: 'poisson',
      clients: 3,
      connections: 'kept',
      timeout: '1s',
      retries: { times: 1, wait: '100ms' },
      expect: { availability: '>= 0%', causes: { 'no-endpoint': '>= 0' } },
    },
    { request: 'http://web.shop/', from: 'node/node-1', clients: 2, think: '1s..2s', at: '1s', for: '5s' },
  ],
  acts: [
    { at: 0, apply: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } } },
    { at: '1s', rollout: 'deployment/shop/web', image: 'web:2', container: 'web' },
    { at: '2s', scale: 'deployment/shop/web', replicas: 3 },
    { at: '3s', crash: 'pod/deployment/shop/web', code: 2 },
    { at: '4s', fail: 'node/node-2' },
    { at: '5s', recover: { link: ['node/node-1', 'internet'] } },
    { at: '6s', behave: { image: 'web:2', does: { hangs: true } } },
    { at: '7s', taint: 'node-1', key: 'a', effect: 'NoSchedule' },
    { at: '8s', delete: ['service/shop/web'] },
  ],
  requests: [{ at: '2s', request: 'http://web.shop/', from: 'pod/shop/client', expect: { took: '< 1h' } }],
  until: '10s',
  expect: { errors: '>= 0', lastError: '< 1m' },
};

/** Every place in a value, the value itself apart. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesIn(inner, place)];
  });
}

/** A value in which something else stands at a place. */
function replacedIn(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === step ? replacedIn(each, rest, by) : each));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [step]: replacedIn(record[step], rest, by) };
}

const oddValues: readonly unknown[] = [
  null,
  true,
  [],
  {},
  0,
  -1,
  0.5,
  255,
  1e9,
  '',
  '0s',
  '1s',
  '3s..1s',
  '1s..3s',
  '1.5ms',
  '99999h',
  '-5s',
  '50%',
  '150%',
  '<= 3',
  '> x',
  'drawn',
  'node-1',
  'node-9',
  'node/node-1',
  'zone/x',
  'dns',
  'leader',
  'load-balancer/x',
  'deployment/shop/web',
  'pod/deployment/shop/web',
  'pod/shop/client',
  'service/shop/web',
  'a/b/c/d/e',
  'GET http://',
  'tcp://a:99999',
  'dns A web',
  'k8s.yaml',
  'none.yaml',
  '__proto__',
];

/** What users write by mistake, and what somebody writes who means no good. */
const written = fc.oneof(
  fc.constantFrom(...oddValues),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('a scenario', () => {
  test.prop(
    [fc.array(fc.tuple(fc.constantFrom(...placesIn(scenario)), written), { minLength: 0, maxLength: 2 })],
    {
      numRuns: 100,
    },
  )(
    'is played, or said to be wrong, whatever somebody writes',
    async (mistakes) => {
      const changed = mistakes.reduce<unknown>(
        (value, [place, by]) => (hasPlace(value, place) ? replacedIn(value, place, by) : value),
        scenario,
      );
      const { status, stdout, stderr } = await simulate(JSON.stringify(changed, undefined, 1));
      expect([0, 1, 2]).toContain(status);
      // Wrong use is told, and nothing else; what was played has its report.
      expect(stdout === '').toBe(status === 2);
      if (status === 2) expect(stderr).toMatch(/^.*error: /m);
    },
    120_000,
  );
});

function hasPlace(value: unknown, [step, ...rest]: Path): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
  return hasPlace((value as Readonly<Record<string | number, unknown>>)[step], rest);
}
