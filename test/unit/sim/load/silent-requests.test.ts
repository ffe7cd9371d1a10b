import { describe, expect, test } from 'vitest';
import { bareMetal, node } from '@kubehop/core';
import { noDelays, Simulation, type LoadReport } from '@kubehop/sim';
import { webPod } from '../../../acceptance/timing/objects.js';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};
const cut = { link: [{ node: 'node-1' }, { node: 'node-2' }] } as const;

/** Requests from one node to a pod on another one, which cannot be reached for some time. */
function cutOff(
  { from, until }: { readonly from: number; readonly until: number },
  perSecond: number,
  duration: number,
  followsEachRequest = false,
): { readonly reports: readonly LoadReport[] } {
  const simulation = new Simulation([webPod('web-0', 'node-2'), service], {
    platform: bareMetal({ nodes: 2, kubernetesMinor: 33 }),
    delays: noDelays,
    followsEachRequest,
  });
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  const run = simulation.load({
    request: { from: node('node-1'), url: `http://${address}/` },
    arrivals: { model: 'constant', perSecond },
    duration,
  });
  simulation.at(from, () => {
    simulation.fail(cut);
  });
  simulation.at(until, () => {
    simulation.recover(cut);
  });
  const reports: LoadReport[] = [];
  for (let now = 0; now < duration + 61_000; now += 10_000) {
    simulation.advance(10_000);
    reports.push(run.report());
  }
  return { reports };
}

describe('requests that nobody answers', () => {
  test('get through with the next SYN after the way is free again', () => {
    const { reports } = cutOff({ from: 1_000, until: 4_500 }, 10, 6_000);
    const last = reports.at(-1);
    expect(last?.errors).toEqual([]);
    // What was sent at 1.0 s is sent again at 2.0, 3.0, 4.0 and 5.0; so is everything else within a second.
    expect(last?.latency.max).toBe(4_000);
  });

  test('fail when their clients give up, and are under way until then', () => {
    const { reports } = cutOff({ from: 1_000, until: 100_000 }, 100, 30_000);
    expect(reports.map(({ underway }) => underway)).toEqual([
      901, 1_901, 2_900, 2_900, 2_900, 2_900, 1_999, 999, 0, 0,
    ]);
    const last = reports.at(-1);
    expect(last?.errors.map(({ cause, count }) => [cause, count])).toEqual([['link-down', 2_900]]);
    expect(last?.fates.find(({ cause }) => cause === 'link-down')).toMatchObject({
      first: 1_000,
      last: 29_990,
    });
  });

  test('come to the same as each by itself', () => {
    const settings = [{ from: 1_000, until: 20_000 }, 20, 30_000] as const;
    expect(cutOff(...settings)).toEqual(cutOff(...settings, true));
  });

  test('wait by the hundred thousand', () => {
    const { reports } = cutOff({ from: 0, until: 1_000_000 }, 10_000, 30_000);
    expect(reports[3]).toMatchObject({ requests: 300_000, underway: 300_000 });
    expect(reports.at(-1)).toMatchObject({ requests: 300_000, underway: 0, ok: 0 });
  });
});
