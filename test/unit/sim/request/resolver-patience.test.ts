import { describe, expect, test } from 'vitest';
import { bareMetal, pod, readRequest, type PlatformOptions } from '@kubehop/core';
import { noDelays, Simulation } from '@kubehop/sim';

const second = 1_000;
const from = pod('default', 'client');

const client = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'client', namespace: 'default' },
  spec: { nodeName: 'a', containers: [{ name: 'client', image: 'client' }] },
};

function simulationOf(dns: PlatformOptions['dns'] = {}, nameservers: readonly string[] = []): Simulation {
  const own = nameservers.length === 0 ? {} : { dnsPolicy: 'None', dnsConfig: { nameservers } };
  const asking = { ...client, spec: { ...client.spec, ...own } };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
  const simulation = new Simulation([node, asking], { platform: bareMetal({ dns }), delays: noDelays });
  simulation.fail({ dns: 'all' });
  return simulation;
}

/** Seconds until a client learns that no name server says anything. */
function givesUpAfter(simulation: Simulation): number {
  const { trace, sentAt, answeredAt } = simulation.send(
    { from, url: 'http://web.default.svc.cluster.local/' },
    { timeout: null },
  );
  expect(trace.outcome).toMatchObject({ kind: 'dns-error', rcode: 'TIMEOUT' });
  return (answeredAt - sentAt) / second;
}

describe('a resolver that gets no answer', () => {
  // 5 s for each of two rounds.
  test('gives up after 10 s with one name server, by glibc', () => {
    expect(givesUpAfter(simulationOf())).toBe(10);
  });

  // 5 and 10 / 2 in each round. The addresses lead to nobody.
  test('gives up after 20 s with two, by glibc', () => {
    expect(givesUpAfter(simulationOf({}, ['10.244.9.1', '10.244.9.2']))).toBe(20);
  });

  // 5, 10 / 3 and 20 / 3, of which whole seconds count: 14.
  test('gives up after 28 s with three, by glibc', () => {
    expect(givesUpAfter(simulationOf({}, ['10.244.9.1', '10.244.9.2', '10.244.9.3']))).toBe(28);
  });

  test('gives up after 5 s, by musl', () => {
    expect(givesUpAfter(simulationOf({ resolver: 'musl' }))).toBe(5);
  });

  test('says why to a client that waits no longer', () => {
    const { trace, answeredAt, sentAt } = simulationOf().send({ from, url: 'http://web/' }, { timeout: 300 });
    expect(trace.outcome).toMatchObject({ kind: 'dns-error', rcode: 'TIMEOUT' });
    expect(answeredAt - sentAt).toBe(300);
  });

  // One of two pods of DNS is silent: half of the questions are answered at once, a quarter after 5 s, a quarter never.
  test('asks again after 5 s, and another pod may answer', () => {
    const simulation = simulationOf();
    simulation.recover({ dns: 'all' });
    const silent = simulation.cluster
      .list('Pod')
      .find(({ metadata }) => metadata.namespace === 'kube-system');
    simulation.fail({ pod: `kube-system/${silent?.metadata.name ?? ''}` });
    const times: number[] = [];
    const request = readRequest({ from, url: 'http://nobody.default.svc.cluster.local/' }, from);
    for (let sent = 0; sent < 400; sent++) {
      simulation.begin(request, {}, ({ sentAt, answeredAt }) => times.push((answeredAt - sentAt) / second));
    }
    simulation.advance(20 * second);
    const counts = [0, 5, 10].map((took) => times.filter((time) => time === took).length);
    // Give or take four standard deviations.
    expect(Math.abs((counts[0] ?? 0) - 200)).toBeLessThan(40);
    expect(Math.abs((counts[1] ?? 0) - 100)).toBeLessThan(35);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
  });
});
