import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { serviceProxy, type ProxyDecision } from '../../../packages/core/src/service/proxy.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { naiveFate } from './naive-proxy.js';
import { interfaces, objectsOf, platformOf, probe, world, type Probe, type World } from './world.js';

// A cluster costs more than a packet: each is asked by many.
const probes = fc.array(probe, { minLength: 30, maxLength: 30 });

type Forward = Extract<ProxyDecision, { verdict: 'forward' }>;

function decisions(of: World, packets: readonly Probe[]): readonly ProxyDecision[] {
  const proxy = serviceProxy(proxiedCluster(objectsOf(of), platformOf(of)), 'node-a', { interfaces });
  return packets.map(({ from, to, port, protocol }) =>
    proxy.decide({ protocol, source: { address: from }, destination: { address: to, port } }),
  );
}

function forwards(of: World, packets: readonly Probe[]): readonly Forward[] {
  return decisions(of, packets).filter((decision) => decision.verdict === 'forward');
}

function fate(decision: ProxyDecision): string {
  if (decision.verdict !== 'forward') return decision.verdict;
  const texts = decision.endpoints.map(({ address, masquerade }) => `${address}${masquerade ? '*' : ''}`);
  return texts.sort().join(' ');
}

describe('the service proxy', () => {
  test.prop([world, probes])('decides as a naive reading of the rules', (of, packets) => {
    expect(decisions(of, packets).map(fate)).toEqual(packets.map((packet) => naiveFate(of, packet)));
  });

  test.prop([world, probes])('gives out shares that sum to 1', (of, packets) => {
    for (const { endpoints } of forwards(of, packets)) {
      expect(endpoints.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  test.prop([world, probes])('chooses only endpoints that serve', (of, packets) => {
    const serving = of.slices.flatMap(({ endpoints }) =>
      endpoints.flatMap(({ addresses, conditions }) => (conditions?.serving === false ? [] : addresses)),
    );
    for (const { endpoints } of forwards(of, packets)) {
      expect(serving).toEqual(expect.arrayContaining(endpoints.map(({ address }) => address)));
    }
  });

  test.prop([world, probes])('masquerades a sender that reaches itself', (of, packets) => {
    const sender = '10.244.1.5';
    const ownPackets = packets.map((packet) => ({ ...packet, from: sender }));
    for (const { endpoints } of forwards(of, ownPackets)) {
      expect(endpoints.filter(({ address, masquerade }) => address === sender && !masquerade)).toEqual([]);
    }
  });

  test.prop([world, probes, fc.nat()])(
    'does not care about the order of slices and endpoints',
    (of, packets, turn) => {
      const at = turn % Math.max(1, of.slices.length);
      const turned = [...of.slices.slice(at), ...of.slices.slice(0, at)].map((slice, index) => ({
        ...slice,
        metadata: { ...slice.metadata, name: `turned-${index}` },
        endpoints: [...slice.endpoints].reverse(),
      }));
      expect(decisions({ ...of, slices: turned }, packets)).toEqual(decisions(of, packets));
    },
  );

  test.prop([world, probes])('names an endpoint as used or as left out, never as both', (of, packets) => {
    for (const { endpoints, leftOut } of forwards(of, packets)) {
      const named = [
        ...endpoints.map(({ address }) => address),
        ...leftOut.map(({ endpoint }) => endpoint.address),
      ];
      expect(new Set(named).size).toBe(named.length);
    }
  });
});
