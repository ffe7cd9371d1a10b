import { pod } from '@kubehop/core';
import { Simulation, type ClientOptions } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';

const workload = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: name } },
  spec: { containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }] },
});

const headless = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 8080 }] },
};

const request = { from: pod('shop', 'client'), url: 'http://db:8080/' };

/** What a client gets that asks at these moments; the pod behind the name is replaced at 5 s. */
function askedAt(moments: readonly number[], client: ClientOptions): readonly string[] {
  const simulation = new Simulation([workload('client'), workload('db'), headless], { delays: { watch: 0 } });
  simulation.at(5_000, () => {
    simulation.delete({ kind: 'Pod', namespace: 'shop', name: 'db' });
  });
  simulation.at(6_000, () => {
    simulation.apply(workload('db'));
  });
  return moments.map((moment) => {
    simulation.advance(moment - simulation.now);
    const { outcome } = simulation.send(request, { timeout: 500, ...client }).trace;
    return outcome.kind === 'response' ? String(outcome.status) : outcome.cause.code;
  });
}

describe('a client that remembers names', () => {
  test('goes on to the address of a pod that is gone until its time is over', () => {
    expect(askedAt([0, 4_000, 10_000, 29_000, 31_000], { nameCache: 30_000 })).toEqual([
      '200',
      '200',
      'address-unused',
      'address-unused',
      '200',
    ]);
  });

  test('asks for each connection unless it is told otherwise', () => {
    expect(askedAt([0, 4_000, 10_000, 29_000], {})).toEqual(['200', '200', '200', '200']);
  });

  test('does so in a load too', () => {
    const simulation = new Simulation([workload('client'), workload('db'), headless], {
      delays: { watch: 0 },
    });
    simulation.at(5_000, () => {
      simulation.delete({ kind: 'Pod', namespace: 'shop', name: 'db' });
    });
    simulation.at(6_000, () => {
      simulation.apply(workload('db'));
    });
    const load = simulation.load({
      request,
      arrivals: { model: 'constant', perSecond: 10 },
      duration: 40_000,
      timeout: 500,
      nameCache: 30_000,
    });
    simulation.advance(41_000);
    // From 5 s, when the pod went, to 30 s, when the address was forgotten: 25 s at 10 a second.
    const { requests, ok } = load.report();
    expect(requests - ok).toBeGreaterThanOrEqual(248);
    expect(requests - ok).toBeLessThanOrEqual(252);
  });
});

describe('a client that cannot be', () => {
  test.each([
    { timeout: -5 },
    { nameCache: 0.5 },
    { retries: { times: NaN, wait: 0 } },
    { retries: { times: 1e9, wait: 0 } },
    { retries: { times: 1, wait: Infinity } },
  ])('%j is refused in words', (client) => {
    const simulation = new Simulation([workload('client'), workload('db'), headless]);
    expect(() => simulation.send(request, client)).toThrow(RangeError);
  });
});
