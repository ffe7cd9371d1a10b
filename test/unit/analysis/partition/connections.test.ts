import {
  type Cluster,
  cloud,
  createCluster,
  internet,
  type Origin,
  pod as inPod,
  readRequest,
} from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import {
  type AddressScope,
  type Connections,
  connectionsInto,
} from '../../../../packages/core/src/analysis/partition/connections.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';
import { barePod, deployment } from '../../../objects/workload.js';
import { applications } from '../routes/shop.js';

/** The Service `open` with a load balancer. */
function open(spec: ServiceSpecManifest = {}): Cluster {
  const usual = {
    type: 'LoadBalancer',
    selector: { app: 'web' },
    ports: [{ port: 8443, nodePort: 30443 }],
  } as const;
  return createCluster(
    [
      ...applications('web', 'cart'),
      service('shop/open', { ...usual, ...spec }),
      service('shop/none', { clusterIP: 'None', ports: [{ port: 80 }] }),
    ],
    { platform: cloud() },
  );
}

const cluster = open();
const address = cluster.infrastructure[0]?.addresses[0] ?? '';

function into(clusters: readonly Cluster[], origin: Origin, addresses: AddressScope = 'all'): Connections {
  return connectionsInto(clusters, origin, { ports: [], names: [], addresses });
}

/** The place to which a URL leads. */
function keyOf(found: Connections, url: string, from: Origin = internet()): string {
  return found.of(readRequest({ url, from }, from)).key.to;
}

/** In which ranges of sources the clients are that are told apart at the load balancer. */
function clientsOf({ all }: Connections): readonly string[] {
  return all
    .filter(({ key, addresses }) => addresses.includes(address) && key.port === 8443)
    .map(({ key }) => key.client);
}

/** Whether connections to pods are looked at. */
function hasPods(scope: AddressScope): boolean {
  return into([cluster], internet(), scope).all.some(({ addresses }) =>
    addresses.some((each) => each.startsWith('10.244.1.')),
  );
}

/** The names and addresses of the place to which a URL leads, and the ports with a meaning there. */
function place(found: Connections, url: string, from: Origin = internet()): unknown {
  const to = keyOf(found, url, from);
  const there = found.all.filter(({ key }) => key.to === to);
  return {
    names: there[0]?.names,
    addresses: there[0]?.addresses,
    ports: [...new Set(there.map(({ key }) => key.port))],
  };
}

