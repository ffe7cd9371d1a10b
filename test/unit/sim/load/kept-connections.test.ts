import { describe, expect, test } from 'vitest';
import { bareMetal, node } from '@kubehop/core';
import { noDelays, Simulation, type LoadReport, type StatedBehaviour } from '@kubehop/sim';
import { webPod } from '../../../acceptance/timing/objects.js';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

/** Ten clients ask ten times a second each and keep their connections, while something happens after a second. */
function keptWhile(
  happens: (simulation: Simulation) => void,
  does: StatedBehaviour['does'],
): { readonly report: LoadReport } {
  const simulation = new Simulation([webPod('web-0', 'node-2'), webPod('web-1', 'node-1'), service], {
    platform: bareMetal({ nodes: 2, kubernetesMinor: 33 }),
    delays: { ...noDelays, nodes: { lease: 1, monitor: 1, grace: 1, phase: 0 } },
    behaviours: [{ does }],
  });
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIPs[0] ?? '';
  const run = simulation.load({
    request: { from: node('node-1'), url: `http://${address}/` },
    arrivals: { model: 'constant', perSecond: 100 },
    connections: { kept: 10 },
    duration: 5_000,
    timeout: 2_000,
  });
  simulation.advance(1_000);
  happens(simulation);
  simulation.advance(10_000);
  return { report: run.report() };
}

describe('connections that are kept', () => {
  test('a process that finishes what is under way closes them with its last answers, and nobody loses a request', () => {
    const { report } = keptWhile(
      (simulation) => {
        simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
      },
      { latency: 250, onSigterm: 'finish', shutdown: 2_000 },
    );
    expect(report.requests).toBe(500);
    expect(report.errors).toEqual([]);
    // What was under way at 1.0 s was sent in the quarter of a second before.
    const ofOld = report.fates.find(({ pod }) => pod === 'default/web-0');
    expect(ofOld?.last).toBeLessThanOrEqual(1_000);
    expect(ofOld?.count).toBeGreaterThan(0);
  });

  test('a process that ends at once breaks what is under way on them', () => {
    const { report } = keptWhile(
      (simulation) => {
        simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
      },
      { latency: 250 },
    );
    expect(report.errors.map(({ cause }) => cause)).toEqual(['connection-lost']);
    // 250 ms of 100 requests a second, and only those that are at this pod.
    expect(report.requests - report.ok).toBeGreaterThan(0);
    expect(report.requests - report.ok).toBeLessThanOrEqual(25);
  });

  test('a node that vanishes closes nothing: who is connected waits, though the rules know better', () => {
    const { report } = keptWhile((simulation) => {
      simulation.fail({ node: 'node-2' });
    }, {});
    const connected = report.fates.find(({ outcome }) => outcome === 'timeout');
    expect(connected?.cause).toBe('node-down');
    // The rules knew of it after 2 ms. A connection carries a request every 100 ms, until the first has waited for 2 s.
    expect(connected?.first).toBeGreaterThanOrEqual(1_003);
    expect(connected?.first).toBeLessThan(1_100);
    expect(connected?.last).toBeLessThan(3_100);
    expect((connected?.count ?? 1) % 20).toBe(0);
    expect(report.requests - report.ok).toBe(connected?.count);
  });
});
