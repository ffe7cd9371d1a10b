import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { ProxiedPacket } from '../../../packages/core/src/request/packet.js';
import { serviceProxy } from '../../../packages/core/src/service/proxy.js';
import { afterSync } from '../../../packages/core/src/service/stale-connections.js';
import { emptyMemory, type Memory } from '../../../packages/core/src/step/memory.js';
import { conditions, endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service } from '../../objects/service.js';
import { arrive, flight } from './arrival.js';

const clusterIP = '172.30.0.10';
const loadBalancer = '203.0.113.20';
const nodeAddress = '192.168.0.2';
const podOnNodeA = '10.244.1.9';
const client = '198.51.100.7';

/** The version that the recorded facts are of. */
const measured = 20;

type Protocol = 'TCP' | 'UDP';
type State = keyof typeof conditions;

/** What stands behind the Service: its endpoints by name, each with its state; `null` when there is no Service. */
type Endpoints = Readonly<Record<string, State>> | null;

const addresses: Readonly<Record<string, string>> = { a1: '10.244.1.2', a2: '10.244.1.3', b1: '10.244.2.2' };

function cluster(protocol: Protocol, endpoints: Endpoints, kubernetesMinor = measured): Cluster {
  const ports = [{ port: 53, protocol, nodePort: 30053 }];
  return proxiedCluster(
    [
      node('node-a', [nodeAddress]),
      node('node-b', ['192.168.0.3']),
      ...(endpoints === null
        ? []
        : [
            service(
              'shop/dns',
              { type: 'LoadBalancer', clusterIP, ports },
              { ingress: [{ ip: loadBalancer }] },
            ),
            endpointSlice(
              'shop/dns',
              Object.entries(endpoints).map(([name, state]) => ({
                addresses: [addresses[name] ?? ''],
                nodeName: name.startsWith('a') ? 'node-a' : 'node-b',
                conditions: conditions[state],
              })),
              { ports: [{ port: 5353, protocol }] },
            ),
          ]),
    ],
    { kubernetesMinor },
  );
}

/** A packet of a socket that stays open: the port of its client does not change. */
function packetOf(protocol: Protocol, to = clusterIP, from = podOnNodeA): ProxiedPacket {
  const port = to === nodeAddress ? 30053 : 53;
  return { protocol, source: { address: from, port: 40_000 }, destination: { address: to, port } };
}

interface Sent {
  /** The endpoint by name, `gw` when no rule took the packet, or the verdict. */
  readonly to: string;
  readonly memory: Memory;
}

/** Sends a packet over node-a: to the first endpoint where there is a choice. */
function send(over: Cluster, packet: ProxiedPacket, memory: Memory = emptyMemory): Sent {
  const proxy = serviceProxy(over, 'node-a');
  const decision = proxy.decide(packet, { memory });
  switch (decision.verdict) {
    case 'accept':
      return { to: 'gw', memory: proxy.remember(packet, packet.destination, memory) };
    case 'forward': {
      const [first] = decision.endpoints;
      if (first === undefined) throw new TypeError('a forward has an endpoint');
      const name = Object.keys(addresses).find((each) => addresses[each] === first.address);
      return { to: name ?? first.address, memory: proxy.remember(packet, first, memory) };
    }
    case 'reject':
    case 'drop':
    case 'unknown':
      return { to: decision.verdict, memory };
    default:
      return decision satisfies never;
  }
}

/** Where the packets of one socket go: before a change of the cluster, and once node-a has followed it. */
function course(packet: ProxiedPacket, before: Cluster, after: Cluster): readonly string[] {
  const first = send(before, packet);
  return [first.to, send(after, packet, afterSync(first.memory, before, after, 'node-a')).to];
}

interface Fact {
  readonly id: string;
  readonly rule: string;
  readonly packet: ProxiedPacket;
  readonly endpoints: readonly [before: Endpoints, after: Endpoints];
  readonly goes: readonly string[];
}