describe('places', () => {
  test('a load balancer, with the ports of its listeners and any other', () => {
    expect(place(into([cluster], internet()), `tcp://${address}:1`)).toEqual({
      names: [],
      addresses: [address],
      ports: [8443, 'other'],
    });
  });

  test('every node by itself, with its node ports', () => {
    expect(place(into([cluster], internet()), 'tcp://192.0.2.11:1')).toEqual({
      names: [],
      addresses: ['192.0.2.11'],
      ports: [30443, 'other'],
    });
  });

  test('cluster IPs are alike for who is outside, and each is a place of its own for a pod', () => {
    const ip = (name: string): string => cluster.get('Service', `shop/${name}`)?.spec.clusterIPs[0] ?? '';
    const outside = place(into([cluster], internet()), `tcp://${ip('web')}:80`);
    expect(outside).toEqual(place(into([cluster], internet()), `tcp://${ip('cart')}:80`));
    const from = inPod('shop', 'cart');
    const inside = into([cluster], from);
    expect(place(inside, `tcp://${ip('web')}:80`, from)).toEqual({
      names: ['web', 'web.shop', 'web.shop.svc', 'web.shop.svc.cluster.local'],
      addresses: [ip('web')],
      ports: [80, 'other'],
    });
  });

  test('external IPs are places of their own, for who is outside too', () => {
    const external = open({ externalIPs: ['198.51.100.201'] });
    expect(place(into([external], internet()), 'tcp://198.51.100.201:1')).toEqual({
      names: [],
      addresses: ['198.51.100.201'],
      ports: [8443, 'other'],
    });
  });

  test('ports that pods take on their node', () => {
    const ports = [{ containerPort: 8080, hostPort: 8081 }];
    const edge = barePod('shop/edge', {
      pod: { nodeName: 'node-1', containers: [{ name: 'edge', image: 'edge', ports }] },
    });
    const found = into([createCluster([edge], { platform: cloud() })], internet());
    expect(place(found, 'tcp://192.0.2.11:1')).toMatchObject({ ports: [8081, 'other'] });
  });

  test('of many pods those of one workload are alike, but for the one that asks', () => {
    const replicas = createCluster([deployment('shop/api', { replicas: 120 })], { platform: cloud() });
    const pods = replicas.list('Pod', 'shop');
    const from = inPod('shop', pods[0]?.metadata.name ?? '');
    const inside = into([replicas], from);
    const [own, other, third] = pods
      .slice(0, 3)
      .map(({ status }) => keyOf(inside, `tcp://${status.podIPs[0] ?? ''}:80`, from));
    expect(other).toBe(third);
    expect(own).not.toBe(other);
  });

  test('names that lead nowhere in the same manner are one place', () => {
    const found = into([cluster], internet());
    const key = (url: string): string => keyOf(found, url);
    expect(key('tcp://nobody.example:1')).toBe(key('tcp://other.example:1'));
    expect(key('tcp://nobody.svc.cluster.local:1')).not.toBe(key('tcp://nobody.example:1'));
  });

  test('a name without address is told from one that is not there', () => {
    const from = inPod('shop', 'web');
    const key = (name: string): string =>
      keyOf(into([cluster], from), `tcp://${name}.svc.cluster.local:1`, from);
    expect(key('shop')).not.toBe(key('nobody.default'));
    expect(key('other.default')).toBe(key('nobody.default'));
  });

  test('addresses that nobody writes down can be left out', () => {
    expect([hasPods('all'), hasPods('published')]).toEqual([true, false]);
  });
});

test('ports and names that are asked for are told apart too', () => {
  const { all } = connectionsInto([cluster], internet(), {
    ports: [9999],
    names: ['asked.example'],
    addresses: 'all',
  });
  expect(all.some(({ key }) => key.port === 9999)).toBe(true);
  expect(all.some(({ names }) => names.includes('asked.example'))).toBe(true);
});

describe('clients', () => {
  const guarded = open({ loadBalancerSourceRanges: ['10.0.0.0/8', '192.0.2.0/24'] });
  test('without ranges of sources all are alike', () => {
    expect(clientsOf(into([cluster], internet()))).toEqual(['']);
  });

  test('with ranges one in each, and one in none', () => {
    const found = into([guarded], internet());
    const keys = ['10.1.2.3', '192.0.2.9', '203.0.113.9'].map(
      (client) => found.of(readRequest({ url: `tcp://${address}:8443` }, internet(client))).key.client,
    );
    expect(new Set(keys).size).toBe(3);
    expect(clientsOf(found)).toEqual(expect.arrayContaining(keys));
  });

  test('one that is given is not told from others', () => {
    expect(clientsOf(into([guarded], internet('10.1.2.3')))).toEqual(['']);
  });
});

describe('several clusters', () => {
  const moved = open({ ports: [{ port: 9443, nodePort: 30443 }] });

  test('the ports of each have a meaning', () => {
    expect(place(into([cluster, moved], internet()), `tcp://${address}:1`)).toMatchObject({
      ports: [8443, 9443, 'other'],
    });
  });

  test('a place is one that is reached in each in the same manner', () => {
    const without = createCluster(applications('web', 'cart'), { platform: cloud() });
    const found = into([cluster, without], internet());
    expect(keyOf(found, `tcp://${address}:1`)).not.toBe(keyOf(found, 'tcp://198.51.100.250:1'));
  });
});
