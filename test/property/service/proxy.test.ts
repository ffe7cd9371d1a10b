import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { serviceProxy, type ProxyDecision } from '../../../packages/core/src/service/proxy.js';
import type { EndpointManifest } from '../../objects/endpoint-slice.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { naiveFate } from './naive-proxy.js';
import {
  interfaces,
  objectsOf,
  platformOf,
  probe,
  unrelated,
  world,
  type Probe,
  type World,
} from './world.js';

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

/** The endpoints that the slices of a world have for the service port of a decision. */
function endpointsOf({ slices }: World, { service: { name }, port }: Forward): readonly EndpointManifest[] {
  return slices
    .filter(({ metadata }) => metadata.labels['kubernetes.io/service-name'] === name)
    .filter(({ ports: [first] }) => first?.name === port.name && first.protocol === port.protocol)
    .flatMap(({ endpoints }) => endpoints);
}

function keepsToNode({ rule }: Forward): boolean {
  return rule.id === 'cluster-ip-local-policy' || rule.id === 'external-local-policy';
}

function isOnNode({ nodeName }: EndpointManifest): boolean {
  return nodeName === 'node-a';
}

function isReady({ conditions }: EndpointManifest): boolean {
  return conditions?.ready === true;
}

/** Whether a reason for which an endpoint was left out holds. */
function isLeftOutBy(
  endpoint: EndpointManifest,
  reason: Forward['leftOut'][number]['reason'],
  { zone }: World,
): boolean {
  const { conditions, hints } = endpoint;
  switch (reason) {
    case 'not-ready':
      return !isReady(endpoint) && conditions?.terminating === false;
    case 'terminating':
      return !isReady(endpoint) && conditions?.terminating === true;
    case 'not-on-node':
      return !isOnNode(endpoint);
    case 'other-zone':
      return isReady(endpoint) && hints?.forZones?.some(({ name }) => name === zone) === false;
    case 'other-node':
      return isReady(endpoint) && hints?.forNodes?.some(({ name }) => name === 'node-a') === false;
    default:
      return reason satisfies never;
  }
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

  test.prop([world, probes])('never chooses an endpoint that a rule excludes', (of, packets) => {
    for (const decision of forwards(of, packets)) {
      const all = endpointsOf(of, decision);
      const list = keepsToNode(decision) ? all.filter(isOnNode) : all;
      const hasReady = list.some(isReady);
      for (const { address } of decision.endpoints) {
        const chosen = list.find(({ addresses }) => addresses[0] === address);
        expect(chosen, `${address} is not in the list`).toBeDefined();
        expect(chosen?.conditions).toMatchObject(
          hasReady ? { ready: true } : { serving: true, terminating: true },
        );
      }
    }
  });

  test.prop([world, probes])(
    'says of every endpoint that it may be chosen, or truly why not',
    (of, packets) => {
      for (const decision of forwards(of, packets)) {
        const all = endpointsOf(of, decision);
        const named = [
          ...decision.endpoints.map(({ address }) => address),
          ...decision.leftOut.map(({ endpoint }) => endpoint.address),
        ];
        expect(named.sort()).toEqual(all.flatMap(({ addresses }) => addresses).sort());
        for (const { endpoint, reason } of decision.leftOut) {
          const left = all.filter(({ addresses }) => addresses[0] === endpoint.address);
          expect(left.filter((each) => isLeftOutBy(each, reason, of))).toEqual(left);
        }
      }
    },
  );

  test.prop([world, probes])(
    'keeps outside clients of policy Local on the node, with their source',
    (of, packets) => {
      const outside = packets.map((packet) => ({ ...packet, from: '198.51.100.7' }));
      for (const decision of forwards(of, outside)) {
        if (decision.via === 'clusterIP' || decision.policy !== 'Local') continue;
        const here = endpointsOf(of, decision).filter(isOnNode);
        for (const { address, masquerade } of decision.endpoints) {
          expect(here.flatMap(({ addresses }) => addresses)).toContain(address);
          expect(masquerade).toBe(false);
        }
      }
    },
  );

  test.prop([world, unrelated, probes])(
    'decides the same beside a Service that has nothing to do with the packet',
    (of, { others, slices }, packets) => {
      const beside = {
        ...of,
        services: [...others, ...of.services],
        slices: [...slices, ...of.slices],
      };
      expect(decisions(beside, packets)).toEqual(decisions(of, packets));
    },
  );

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
});
