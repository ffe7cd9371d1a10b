import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { DnsArrival, DnsCarrier } from '../../../packages/core/src/dns/carrier.js';
import { dnsComponent } from '../../../packages/core/src/dns/component.js';
import type { Origin } from '../../../packages/core/src/request/origin.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import type { Position } from '../../../packages/core/src/step/position.js';
import type { Flight, Step } from '../../../packages/core/src/step/step.js';
import type { DnsHop } from '../../../packages/core/src/trace/hop.js';
import type { Outcome } from '../../../packages/core/src/trace/outcome.js';

/** A query that reaches a pod of the cluster's DNS. */
export function delivered(pod: string, probability = 1): DnsArrival {
  const place = { kind: 'pod', namespace: 'kube-system', name: pod, node: 'node-a' } as const;
  return {
    probability,
    outcome: { kind: 'delivered', place, cause: { code: 'application-reached', message: '' } },
  };
}

/** A query that leaves for a server outside of the cluster. */
export function left(address: string, probability = 1): DnsArrival {
  const place = { kind: 'external', name: address } as const;
  return {
    probability,
    outcome: { kind: 'left', to: address, place, cause: { code: 'left-the-model', message: '' } },
  };
}

/** A query that nobody answers. */
export function lost(kind: 'refused' | 'timeout', probability = 1): DnsArrival {
  const place = { kind: 'node', name: 'node-a' } as const;
  return { probability, outcome: { kind, place, cause: { code: 'no-endpoint', message: 'No endpoint.' } } };
}

/** Carries queries for the cluster's DNS to its two pods, and all others out of the cluster. */
export const usualCarrier: DnsCarrier = (_views, _memory, { packet }) =>
  packet.destination.address === '10.96.0.10'
    ? [delivered('coredns-a', 0.5), delivered('coredns-b', 0.5)]
    : [left(packet.destination.address)];

/** The first step of a request for a name: from a pod `namespace/name`, a node, or the internet. */
export function resolve(
  cluster: Cluster,
  from: string,
  host: string,
  carry: DnsCarrier = usualCarrier,
): Step {
  return dnsComponent(carry)({ of: () => cluster }, emptyMemory, flightOf(cluster, from, host));
}

/** A request for a name, where it was sent. */
export function flightOf(cluster: Cluster, from: string, host: string): Flight {
  const { origin, departure, address } = senderOf(cluster, from);
  return {
    request: {
      from: origin,
      scheme: 'http',
      host,
      port: 80,
      hostHeader: host,
      sni: null,
      method: 'GET',
      target: '/',
      version: '1.1',
      headers: [],
    },
    at: { kind: 'client' },
    departure,
    packet: { protocol: 'TCP', source: { address }, destination: { address: host, port: 80 } },
  };
}

interface Sender {
  readonly origin: Origin;
  readonly departure: Position;
  readonly address: string;
}

function senderOf(cluster: Cluster, from: string): Sender {
  if (from === 'internet') {
    const origin = { kind: 'internet', address: '203.0.113.7' } as const;
    return { origin, departure: { kind: 'internet' }, address: origin.address };
  }
  const [namespace = '', name] = from.split('/');
  const nodeAddress = cluster.list('Node')[0]?.status.addresses[0]?.address ?? '';
  const onHost = { kind: 'arriving', node: 'node-a', from: 'host' } as const;
  if (name === undefined)
    return { origin: { kind: 'node', node: from }, departure: onHost, address: nodeAddress };
  const pod = cluster.get('Pod', from);
  const isOnHost = pod?.spec.hostNetwork === true;
  return {
    origin: { kind: 'pod', namespace, name },
    departure: isOnHost ? onHost : { ...onHost, from: 'pod' },
    address: isOnHost ? nodeAddress : (pod?.status.podIP ?? ''),
  };
}

/** The DNS hop of a step; of a choice that of its first candidate. */
export function hopOf(step: Step): DnsHop {
  const taken = step.kind === 'choose' ? step.take(0, choiceOf(step, 0)) : step;
  const [hop] = taken.kind === 'choose' ? [] : taken.hops;
  if (hop?.stage !== 'dns') throw new Error('the step has no DNS hop');
  return hop;
}

/** The record of a candidate of a choice. */
export function choiceOf(step: Extract<Step, { kind: 'choose' }>, index: number) {
  const { of, by, candidates } = step;
  return { of, by, among: candidates.length, index, probability: candidates[index]?.probability ?? 0 };
}

/** Where a step sends the packet; `undefined` where it ends. */
export function addressOf(step: Step): string | undefined {
  return step.kind === 'next' ? step.flight.packet.destination.address : undefined;
}

/** How a step ends; a step that goes on fails the test. */
export function outcomeOf(step: Step): Outcome {
  if (step.kind !== 'done') throw new Error(`the step does not end: ${step.kind}`);
  return step.outcome;
}