const facts: readonly Fact[] = [
  {
    id: 'rkp-dyn-udp-lb-backend-removed',
    rule: 'a UDP socket follows when its endpoint is replaced',
    packet: packetOf('UDP', loadBalancer, client),
    endpoints: [{ a1: 'ready' }, { b1: 'ready' }],
    goes: ['a1', 'b1'],
  },
  {
    id: 'rkp-dyn-udp-first-backend',
    rule: 'a UDP socket that was refused gets the first endpoint that comes',
    packet: packetOf('UDP'),
    endpoints: [{}, { a1: 'ready' }],
    goes: ['reject', 'a1'],
  },
  {
    id: 'rkp-dyn-udp-before-service',
    rule: 'a UDP socket that asked an address before it was a cluster IP comes to the Service',
    packet: packetOf('UDP'),
    endpoints: [null, { a1: 'ready' }],
    goes: ['gw', 'a1'],
  },
  {
    id: 'rkp-dyn-udp-service-deleted',
    rule: 'a UDP socket goes on untranslated once its Service is deleted',
    packet: packetOf('UDP'),
    endpoints: [{ a1: 'ready' }, null],
    goes: ['a1', 'gw'],
  },
  {
    id: 'rkp-dyn-tcp-backend-removed',
    rule: 'a TCP connection keeps a pod that is not ready any more',
    packet: packetOf('TCP'),
    endpoints: [{ a1: 'ready' }, { a1: 'notReady', b1: 'ready' }],
    goes: ['a1', 'a1'],
  },
  {
    id: 'rkp-dyn-tcp-service-deleted',
    rule: 'a TCP connection outlives its Service',
    packet: packetOf('TCP'),
    endpoints: [{ a1: 'ready' }, null],
    goes: ['a1', 'a1'],
  },
];

describe('the connections of a node, as recorded', () => {
  test.each(facts)('$rule ($id)', ({ packet, endpoints: [before, after], goes }) => {
    const { protocol } = packet;
    const over = (endpoints: Endpoints): Cluster => cluster(protocol === 'UDP' ? 'UDP' : 'TCP', endpoints);
    expect(course(packet, over(before), over(after))).toEqual(goes);
  });

  test.each([
    ['rkp-dyn-tcp-backend-removed', { a1: 'notReady', b1: 'ready' }, 'b1'],
    ['rkp-dyn-tcp-service-deleted', null, 'gw'],
  ] as const)('a new connection beside the old one sees the change (%s)', (_, after, to) => {
    const { memory } = send(cluster('TCP', { a1: 'ready' }), packetOf('TCP'));
    const another = { ...packetOf('TCP'), source: { address: podOnNodeA, port: 40_001 } };
    expect(send(cluster('TCP', after), another, memory).to).toBe(to);
  });
});

interface Clearing {
  readonly rule: string;
  readonly after: Endpoints;
  readonly to?: string;
  /** Where the socket goes by the minor version of Kubernetes; it went to a1. */
  readonly goes: Readonly<Record<number, string>>;
}

const clearings: readonly Clearing[] = [
  {
    rule: 'moves to an endpoint that serves',
    after: { b1: 'ready' },
    goes: { 31: 'b1', 32: 'b1', 37: 'b1' },
  },
  {
    rule: 'moves over a node port, too',
    to: nodeAddress,
    after: { b1: 'ready' },
    goes: { 31: 'b1', 32: 'b1', 37: 'b1' },
  },
  {
    rule: 'keeps an endpoint that serves while it terminates',
    after: { a1: 'terminating', b1: 'ready' },
    goes: { 31: 'a1', 32: 'a1', 37: 'a1' },
  },
  {
    rule: 'leaves an endpoint that does not serve any more',
    after: { a1: 'gone', b1: 'ready' },
    goes: { 31: 'b1', 32: 'b1', 37: 'b1' },
  },
  {
    rule: 'is stuck without any endpoint from 1.32 to 1.36',
    after: { a1: 'notReady' },
    goes: { 31: 'reject', 32: 'a1', 36: 'a1', 37: 'reject' },
  },
  {
    rule: 'is stuck without its Service from 1.32 to 1.37',
    after: null,
    goes: { 31: 'gw', 32: 'a1', 37: 'a1', 38: 'gw' },
  },
  {
    rule: 'is stuck at a load balancer address without its Service up to 1.37',
    to: loadBalancer,
    after: null,
    goes: { 31: 'a1', 37: 'a1', 38: 'gw' },
  },
];

describe('afterSync', () => {
  test.each(
    clearings.flatMap(({ goes, ...clearing }) =>
      Object.entries(goes).map(([minor, end]) => ({ ...clearing, minor: Number(minor), end })),
    ),
  )('a UDP socket $rule: $end in 1.$minor', ({ to, after, minor, end }) => {
    const [before, changed] = [cluster('UDP', { a1: 'ready' }, minor), cluster('UDP', after, minor)];
    expect(course(packetOf('UDP', to), before, changed)).toEqual(['a1', end]);
  });

  test('clears on the node that followed the change only', () => {
    const [before, after] = [cluster('UDP', { a1: 'ready' }), cluster('UDP', { b1: 'ready' })];
    const { memory } = send(before, packetOf('UDP'));
    expect(afterSync(memory, before, after, 'node-b')).toBe(memory);
    expect(afterSync(memory, before, after, 'node-a').connections.get('node-a')?.size).toBe(0);
  });

  test('leaves a memory as it is in which nothing is stale', () => {
    const over = cluster('UDP', { a1: 'ready', b1: 'ready' });
    const { memory } = send(over, packetOf('UDP'));
    expect(afterSync(memory, over, cluster('UDP', { a1: 'ready' }), 'node-a')).toBe(memory);
  });
});

