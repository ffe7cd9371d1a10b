import { describe, expect, test } from 'vitest';
import type { DnsSettings, PublicRecord } from '../../../../packages/core/src/cluster/platform.js';
import type { QuestionType, Rcode } from '../../../../packages/core/src/dns/message.js';
import { publicDns } from '../../../../packages/core/src/dns/public/public-dns.js';
import { publishedAssumption } from '../../../../packages/core/src/dns/public/published-assumption.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { service } from '../../../objects/service.js';
import { dnsCluster } from '../dns-cluster.js';
import { ingress } from './ingress.js';

const records: readonly PublicRecord[] = [
  { name: 'www.example.com', type: 'A', data: '198.51.100.1' },
  { name: 'www.example.com', type: 'AAAA', data: '2001:db8::1' },
  { name: '*.example.com', type: 'A', data: '198.51.100.2' },
  { name: 'alias.example.com', type: 'CNAME', data: 'www.example.com' },
  { name: 'away.example.com', type: 'CNAME', data: 'elsewhere.example.net' },
  { name: 'loop.example.com', type: 'CNAME', data: 'loop.example.com' },
  { name: 'inside.example.com', type: 'CNAME', data: 'cart.shop.svc.cluster.local' },
  { name: 'stated.example.org', type: 'A', data: '198.51.100.3' },
];

const annotated = {
  ...service(
    'shop/mail',
    { type: 'LoadBalancer', clusterIP: '10.96.0.40' },
    { ingress: [{ ip: '198.51.100.40' }] },
  ),
  metadata: {
    namespace: 'shop',
    name: 'mail',
    annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'mail.example.org, smtp.example.org.' },
  },
};

const objects = [
  ingress('shop/web', {
    hosts: ['shop.example.org', '*.shop.example.org'],
    addresses: [{ ip: '198.51.100.10' }],
  }),
  ingress('shop/api', { hosts: ['shop.example.org'], addresses: [{ ip: '198.51.100.11' }] }),
  ingress('shop/tls', { tlsHosts: ['secure.example.org'], addresses: [{ ip: '198.51.100.12' }] }),
  ingress('shop/named', { hosts: ['named.example.org'], addresses: [{ hostname: 'lb.cloud.example' }] }),
  ingress('shop/pending', { hosts: ['pending.example.org'] }),
  ingress('shop/stated', { hosts: ['stated.example.org'], addresses: [{ ip: '198.51.100.13' }] }),
  ingress('shop/everything', { hosts: [''], addresses: [{ ip: '198.51.100.14' }] }),
  annotated,
];

function ask(name: string, type: QuestionType = 'A', dns: Partial<DnsSettings> = {}) {
  return publicDns(dnsCluster(objects, { records, ...dns }))({ name, type });
}

/** A name, the type asked for, and the data of the answer or its rcode. */
type Row = readonly [title: string, name: string, type: QuestionType, answer: readonly string[] | Rcode];

/** What is said about a name: the data of its records, or the error. */
function said(name: string, type: QuestionType, dns?: Partial<DnsSettings>): readonly string[] | Rcode {
  const answer = ask(name, type, dns);
  return answer.rcode === 'NOERROR' ? answer.records.map(({ data }) => data) : answer.rcode;
}

describe('stated records', () => {
  test.each<Row>([
    ['are answered by type: A', 'www.example.com.', 'A', ['198.51.100.1']],
    ['are answered by type: AAAA', 'www.example.com.', 'AAAA', ['2001:db8::1']],
    ['are not answered for other types', 'www.example.com.', 'TXT', []],
    ['are found in any letter case', 'WWW.Example.COM.', 'A', ['198.51.100.1']],
    ['may be wildcards', 'any.example.com.', 'A', ['198.51.100.2']],
    ['may be aliases, which are followed', 'alias.example.com.', 'A', ['www.example.com.', '198.51.100.1']],
    ['may be aliases, which are asked for as such', 'alias.example.com.', 'CNAME', ['www.example.com.']],
    ['go before the hosts of Ingresses', 'stated.example.org.', 'A', ['198.51.100.3']],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });

  test.each<readonly [string, string, Rcode, readonly string[]]>([
    ['out of what is known', 'away.example.com.', 'UNKNOWN', ['elsewhere.example.net.']],
    ['into the cluster', 'inside.example.com.', 'NXDOMAIN', ['cart.shop.svc.cluster.local.']],
  ])('that are an alias %s end there', (_title, name, rcode, data) => {
    const answer = ask(name);
    expect(answer.rcode).toBe(rcode);
    expect(answer.records.map((record) => record.data)).toEqual(data);
  });

  test('that are aliases in a circle fail, and the chain is bounded', () => {
    const answer = ask('loop.example.com.');
    expect(answer.rcode).toBe('SERVFAIL');
    expect(answer.records.length).toBeLessThan(20);
  });
});

describe('published hosts', () => {
  test.each<Row>([
    ['of several Ingresses add up', 'shop.example.org.', 'A', ['198.51.100.11', '198.51.100.10']],
    ['may be wildcards', 'any.shop.example.org.', 'A', ['198.51.100.10']],
    ['may be named for TLS alone', 'secure.example.org.', 'A', ['198.51.100.12']],
    ['of Services stand in an annotation', 'mail.example.org.', 'A', ['198.51.100.40']],
    ['of Services may be several', 'smtp.example.org.', 'A', ['198.51.100.40']],
    ['have no address of another family', 'mail.example.org.', 'AAAA', []],
    ['that nobody serves do not exist', 'pending.example.org.', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });

  test('point at the name of a load balancer that has one', () => {
    const answer = ask('named.example.org.');
    expect(answer.records[0]).toMatchObject({ type: 'CNAME', data: 'lb.cloud.example.' });
  });

  test('are unknown where nothing is published', () => {
    expect(said('shop.example.org.', 'A', { publishHosts: false })).toBe('UNKNOWN');
  });

  test('are an assumption that names the object and its field', () => {
    expect(publishedAssumption(ask('mail.example.org.'))).toMatchObject({
      code: 'host-is-published',
      object: { kind: 'Service', namespace: 'shop', name: 'mail' },
      path: "metadata.annotations['external-dns.alpha.kubernetes.io/hostname']",
    });
    expect(publishedAssumption(ask('www.example.com.'))).toBeUndefined();
  });
});

describe('names of load balancers', () => {
  const settled = createCluster([
    service(
      'shop/web',
      { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] },
      { ingress: [{ hostname: 'abc.lb.example' }] },
    ),
    ingress('shop/web', { hosts: ['shop.example.org'], addresses: [{ hostname: 'abc.lb.example' }] }),
  ]);
  const address = settled.loadBalancerByHostname('abc.lb.example')?.addresses[0] ?? 'no address';

  test.each([
    ['are their addresses', 'abc.lb.example.', [address]],
    ['may be what a published host points at', 'shop.example.org.', ['abc.lb.example.', address]],
  ])('%s', (_title, name, expected) => {
    const { records: found } = publicDns(settled)({ name, type: 'A' });
    expect(found.map(({ data }) => data)).toEqual(expected);
  });
});

describe('names that nobody stated', () => {
  test.each<Row>([
    ['are unknown', 'www.example.net.', 'A', 'UNKNOWN'],
    ['do not exist where they are of one label', 'frontend.', 'A', 'NXDOMAIN'],
    ['do not exist where they are of the cluster', 'cart.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['do not exist where they end in svc', 'cart.shop.svc.', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });
});
