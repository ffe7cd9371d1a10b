import { describe, expect, test } from 'vitest';
import type { DnsCarrier } from '../../../packages/core/src/dns/carrier.js';
import { dnsComponent } from '../../../packages/core/src/dns/component.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import { pod } from '../../objects/pod.js';
import { dnsCluster } from './dns-cluster.js';
import {
  addressOf,
  choiceOf,
  delivered,
  flightOf,
  hopOf,
  left,
  lost,
  outcomeOf,
  resolve,
  usualCarrier,
} from './resolution.js';
import { shop } from './shop.js';

/** A pod of namespace `shop` with more to its specification. */
function podWith(key: string, spec: object, address?: string): unknown {
  const plain = pod(
    key,
    {},
    { nodeName: 'node-a', phase: 'Running', ...(address === undefined ? {} : { address }) },
  );
  return { ...plain, spec: { ...plain.spec, ...spec } };
}

const image = (name: string) => ({ containers: [{ name: 'main', image: name, ports: [] }] });

const objects = [
  ...shop,
  podWith('shop/alpine', image('nginx:1.29-alpine'), '10.244.1.20'),
  podWith(
    'shop/aliased',
    { hostAliases: [{ ip: '10.9.9.9', hostnames: ['legacy.example', 'cart'] }] },
    '10.244.1.21',
  ),
  podWith('shop/hostnet', { hostNetwork: true }),
  podWith('shop/two-servers', { dnsConfig: { nameservers: ['192.0.2.54'] } }, '10.244.1.22'),
  podWith(
    'shop/two-servers-alpine',
    { ...image('alpine'), dnsConfig: { nameservers: ['192.0.2.54'] } },
    '10.244.1.23',
  ),
  podWith(
    'shop/own-server',
    { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.96.0.99'] } },
    '10.244.1.24',
  ),
  podWith('shop/dual', {}, '10.244.1.25'),
];
const cluster = dnsCluster(objects);

describe('a name that is found', () => {
  test('becomes the destination of the packet, which leaves its client', () => {
    const step = resolve(cluster, 'shop/web-0', 'cart');
    expect(step).toMatchObject({
      kind: 'next',
      flight: {
        at: { kind: 'arriving', node: 'node-a', from: 'pod' },
        packet: { source: { address: '10.244.1.5' }, destination: { address: '10.96.0.20', port: 80 } },
      },
      assumptions: [],
    });
  });

  test('makes one hop with all questions in order, their answers, and how they travelled', () => {
    const hop = hopOf(resolve(cluster, 'shop/web-0', 'cart.shop'));
    expect(hop).toMatchObject({
      stage: 'dns',
      action: 'resolved',
      name: 'cart.shop',
      place: { kind: 'dns-server', name: 'kube-system/kube-dns' },
      packet: {
        protocol: 'UDP',
        source: { address: '10.244.1.5' },
        destination: { address: '10.96.0.10', port: 53 },
      },
      rule: { id: 'name-of-service', object: { kind: 'Service', namespace: 'shop', name: 'cart' } },
      resolver: {
        dialect: 'glibc',
        nameservers: ['10.96.0.10'],
        search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
        ndots: 5,
      },
      addresses: ['10.96.0.20'],
    });
    expect(hop.queries.map(({ name, type, rcode, server }) => [name, type, rcode, server])).toEqual([
      ['cart.shop.shop.svc.cluster.local.', 'A', 'NXDOMAIN', '10.96.0.10'],
      ['cart.shop.shop.svc.cluster.local.', 'AAAA', 'NXDOMAIN', '10.96.0.10'],
      ['cart.shop.svc.cluster.local.', 'A', 'NOERROR', '10.96.0.10'],
      ['cart.shop.svc.cluster.local.', 'AAAA', 'NOERROR', '10.96.0.10'],
    ]);
    expect(hop.arrivals.map(({ place, probability, isLost }) => [place, probability, isLost])).toEqual([
      [{ kind: 'pod', namespace: 'kube-system', name: 'coredns-a', node: 'node-a' }, 0.5, false],
      [{ kind: 'pod', namespace: 'kube-system', name: 'coredns-b', node: 'node-a' }, 0.5, false],
    ]);
  });

  test('in the hosts file is not asked for', () => {
    const hop = hopOf(resolve(cluster, 'shop/aliased', 'Cart'));
    expect(hop).toMatchObject({
      rule: { id: 'name-in-hosts-file' },
      queries: [],
      arrivals: [],
      addresses: ['10.9.9.9'],
    });
    expect(hop.place).toMatchObject({ kind: 'pod', name: 'aliased' });
  });

  test.each([
    ['a pod', 'shop/web-0', 'localhost', '127.0.0.1'],
    ['a pod: its own name', 'shop/web-0', 'web-0', '10.244.1.5'],
    ['a node', 'node-a', 'localhost', '127.0.0.1'],
    ['a node: its own name', 'node-a', 'node-a', '192.0.2.1'],
    ['a pod on the network of the host: the name of the node', 'shop/hostnet', 'node-a', '192.0.2.1'],
    ['a client in the internet', 'internet', 'localhost', '127.0.0.1'],
  ])('by itself to %s', (_title, from, name, address) => {
    expect(addressOf(resolve(cluster, from, name))).toBe(address);
  });

  test('of several addresses takes each as often', () => {
    const step = resolve(cluster, 'shop/web-0', 'db');
    if (step.kind !== 'choose') throw new Error('no choice');
    expect(step).toMatchObject({ of: 'address', by: 'random' });
    expect(step.candidates.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
    const second = step.take(1, choiceOf(step, 1));
    expect(addressOf(second)).toBe('10.244.1.11');
    expect(hopOf(second)).toMatchObject({
      choice: { index: 1, among: 2 },
      addresses: ['10.244.1.10', '10.244.1.11'],
    });
  });

  test('of both families takes the one that the client has', () => {
    expect(addressOf(resolve(cluster, 'shop/web-0', 'both'))).toBe('10.96.0.21');
  });
});

describe('the resolver of a client', () => {
  test('is musl where the image says alpine, which is stated', () => {
    const step = resolve(cluster, 'shop/alpine', 'cart');
    expect(hopOf(step).resolver.dialect).toBe('musl');
    expect(step).toMatchObject({ assumptions: [{ code: 'resolver-of-image', object: { name: 'alpine' } }] });
  });

  test('is the one of the platform otherwise', () => {
    const muslCluster = dnsCluster(objects, { resolver: 'musl' });
    expect(hopOf(resolve(muslCluster, 'shop/web-0', 'cart')).resolver.dialect).toBe('musl');
    expect(resolve(muslCluster, 'shop/alpine', 'cart')).toMatchObject({ assumptions: [] });
  });

  test('of a node asks as the platform says', () => {
    const hop = hopOf(resolve(cluster, 'node-a', 'cart.shop.svc.cluster.local'));
    expect(hop.resolver).toMatchObject({ dialect: 'glibc', search: [], ndots: 1 });
    expect(hop.arrivals[0]?.place.kind).toBe('external');
  });

  test('of a client in the internet is the public one, wherever that is', () => {
    const hop = hopOf(resolve(cluster, 'internet', 'shop.example.com'));
    expect(hop).toMatchObject({
      place: { kind: 'dns-server', name: 'public' },
      resolver: { dialect: 'public', nameservers: [] },
      arrivals: [],
    });
  });

  test.each([
    ['cart.shop.svc.cluster.local.', 'no-search-final-dot'],
    ['a.b.c.d.e.example.com', 'no-search-enough-dots'],
  ])('does not search for %s', (name, code) => {
    const found = dnsCluster(objects, {
      records: [{ name: 'a.b.c.d.e.example.com', type: 'A', data: '198.51.100.1' }],
    });
    expect(hopOf(resolve(found, 'shop/web-0', name)).skipped).toEqual([{ code }]);
  });
});

describe('names outside of the cluster', () => {
  const records = [{ name: 'www.example.com', type: 'A', data: '198.51.100.1' }] as const;

  test('are asked of the cluster first, which asks on', () => {
    const hop = hopOf(resolve(dnsCluster(objects, { records }), 'shop/web-0', 'www.example.com'));
    expect(hop.queries).toHaveLength(8);
    expect(hop.queries.at(-2)).toMatchObject({ name: 'www.example.com.', answeredBy: { name: 'public' } });
    expect(hop.queries.at(0)).toMatchObject({ answeredBy: { name: 'kube-system/kube-dns' } });
    expect(hop.rule.id).toBe('name-stated');
  });

  test('that nobody stated are passed over on the way, which is stated', () => {
    const nodeResolvConf = { nameservers: ['192.0.2.53'], search: ['corp.example'], ndots: 1 };
    const step = resolve(dnsCluster(objects, { records, nodeResolvConf }), 'shop/web-0', 'www.example.com');
    expect(addressOf(step)).toBe('198.51.100.1');
    expect(step).toMatchObject({
      assumptions: [
        {
          code: 'unlisted-name-does-not-exist',
          message: 'Not in the public DNS: www.example.com.corp.example.',
        },
      ],
    });
  });
});

describe('queries', () => {
  test('are carried once to each name server, however many names are asked for', () => {
    const asked: string[] = [];
    const fresh = dnsCluster(objects);
    resolve(fresh, 'shop/two-servers-alpine', 'www.example.com', (views, memory, query) => {
      asked.push(query.packet.destination.address);
      return usualCarrier(views, memory, query);
    });
    expect(asked).toEqual(['10.96.0.10', '192.0.2.54']);
  });

  test('are carried once as long as everybody believes the same', () => {
    const fresh = dnsCluster(objects);
    const views = { of: () => fresh };
    let carried = 0;
    const carry: DnsCarrier = (...query) => {
      carried += 1;
      return usualCarrier(...query);
    };
    const first = dnsComponent(carry)(views, emptyMemory, flightOf(fresh, 'shop/web-0', 'cart'));
    const second = dnsComponent(carry)(views, emptyMemory, flightOf(fresh, 'shop/web-0', 'both'));
    expect([addressOf(first), addressOf(second), carried]).toEqual(['10.96.0.20', '10.96.0.21', 1]);
    dnsComponent(carry)({ of: () => fresh }, emptyMemory, flightOf(fresh, 'shop/web-0', 'cart'));
    expect(carried).toBe(2);
  });

  test('that nobody answers end in a timeout, by the cause of their loss', () => {
    const step = resolve(dnsCluster(objects), 'shop/web-0', 'cart', () => [lost('timeout')]);
    expect(outcomeOf(step)).toMatchObject({
      kind: 'dns-error',
      rcode: 'TIMEOUT',
      cause: { code: 'no-endpoint' },
    });
    expect(hopOf(step)).toMatchObject({
      action: 'failed',
      queries: [
        { name: 'cart.shop.svc.cluster.local.', type: 'A', rcode: 'TIMEOUT', answers: [] },
        { name: 'cart.shop.svc.cluster.local.', type: 'AAAA', rcode: 'TIMEOUT', answers: [] },
      ],
      arrivals: [{ nameserver: '10.96.0.10', isLost: true }],
    });
  });

  test('that are refused end so', () => {
    const step = resolve(dnsCluster(objects), 'shop/web-0', 'cart', () => [lost('refused')]);
    expect(outcomeOf(step)).toMatchObject({ kind: 'dns-error', rcode: 'REFUSED' });
  });

  test('of which a share is lost are a choice of the server', () => {
    const step = resolve(dnsCluster(objects), 'shop/web-0', 'cart', () => [
      delivered('coredns-a', 0.75),
      lost('timeout', 0.25),
    ]);
    if (step.kind !== 'choose') throw new Error('no choice');
    expect(step.of).toBe('dns-server');
    expect(step.candidates.map(({ probability }) => probability)).toEqual([0.75, 0.25]);
    expect(addressOf(step.take(0, choiceOf(step, 0)))).toBe('10.96.0.20');
    expect(outcomeOf(step.take(1, choiceOf(step, 1)))).toMatchObject({ rcode: 'TIMEOUT' });
  });

  test('go to the second name server when the first gives no answer', () => {
    const step = resolve(dnsCluster(objects), 'shop/two-servers', 'cart', (_views, _memory, { packet }) =>
      packet.destination.address === '10.96.0.10' ? [lost('timeout')] : [left('192.0.2.54')],
    );
    expect(hopOf(step).queries[0]).toMatchObject({ server: '192.0.2.54' });
  });

  test('in glibc do not go to the second one when the first answers, whatever it says', () => {
    const step = resolve(dnsCluster(objects), 'shop/two-servers', 'nosuch');
    expect(hopOf(step).queries.map(({ server }) => server)).toEqual(
      Array.from({ length: 8 }, () => '10.96.0.10'),
    );
  });

  test('in musl go to all name servers at once, and any may be first', () => {
    const step = resolve(dnsCluster(objects), 'shop/two-servers-alpine', 'cart');
    if (step.kind !== 'choose') throw new Error('no choice');
    expect(step.candidates.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
    expect(addressOf(step.take(0, choiceOf(step, 0)))).toBe('10.96.0.20');
    expect(outcomeOf(step.take(1, choiceOf(step, 1)))).toMatchObject({ kind: 'dns-error' });
  });

  test('that reach a pod which is no DNS of the cluster have an answer that is not known', () => {
    const step = resolve(dnsCluster(objects), 'shop/own-server', 'cart', () => [delivered('pihole')]);
    expect(outcomeOf(step)).toMatchObject({ kind: 'unknown', missing: 'dns-server' });
  });

  test('may go to a pod of the cluster DNS by its own address', () => {
    const step = resolve(dnsCluster(objects), 'shop/own-server', 'cart.shop.svc.cluster.local', () => [
      delivered('coredns-a'),
    ]);
    expect(addressOf(step)).toBe('10.96.0.20');
  });
});
