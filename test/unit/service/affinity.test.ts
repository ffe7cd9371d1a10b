import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { afterSync } from '../../../packages/core/src/service/stale-connections.js';
import { emptyMemory, type Memory } from '../../../packages/core/src/step/memory.js';
import type { Step } from '../../../packages/core/src/step/step.js';
import { endpointSlice, type EndpointManifest } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { arrive, flight, packet, take } from './arrival.js';
import { endpoint } from './flow.js';

const clusterIP = '172.30.0.10';
const client = '10.244.1.9';

function cluster(
  endpoints: readonly EndpointManifest[] = [endpoint('a'), endpoint('b'), endpoint('c')],
  policies: Pick<ServiceSpecManifest, 'internalTrafficPolicy'> = {},
): Cluster {
  const ports = [
    { name: 'http', port: 80, nodePort: 30080 },
    { name: 'https', port: 443 },
  ];
  return proxiedCluster([
    node('node-a', ['192.168.0.2']),
    node('node-b', ['192.168.0.3']),
    service('shop/web', {
      type: 'NodePort',
      clusterIP,
      ports,
      ...policies,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 100 } },
    }),
    endpointSlice('shop/web', endpoints, {
      ports: [
        { name: 'http', port: 8080 },
        { name: 'https', port: 8443 },
      ],
    }),
  ]);
}

/** The memory after a connection at which the last endpoint of three was chosen. */
function afterFirst(now = 0): Memory {
  return memoryAfter(take(arrive(cluster(), flight(packet(client, clusterIP)), { ...emptyMemory, now }), 2));
}

function memoryAfter(step: Step): Memory {
  if (step.kind !== 'next') throw new TypeError('the packet goes on');
  return step.memory;
}

/** The endpoint that was gone to without a choice; undefined when there is a choice. */
function keptEndpoint(step: Step): string | undefined {
  return step.kind === 'next' ? step.flight.packet.destination.address : undefined;
}

describe('session affinity', () => {
  test('forgets an endpoint that has left the rules of the node, even when it comes back to them', () => {
    const kept = afterFirst();
    const away = cluster([endpoint('a'), endpoint('c')]);
    expect(afterSync(kept, cluster(), away, 'node-b')).toBe(kept);
    const memory = afterSync(kept, cluster(), away, 'node-a');
    expect(memory.affinity.size).toBe(0);
    expect(keptEndpoint(arrive(cluster(), flight(packet(client, clusterIP)), memory))).toBeUndefined();
    expect(afterSync(kept, cluster(), cluster(), 'node-a')).toBe(kept);
  });

  test('keeps the endpoint of a client without a choice, and says so', () => {
    const step = arrive(cluster(), flight(packet(client, clusterIP)), afterFirst());
    expect(keptEndpoint(step)).toBe('10.244.2.5');
    expect(step).toMatchObject({
      hops: [{ skipped: [{ code: 'no-masquerade-source-is-pod' }, { code: 'no-choice-client-kept' }] }],
    });
  });

  test('is shared by all addresses of a service port', () => {
    expect(keptEndpoint(arrive(cluster(), flight(packet(client, '192.168.0.2', 30080)), afterFirst()))).toBe(
      '10.244.2.5',
    );
  });

  test.each([
    ['another client', flight(packet('10.244.1.8', clusterIP))],
    ['another port of the Service', flight(packet(client, clusterIP, 443))],
    ['another node', flight(packet(client, clusterIP), { kind: 'arriving', node: 'node-b', from: 'wire' })],
  ])('does not reach to %s', (_, arriving) => {
    expect(arrive(cluster(), arriving, afterFirst()).kind).toBe('choose');
  });

  test('forgets an endpoint that left the list, and keeps the new one when the first returns (rkp-dyn-affinity-backend-removed)', () => {
    const gone = [endpoint('a'), endpoint('b', 'notReady'), endpoint('c')];
    const step = take(arrive(cluster(gone), flight(packet(client, clusterIP)), afterFirst()), 0);
    expect(keptEndpoint(step)).toBe('10.244.1.5');
    expect(keptEndpoint(arrive(cluster(), flight(packet(client, clusterIP)), memoryAfter(step)))).toBe(
      '10.244.1.5',
    );
  });

  test('forgets an endpoint that left the list while the client had another', () => {
    const [withoutA, withoutC] = [
      [endpoint('b'), endpoint('c')],
      [endpoint('a'), endpoint('b')],
    ];
    const atC = memoryAfter(take(arrive(cluster(withoutA), flight(packet(client, clusterIP))), 1));
    const atA = memoryAfter(take(arrive(cluster(withoutC), flight(packet(client, clusterIP)), atC), 0));
    const again = take(arrive(cluster(withoutA), flight(packet(client, clusterIP)), atA), 0);
    const last = arrive(cluster(), flight(packet(client, clusterIP)), memoryAfter(again));
    expect(keptEndpoint(last)).toBe(keptEndpoint(again));
  });

  test('keeps an endpoint for each list: where several are listed, the first one goes', () => {
    const local = { internalTrafficPolicy: 'Local' } as const;
    const endpoints = [endpoint('a'), endpoint('b'), endpoint('c')];
    const over = cluster(endpoints, local);
    const byNodePort = flight(packet(client, '192.168.0.2', 30080));
    const external = take(arrive(over, byNodePort), 2);
    const internal = take(arrive(over, flight(packet(client, clusterIP)), memoryAfter(external)), 0);
    expect(keptEndpoint(external)).toBe('10.244.2.5');
    expect(keptEndpoint(internal)).toBe('10.244.1.5');
    expect(keptEndpoint(arrive(over, byNodePort, memoryAfter(internal)))).toBe('10.244.1.5');
  });

  test.each([
    [100, true],
    [101, false],
  ])('after %i of 100 seconds still keeps the endpoint: %s', (now, isKept) => {
    const step = arrive(cluster(), flight(packet(client, clusterIP)), { ...afterFirst(), now });
    expect(step.kind === 'next').toBe(isKept);
  });

  test('starts its time anew at each connection', () => {
    const second = arrive(cluster(), flight(packet(client, clusterIP)), { ...afterFirst(), now: 90 });
    const memory = { ...memoryAfter(second), now: 180 };
    expect(arrive(cluster(), flight(packet(client, clusterIP)), memory).kind).toBe('next');
  });

  test('off remembers nothing', () => {
    const web = service('shop/web', { clusterIP, ports: [{ port: 80 }] });
    const plain = proxiedCluster([web, endpointSlice('shop/web', [endpoint('a'), endpoint('b')])]);
    const step = take(arrive(plain, flight(packet(client, clusterIP))), 0);
    expect(memoryAfter(step)).toBe(emptyMemory);
  });
});
