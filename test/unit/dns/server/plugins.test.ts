import { describe, expect, test } from 'vitest';
import type { Asker, QuestionType, Rcode } from '../../../../packages/core/src/dns/message.js';
import type { ServerBlock } from '../../../../packages/core/src/dns/server/corefile/corefile.js';
import { k8sExternalDefaults } from '../../../../packages/core/src/dns/server/corefile/k8s-external-plugin.js';
import { dnsServer, type DnsServerOptions } from '../../../../packages/core/src/dns/server/dns-server.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { service } from '../../../objects/service.js';
import { dnsCluster } from '../dns-cluster.js';
import { kubeadmBlock } from '../kubeadm-block.js';
import { namespace, shop } from '../shop.js';

const http = { name: 'http', port: 80 };

function serviceImport(name: string, spec: object): unknown {
  return {
    apiVersion: 'multicluster.x-k8s.io/v1alpha1',
    kind: 'ServiceImport',
    metadata: { name, namespace: 'shop' },
    spec,
  };
}

function imported(name: string, address: string, hostname: string): unknown {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-east`,
      namespace: 'shop',
      labels: {
        'multicluster.kubernetes.io/service-name': name,
        'multicluster.kubernetes.io/source-cluster': 'east',
      },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], hostname }],
    ports: [http],
  };
}

const cluster = dnsCluster([
  ...shop,
  service(
    'shop/balanced',
    { type: 'LoadBalancer', clusterIP: '10.96.0.30', ports: [http] },
    { ingress: [{ ip: '198.51.100.30' }] },
  ),
  service(
    'shop/named',
    { type: 'LoadBalancer', clusterIP: '10.96.0.31', ports: [http] },
    { ingress: [{ hostname: 'api.example.com' }] },
  ),
  service(
    'shop/self',
    { type: 'LoadBalancer', clusterIP: '10.96.0.32', ports: [http] },
    { ingress: [{ hostname: 'self.shop.ext.example' }] },
  ),
  service('shop/zoned', { clusterIP: 'None', ports: [http] }),
  endpointSlice('shop/zoned', [
    { addresses: ['10.244.1.20'], zone: 'Zone.A' },
    { addresses: ['10.244.1.21'], zone: 'zone-b' },
  ]),
  serviceImport('cart', { type: 'ClusterSetIP', ips: ['10.97.0.1'], ports: [http] }),
  serviceImport('db', { type: 'Headless' }),
  imported('cart', '10.245.0.1', 'cart-0'),
  imported('db', '10.245.0.2', 'db-0'),
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'leaving', namespace: 'shop', deletionTimestamp: '2026-01-01T00:00:00Z' },
    spec: { nodeName: 'node-a', containers: [{ name: 'main', image: 'app' }] },
    status: { phase: 'Running', podIP: '10.244.1.8', podIPs: [{ ip: '10.244.1.8' }] },
  },
  namespace('default'),
]);

const { kubernetes, forward } = kubeadmBlock;

/** The outside world knows `api.example.com` and `b.corp.example`. */
const upstream: NonNullable<DnsServerOptions['upstream']> = ({ name, type }) => {
  const isKnown = name === 'api.example.com.' || name === 'b.corp.example.';
  const answer = isKnown && type === 'A' ? [{ name, type, ttl: 600, data: '198.51.100.1' }] : [];
  return { rcode: isKnown ? 'NOERROR' : 'NXDOMAIN', answer, authority: [], additional: [] };
};

/** A name, the type asked for, and the data of the answer or its rcode. */
type Row = readonly [title: string, name: string, type: QuestionType, answer: readonly string[] | Rcode];

function said(
  block: Partial<ServerBlock>,
  name: string,
  type: QuestionType,
  asker?: Asker,
): readonly string[] | Rcode {
  const server = dnsServer(cluster, {
    corefile: [{ zones: ['.'], kubernetes, forward, ...block }],
    searches: ['corp.example'],
    upstream,
  });
  const { rcode, answer } = server.answer({ name, type }, asker);
  return rcode === 'NOERROR' ? answer.map(({ data }) => data) : rcode;
}

describe('k8s_external', () => {
  const k8sExternal = { ...k8sExternalDefaults, zones: ['ext.example.', 'in-addr.arpa.'] };

  test.each<Row>([
    ['a Service is its external IPs', 'public.shop.ext.example.', 'A', ['198.51.100.22']],
    ['and the address of its load balancer', 'balanced.shop.ext.example.', 'A', ['198.51.100.30']],
    ['a host name is an alias', 'named.shop.ext.example.', 'A', ['api.example.com.', '198.51.100.1']],
    [
      'a host name that is the name itself ends',
      'self.shop.ext.example.',
      'AAAA',
      Array.from({ length: 9 }, () => 'self.shop.ext.example.'),
    ],
    ['SRV of a host name names it', 'named.shop.ext.example.', 'SRV', ['0 100 80 api.example.com.']],
    [
      'a port has a name',
      '_http._tcp.public.shop.ext.example.',
      'SRV',
      ['0 100 80 public.shop.ext.example.'],
    ],
    ['another port has none', '_dns._tcp.public.shop.ext.example.', 'SRV', 'NXDOMAIN'],
    ['a label before it makes no difference', 'x.public.shop.ext.example.', 'A', ['198.51.100.22']],
    ['three labels before it do', 'x.y.z.public.shop.ext.example.', 'A', 'NXDOMAIN'],
    ['other types have no records', 'public.shop.ext.example.', 'TXT', []],
    ['a Service without external address is not there', 'cart.shop.ext.example.', 'A', 'NXDOMAIN'],
    ['nor is a headless one', 'db.shop.ext.example.', 'A', 'NXDOMAIN'],
    ['a namespace holds nothing', 'shop.ext.example.', 'A', []],
    ['a namespace that does not exist is not there', 'x.nowhere.ext.example.', 'A', 'NXDOMAIN'],
    ['an external address has a name', '22.100.51.198.in-addr.arpa.', 'PTR', ['public.shop.ext.example.']],
    ['another one has none', '9.9.9.9.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    ['the zone has a name server', 'ext.example.', 'NS', ['ns1.dns.ext.example.']],
    [
      'and an SOA',
      'ext.example.',
      'SOA',
      ['ns1.dns.ext.example. hostmaster.dns.ext.example. 1 7200 1800 86400 5'],
    ],
    ['the label above the name server holds nothing', 'dns.ext.example.', 'A', []],
    ['beside it there is nothing', 'ns2.dns.ext.example.', 'A', 'NXDOMAIN'],
    ['names of the cluster are what they were', 'cart.shop.svc.cluster.local.', 'A', ['10.96.0.20']],
  ])('%s', (_title, name, type, expected) => {
    expect(said({ k8sExternal }, name, type)).toEqual(expected);
  });

  test.each<Row>([
    ['headless Services are their endpoints', 'db.shop.ext.example.', 'A', ['10.244.1.10', '10.244.1.11']],
    ['and endpoints have names', 'db-0.db.shop.ext.example.', 'A', ['10.244.1.10']],
    ['Services with external addresses have none', 'x.public.shop.ext.example.', 'A', ['198.51.100.22']],
  ])('with headless, %s', (_title, name, type, expected) => {
    expect(said({ k8sExternal: { ...k8sExternal, headless: true } }, name, type)).toEqual(expected);
  });

  test('a name that does not exist may fall through', () => {
    const block = { k8sExternal: { ...k8sExternal, zones: ['example.com.'], fallthrough: ['.'] } };
    expect(said(block, 'api.example.com.', 'A')).toEqual(['198.51.100.1']);
  });
});

describe('zonal', () => {
  test.each<Row>([
    [
      'pin: the endpoints of the topology zone',
      'zone-b.pin._zone.zoned.shop.svc.cluster.local.',
      'A',
      ['10.244.1.21'],
    ],
    [
      'a topology zone with dots, in any case',
      'zone.a.pin._zone.zoned.shop.svc.cluster.local.',
      'A',
      ['10.244.1.20'],
    ],
    ['pin: no endpoints, no records', 'gone.pin._zone.zoned.shop.svc.cluster.local.', 'A', []],
    ['pin: no records of other types either', 'gone.pin._zone.zoned.shop.svc.cluster.local.', 'TXT', []],
    [
      'prefer: the endpoints of the topology zone',
      'zone-b.prefer._zone.zoned.shop.svc.cluster.local.',
      'A',
      ['10.244.1.21'],
    ],
    [
      'prefer: all, where it has none',
      'gone.prefer._zone.zoned.shop.svc.cluster.local.',
      'A',
      ['10.244.1.20', '10.244.1.21'],
    ],
    ['another directive is none', 'zone-b.only._zone.zoned.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    [
      'a Service with a cluster IP has no such names',
      'zone-b.pin._zone.cart.shop.svc.cluster.local.',
      'A',
      'NXDOMAIN',
    ],
    ['pods have no such names', 'zone-b.pin._zone.10-0-0-1.shop.pod.cluster.local.', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said({ kubernetes: { ...kubernetes, zonal: true } }, name, type)).toEqual(expected);
  });

  test('is off unless asked for', () => {
    expect(said({}, 'zone-b.pin._zone.zoned.shop.svc.cluster.local.', 'A')).toBe('NXDOMAIN');
  });
});

describe('multicluster', () => {
  const zones = ['cluster.local.', 'clusterset.local.'];
  const block = { kubernetes: { ...kubernetes, zones, multicluster: ['clusterset.local.'], zonal: true } };

  test.each<Row>([
    ['a ServiceImport is its IPs', 'cart.shop.svc.clusterset.local.', 'A', ['10.97.0.1']],
    ['a headless one its endpoints', 'db.shop.svc.clusterset.local.', 'A', ['10.245.0.2']],
    ['an endpoint goes by its cluster', 'cart-0.east.cart.shop.svc.clusterset.local.', 'A', ['10.245.0.1']],
    ['not by that of another', 'cart-0.west.cart.shop.svc.clusterset.local.', 'A', 'NXDOMAIN'],
    ['and not without', 'cart-0.cart.shop.svc.clusterset.local.', 'A', 'NXDOMAIN'],
    [
      'SRV names endpoints with their cluster',
      'db.shop.svc.clusterset.local.',
      'SRV',
      ['0 100 80 db-0.east.db.shop.svc.clusterset.local.'],
    ],
    ['underscores make a port', '_http._tcp.cart.shop.svc.clusterset.local.', 'A', ['10.97.0.1']],
    ['a Service is not there', 'both.shop.svc.clusterset.local.', 'A', 'NXDOMAIN'],
    ['there are no zonal names', 'a.pin._zone.db.shop.svc.clusterset.local.', 'A', 'NXDOMAIN'],
    ['in the other zone Services are what they were', 'cart.shop.svc.cluster.local.', 'A', ['10.96.0.20']],
  ])('%s', (_title, name, type, expected) => {
    expect(said(block, name, type)).toEqual(expected);
  });
});

describe('autopath', () => {
  const own = { zones: ['.'], search: '@kubernetes' } as const;
  const block = { autopath: own, kubernetes: { ...kubernetes, pods: 'verified' } } as const;
  const asker = { client: '10.244.1.5' };

  test.each<Row>([
    ['a name that is found is what it was', 'cart.shop.svc.cluster.local.', 'A', ['10.96.0.20']],
    [
      'other namespaces',
      'cart.shop.shop.svc.cluster.local.',
      'A',
      ['cart.shop.svc.cluster.local.', '10.96.0.20'],
    ],
    ['the search list of the server', 'b.shop.svc.cluster.local.', 'A', ['b.corp.example.', '198.51.100.1']],
    [
      'the name as it is',
      'api.example.com.shop.svc.cluster.local.',
      'A',
      ['api.example.com.', '198.51.100.1'],
    ],
    ['a name without records ends it', 'shop.shop.svc.cluster.local.', 'A', []],
    ['found nowhere', 'gone.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['only in the first domain', 'api.example.com.svc.cluster.local.', 'A', 'NXDOMAIN'],
  ])('of a pod: %s', (_title, name, type, expected) => {
    expect(said(block, name, type, asker)).toEqual(expected);
  });

  const name = 'api.example.com.shop.svc.cluster.local.';

  test.each<[string, Partial<ServerBlock>, Asker, boolean]>([
    ['a pod', block, asker, true],
    ['whoever is no pod', block, { client: '10.9.9.9' }, false],
    ['nobody in particular', block, {}, false],
    ['a pod that ended', block, { client: '10.244.1.6' }, false],
    ['a pod that is about to end', block, { client: '10.244.1.8' }, false],
    ['a pod whose name is not verified', { ...block, kubernetes }, asker, false],
    ['a pod, in another zone', { ...block, autopath: { ...own, zones: ['example.org.'] } }, asker, false],
    [
      'anybody, by a list',
      { ...block, autopath: { zones: ['.'], search: ['shop.svc.cluster.local'] } },
      {},
      true,
    ],
    [
      'anybody, by the list of the server',
      { ...block, autopath: { zones: ['.'], search: '/etc/resolv.conf' } },
      {},
      false,
    ],
  ])('searches for %s', (_title, settings, who, isSearched) => {
    expect(said(settings, name, 'A', who)).toEqual(
      isSearched ? ['api.example.com.', '198.51.100.1'] : 'NXDOMAIN',
    );
  });
});

describe('transfer', () => {
  const transfer = { zones: ['cluster.local.'], to: ['10.9.9.9'] };
  const from = { client: '10.9.9.9' };

  test('gives a zone to who may have it, between its SOA twice', () => {
    const { answer } = dnsServer(cluster, { corefile: [{ zones: ['.'], transfer, kubernetes }] }).answer(
      { name: 'cluster.local.', type: 'AXFR' },
      from,
    );
    const texts = answer.map(({ name, type, data }) => `${name} ${type} ${data}`);
    expect(texts[0]).toMatch(/^cluster.local. SOA/);
    expect(texts.at(-1)).toBe(texts[0]);
    expect(texts).toEqual(
      expect.arrayContaining([
        'cluster.local. NS kube-dns.kube-system.svc.cluster.local.',
        'cart.shop.svc.cluster.local. A 10.96.0.20',
        'cart.shop.svc.cluster.local. SRV 0 100 80 cart.shop.svc.cluster.local.',
        '_grpc._tcp.cart.shop.svc.cluster.local. SRV 0 100 9000 cart.shop.svc.cluster.local.',
        'ext.shop.svc.cluster.local. CNAME api.example.com.',
        'db-0.db.shop.svc.cluster.local. A 10.244.1.10',
        '_http._tcp.db.shop.svc.cluster.local. SRV 0 50 8080 db-0.db.shop.svc.cluster.local.',
      ]),
    );
    expect(texts.join('\n')).not.toContain('literal.shop');
  });

  test.each<[string, Partial<ServerBlock>, Asker]>([
    ['to nobody else', { transfer }, { client: '10.9.9.8' }],
    ['where it is not told to', {}, from],
    ['of other zones', { transfer: { ...transfer, zones: ['example.org.'] } }, from],
  ])('gives none %s', (_title, block, asker) => {
    expect(said(block, 'cluster.local.', 'AXFR', asker)).toBe('REFUSED');
  });
});

describe('cache', () => {
  const cache = { zones: ['.'], success: 60, denial: 20 };
  const server = dnsServer(cluster, { corefile: [{ zones: ['.'], cache, kubernetes, forward }], upstream });
  const ttls = (name: string, type: QuestionType) => {
    const { answer, authority } = server.answer({ name, type });
    return [...answer, ...authority].map(({ ttl }) => ttl);
  };

  test.each<[string, string, QuestionType, readonly number[]]>([
    ['no longer than it keeps them', 'api.example.com.', 'A', [60]],
    ['as long as the shortest of them', 'ext.shop.svc.cluster.local.', 'A', [30, 30]],
    ['no records no longer than it keeps that', 'gone.shop.svc.cluster.local.', 'A', [20]],
    ['what is short stays so', 'cart.shop.svc.cluster.local.', 'A', [30]],
  ])('lets records be kept: %s', (_title, name, type, expected) => {
    expect(ttls(name, type)).toEqual(expected);
  });
});

describe('a server', () => {
  const corefile = [
    { zones: ['cluster.local.'], kubernetes },
    { zones: ['corp.example.'], forward },
    { zones: ['example.com.'], forward: [{ from: '.', to: ['192.0.2.1'], except: ['x.example.com.'] }] },
  ];
  const server = dnsServer(cluster, { corefile, upstream });

  test.each<[string, string, Rcode]>([
    ['sends a name to the block of its zone', 'cart.shop.svc.cluster.local.', 'NOERROR'],
    ['forwards a stub zone', 'b.corp.example.', 'NOERROR'],
    ['refuses a name of no block', 'example.org.', 'REFUSED'],
    ['fails where no plugin of the block answers', 'a.x.example.com.', 'SERVFAIL'],
    ['looks an alias up in its own blocks', 'ext.shop.svc.cluster.local.', 'NOERROR'],
  ])('%s', (_title, name, rcode) => {
    expect(server.answer({ name, type: 'A' }).rcode).toBe(rcode);
  });

  test('follows the ConfigMap of CoreDNS', () => {
    const text =
      'example.org {\n kubernetes cluster.test {\n  ttl 7\n }\n}\ncluster.test {\n kubernetes\n}\n';
    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'coredns', namespace: 'kube-system' },
      data: { Corefile: text },
    };
    const own = dnsServer(dnsCluster([...shop, configMap]));
    expect(own.answer({ name: 'cart.shop.svc.cluster.test.', type: 'A' }).answer).toMatchObject([
      { ttl: 5, data: '10.96.0.20' },
    ]);
    expect(own.answer({ name: 'cart.shop.svc.cluster.local.', type: 'A' }).rcode).toBe('REFUSED');
  });
});
