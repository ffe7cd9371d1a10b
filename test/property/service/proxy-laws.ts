import * as fc from 'fast-check';
import { expect } from 'vitest';
import { serviceProxy, type ProxyDecision } from '../../../packages/core/src/service/proxy.js';
import type { EndpointManifest } from '../../objects/endpoint-slice.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { law } from '../law.js';
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

/** What the service proxy of a node does with packets, asked alone. */
export const proxyLaws = {
  'the service proxy decides as a naive reading of the rules': law(
    fc.property(world, probes, (of, packets) => {
      expect(decisions(of, packets).map(fate)).toEqual(packets.map((packet) => naiveFate(of, packet)));
    }),
  ),

  'the service proxy gives out shares that sum to 1': law(
    fc.property(world, probes, (of, packets) => {
      for (const { endpoints } of forwards(of, packets)) {
        expect(endpoints.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      }
    }),
  ),

  'the service proxy never chooses an endpoint that a rule excludes': law(
    fc.property(world, probes, (of, packets) => {
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
    }),
  ),

  'the service proxy says of every endpoint that it may be chosen, or truly why not': law(
    fc.property(world, probes, (of, packets) => {
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
    }),
  ),

  'the service proxy keeps outside clients of policy Local on the node, with their source': law(
    fc.property(world, probes, (of, packets) => {
      const outside = packets.map((packet) => ({ ...packet, from: '198.51.100.7' }));
      for (const decision of forwards(of, outside)) {
        if (decision.via === 'clusterIP' || decision.policy !== 'Local') continue;
        const here = endpointsOf(of, decision).filter(isOnNode);
        for (const { address, masquerade } of decision.endpoints) {
          expect(here.flatMap(({ addresses }) => addresses)).toContain(address);
          expect(masquerade).toBe(false);
        }
      }
    }),
  ),

  'the service proxy decides the same beside a Service that has nothing to do with the packet': law(
    fc.property(world, unrelated, probes, (of, { others, slices }, packets) => {
      const beside = {
        ...of,
        services: [...others, ...of.services],
        slices: [...slices, ...of.slices],
      };
      expect(decisions(beside, packets)).toEqual(decisions(of, packets));
    }),
  ),

  'the service proxy masquerades a sender that reaches itself': law(
    fc.property(world, probes, (of, packets) => {
      const sender = '10.244.1.5';
      const ownPackets = packets.map((packet) => ({ ...packet, from: sender }));
      for (const { endpoints } of forwards(of, ownPackets)) {
        expect(endpoints.filter(({ address, masquerade }) => address === sender && !masquerade)).toEqual([]);
      }
    }),
  ),

  'the service proxy does not care about the order of slices and endpoints': law(
    fc.property(world, probes, fc.nat(), (of, packets, turn) => {
      const at = turn % Math.max(1, of.slices.length);
      const turned = [...of.slices.slice(at), ...of.slices.slice(0, at)].map((slice, index) => ({
        ...slice,
        metadata: { ...slice.metadata, name: `turned-${index}` },
        endpoints: [...slice.endpoints].reverse(),
      }));
      expect(decisions({ ...of, slices: turned }, packets)).toEqual(decisions(of, packets));
    }),
  ),
};
