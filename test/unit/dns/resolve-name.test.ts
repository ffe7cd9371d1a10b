import { describe, expect, test } from 'vitest';
import { resolveName } from '../../../packages/core/src/dns/resolve-name.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { dnsCluster } from './dns-cluster.js';
import { shop } from './shop.js';

const cluster = dnsCluster(
  [
    ...shop,
    pod('shop/musl', {}, { address: '10.244.1.9', nodeName: 'node-a' }),
    node('node-b', ['192.0.2.2']),
  ],
  {
    records: [
      { name: 'www.example.com', type: 'CNAME', data: 'lb.example.net' },
      { name: 'lb.example.net', type: 'A', data: '198.51.100.7' },
      { name: 'far.example.com', type: 'CNAME', data: 'nobody-said.example.net' },
    ],
  },
);
const web = cluster.get('Pod', 'shop/web-0');
if (web === undefined) throw new Error('there is such a pod');

describe('resolveName', () => {
  test('asks for every name of the search list until one is answered', () => {
    const { queries, result, answeredBy } = resolveName(cluster, 'cart.shop', { on: web });
    expect(queries.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'cart.shop.shop.svc.cluster.local. A',
      'cart.shop.shop.svc.cluster.local. AAAA',
      'cart.shop.svc.cluster.local. A',
      'cart.shop.svc.cluster.local. AAAA',
    ]);
    expect({ result, answeredBy }).toEqual({ result: 'found', answeredBy: 'cluster' });
  });

  test('asks for the types that it is told', () => {
    const { queries } = resolveName(cluster, '_http._tcp.cart.shop.svc.cluster.local.', {
      on: web,
      types: ['SRV'],
    });
    expect(queries).toMatchObject([
      { type: 'SRV', answer: [{ data: '0 100 80 cart.shop.svc.cluster.local.' }] },
    ]);
  });

  test('looks in the hosts file first, for addresses of the family', () => {
    expect(resolveName(cluster, 'WEB-0', { on: web })).toMatchObject({
      answeredBy: 'hosts',
      hosts: ['10.244.1.5'],
      queries: [],
    });
    expect(resolveName(cluster, 'web-0', { on: web, types: ['AAAA'] }).answeredBy).toBe('cluster');
  });

  test('outside of the cluster it asks the public DNS', () => {
    const { queries, answeredBy } = resolveName(cluster, 'www.example.com', { types: ['A'] });
    expect(answeredBy).toBe('public');
    expect(queries[0]?.answer.map(({ data }) => data)).toEqual(['lb.example.net.', '198.51.100.7']);
  });

  test('a node asks the public DNS as well', () => {
    const on = cluster.get('Node', 'node-b');
    expect(on && resolveName(cluster, 'cart.shop.svc.cluster.local', { on }).result).toBe('NXDOMAIN');
  });

  test.each(['other.example.com', 'far.example.com'])(
    'what %s comes to is unknown where nobody said',
    (name) => {
      expect(resolveName(cluster, name).result).toBe('UNKNOWN');
    },
  );
});