describe('a connection', () => {
  const before = cluster('TCP', { a1: 'ready', b1: 'ready' });
  const after = cluster('TCP', { b1: 'ready' });

  test.each([
    ['the port of the client', { ...packetOf('TCP'), source: { address: podOnNodeA, port: 40_001 } }],
    ['the client', packetOf('TCP', clusterIP, '10.244.1.8')],
    ['the address asked', packetOf('TCP', loadBalancer)],
    ['the protocol', packetOf('UDP')],
  ])('is another one when %s differs', (_, packet) => {
    const { memory } = send(before, packetOf('TCP'));
    expect(send(after, packet, memory).to).not.toBe('a1');
  });

  test('is tracked by the node that it passes, and by no other', () => {
    const { memory } = send(before, packetOf('TCP'));
    const atNodeB = serviceProxy(before, 'node-b').decide(packetOf('TCP'), { memory });
    expect(atNodeB).toMatchObject({ endpoints: [{}, {}] });
  });

  test('is not tracked by a packet that does not say the port of its client', () => {
    const packet = { ...packetOf('TCP'), source: { address: podOnNodeA } };
    expect(send(before, packet).memory).toBe(emptyMemory);
  });

  test.each([
    ['TCP', 86_400],
    ['UDP', 120],
  ] as const)('over %s is forgotten after %i seconds without a packet', (protocol, seconds) => {
    const [first, later] = [cluster(protocol, { a1: 'ready' }, 36), cluster(protocol, { b1: 'ready' }, 36)];
    const packet = packetOf(protocol);
    const opened = send(first, packet).memory;
    const again = send(later, packet, { ...opened, now: seconds });
    expect(again.to).toBe('a1');
    expect(send(later, packet, { ...again.memory, now: 2 * seconds }).to).toBe('a1');
    expect(send(later, packet, { ...again.memory, now: 2 * seconds + 1 }).to).toBe('b1');
  });

  test('keeps its masquerade, and the service port that it was for', () => {
    const packet = packetOf('TCP', loadBalancer, client);
    const { memory } = send(before, packet);
    const reference = { kind: 'Service', namespace: 'shop', name: 'dns' };
    expect(serviceProxy(cluster('TCP', null), 'node-a').decide(packet, { memory })).toEqual({
      verdict: 'forward',
      rule: { id: 'connection-known', object: reference },
      service: reference,
      port: { name: '', port: 53, protocol: 'TCP' },
      via: 'loadBalancer',
      policy: 'Cluster',
      endpoints: [
        {
          address: '10.244.1.2',
          port: 5353,
          weight: 1,
          masquerade: true,
          masqueradeRule: {
            id: 'masquerade-external',
            object: reference,
            path: 'spec.externalTrafficPolicy',
          },
          skipped: [],
        },
      ],
      leftOut: [],
    });
  });

  test('does not prolong session affinity, which starts with new connections', () => {
    const sticky = proxiedCluster([
      node('node-a', [nodeAddress]),
      service('shop/dns', { clusterIP, ports: [{ port: 53 }], sessionAffinity: 'ClientIP' }),
      endpointSlice('shop/dns', [{ addresses: ['10.244.1.2'] }, { addresses: ['10.244.2.2'] }]),
    ]);
    const { memory } = send(sticky, packetOf('TCP'));
    expect(send(sticky, packetOf('TCP'), { ...memory, now: 60 }).memory.affinity).toBe(memory.affinity);
  });
});

describe('the service proxy of a node, for packets in flight', () => {
  const toService = flight({ ...packetOf('TCP', loadBalancer, client) });

  test('sends a tracked connection on as it began, with a hop that says so', () => {
    const opened = arrive(cluster('TCP', { a1: 'ready' }), toService);
    const memory = opened.kind === 'next' ? opened.memory : emptyMemory;
    const step = arrive(cluster('TCP', { b1: 'ready' }), toService, memory);
    expect(step).toMatchObject({
      kind: 'next',
      hops: [{ stage: 'service', action: 'translated', rule: { id: 'connection-known' }, masquerade: true }],
      flight: {
        at: { kind: 'leaving', node: 'node-a', from: 'wire' },
        packet: { mark: 'masquerade', destination: { address: '10.244.1.2', port: 5353 } },
      },
    });
  });

  test('sends a connection on that no rule took, without a hop', () => {
    const opened = arrive(cluster('TCP', null), toService);
    const memory = opened.kind === 'next' ? opened.memory : emptyMemory;
    expect(arrive(cluster('TCP', { b1: 'ready' }), toService, memory)).toMatchObject({
      kind: 'next',
      hops: [],
      flight: { packet: { destination: { address: loadBalancer, port: 53 } } },
    });
  });
});
