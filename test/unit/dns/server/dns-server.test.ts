import { describe, expect, test } from 'vitest';
import type { QuestionType, Rcode } from '../../../../packages/core/src/dns/message.js';
import type { KubernetesPlugin } from '../../../../packages/core/src/dns/server/corefile/kubernetes-plugin.js';
import { dnsServer, type DnsServerOptions } from '../../../../packages/core/src/dns/server/dns-server.js';
import { service } from '../../../objects/service.js';
import { dnsCluster } from '../dns-cluster.js';
import { kubeadmBlock } from '../kubeadm-block.js';
import { shop } from '../shop.js';

const cluster = dnsCluster(shop);
const zone = 'cluster.local.';

/** What the server is told to do otherwise than by kubeadm. */
function withPlugin(plugin: Partial<KubernetesPlugin>): DnsServerOptions {
  return { corefile: [{ ...kubeadmBlock, kubernetes: { ...kubeadmBlock.kubernetes, ...plugin } }] };
}

/** The outside world: `api.example.com` has an address, and nothing else exists. */
const outside: DnsServerOptions = {
  upstream: ({ name, type }) => {
    const isKnown = name === 'api.example.com.';
    const records = isKnown && type === 'A' ? [{ name, type, ttl: 60, data: '198.51.100.1' }] : [];
    return { rcode: isKnown ? 'NOERROR' : 'NXDOMAIN', answer: records, authority: [], additional: [] };
  },
};

function answer(name: string, type: QuestionType, options: DnsServerOptions = outside) {
  return dnsServer(cluster, options).answer({ name, type });
}

/** A name below `cluster.local` (or a full name), the type asked for, and the data of the answer or its rcode. */
type Row = readonly [title: string, name: string, type: QuestionType, answer: readonly string[] | Rcode];

/** What the server says about a name: the data of its records, or the error. */
function said(labels: string, type: QuestionType, options?: DnsServerOptions): readonly string[] | Rcode {
  const { rcode, answer: records } = answer(
    labels.endsWith('.') ? labels : `${labels}.${zone}`,
    type,
    options,
  );
  return rcode === 'NOERROR' ? records.map(({ data }) => data) : rcode;
}

describe('names of Services', () => {
  test.each<Row>([
    ['a Service is its cluster IP', 'cart.shop.svc', 'A', ['10.96.0.20']],
    ['a Service without cluster IP of the family has no record of it', 'cart.shop.svc', 'AAAA', []],
    ['a dual-stack Service has one of each family: IPv4', 'both.shop.svc', 'A', ['10.96.0.21']],
    ['a dual-stack Service has one of each family: IPv6', 'both.shop.svc', 'AAAA', ['fd00:10:96::21']],
    ['external addresses have no part in the name', 'public.shop.svc', 'A', ['10.96.0.22']],
    ['names are the same in any letter case', 'CART.Shop.SVC', 'A', ['10.96.0.20']],
    ['a port and protocol filter any type', '_http._tcp.cart.shop.svc', 'A', ['10.96.0.20']],
    ['underscores may be missing', 'http.tcp.cart.shop.svc', 'A', ['10.96.0.20']],
    ['another port does not exist', '_https._tcp.cart.shop.svc', 'A', 'NXDOMAIN'],
    ['another protocol does not exist', '_http._udp.cart.shop.svc', 'A', 'NXDOMAIN'],
    ['an endpoint of a Service with cluster IP has a name too', 'cart-0.cart.shop.svc', 'A', ['10.244.1.7']],
    ['an endpoint with a host name has no other', '10-244-1-7.cart.shop.svc', 'A', 'NXDOMAIN'],
    ['a Service that does not exist', 'gone.shop.svc', 'A', 'NXDOMAIN'],
    ['a namespace that does not exist', 'cart.nowhere.svc', 'A', 'NXDOMAIN'],
    ['a namespace alone exists and holds nothing', 'shop.svc', 'A', []],
    ['svc exists and holds nothing', 'svc', 'A', []],
    ['pod exists and holds nothing', 'pod', 'A', []],
    ['nothing else exists right below the zone', 'shop', 'A', 'NXDOMAIN'],
    ['there are no wildcards', '*.shop.svc', 'A', 'NXDOMAIN'],
    ['three labels below a Service are too many', 'a.b.c.cart.shop.svc', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });
});

describe('names of headless Services', () => {
  test.each<Row>([
    ['a headless Service is its ready endpoints', 'db.shop.svc', 'A', ['10.244.1.10', '10.244.1.11']],
    ['of another family it has none', 'db.shop.svc', 'AAAA', []],
    ['an endpoint is found by its host name', 'db-0.db.shop.svc', 'A', ['10.244.1.10']],
    [
      'an endpoint without host name is found by its address',
      '10-244-1-11.db.shop.svc',
      'A',
      ['10.244.1.11'],
    ],
    ['an endpoint is not found by the name of its pod', 'db-1.db.shop.svc', 'A', 'NXDOMAIN'],
    ['an endpoint that is not ready is not found', 'db-2.db.shop.svc', 'A', 'NXDOMAIN'],
    ['without a ready endpoint the Service does not exist', 'idle.shop.svc', 'A', 'NXDOMAIN'],
    ['without ports it is found all the same', 'portless.shop.svc', 'A', ['10.244.1.13']],
    ['without ports it has no SRV record', 'portless.shop.svc', 'SRV', []],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });
});

describe('ExternalName Services', () => {
  test.each<Row>([
    ['are an alias', 'ext.shop.svc', 'CNAME', ['api.example.com.']],
    ['are followed out of the cluster', 'ext.shop.svc', 'A', ['api.example.com.', '198.51.100.1']],
    [
      'stay an alias where the target has no address of the family',
      'ext.shop.svc',
      'AAAA',
      ['api.example.com.'],
    ],
    ['are followed in the cluster', 'alias.shop.svc', 'A', ['cart.shop.svc.cluster.local.', '10.96.0.20']],
    [
      'are followed one after the other',
      'alias-of-alias.shop.svc',
      'A',
      ['alias.shop.svc.cluster.local.', 'cart.shop.svc.cluster.local.', '10.96.0.20'],
    ],
    [
      'are dropped where the target in the cluster has no address of the family',
      'alias.shop.svc',
      'AAAA',
      [],
    ],
    ['are dropped where the target in the cluster does not exist', 'dangling.shop.svc', 'A', []],
    ['are dropped where they lead in a circle', 'loop-a.shop.svc', 'A', []],
    ['have no SRV record', 'ext.shop.svc', 'SRV', []],
    ['have nothing below them', 'a.ext.shop.svc', 'A', 'NXDOMAIN'],
    ['have no ports', '_http._tcp.ext.shop.svc', 'A', 'NXDOMAIN'],
    ['do not exist where the target is an address', 'literal.shop.svc', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });
});

test('a chain of 11 ExternalName Services is followed, one of 12 is not', () => {
  const chain = Array.from({ length: 12 }, (_, index) =>
    service(`shop/hop-${index}`, {
      type: 'ExternalName',
      externalName: index === 0 ? 'cart.shop.svc.cluster.local' : `hop-${index - 1}.shop.svc.cluster.local`,
    }),
  );
  const server = dnsServer(dnsCluster([...shop, ...chain]));
  expect(server.answer({ name: 'hop-10.shop.svc.cluster.local.', type: 'A' }).answer).toHaveLength(12);
  expect(server.answer({ name: 'hop-11.shop.svc.cluster.local.', type: 'A' }).answer).toEqual([]);
});

describe('SRV records', () => {
  test('hold the port of the Service and its name, where it has a cluster IP', () => {
    const { answer: records, additional } = answer('_grpc._tcp.cart.shop.svc.cluster.local.', 'SRV');
    expect(records.map(({ data }) => data)).toEqual(['0 100 9000 cart.shop.svc.cluster.local.']);
    expect(additional).toEqual([
      { name: 'cart.shop.svc.cluster.local.', type: 'A', ttl: 30, data: '10.96.0.20' },
    ]);
  });

  test('hold the port and name of each endpoint, where it is headless', () => {
    const { answer: records, additional } = answer('db.shop.svc.cluster.local.', 'SRV');
    expect(records.map(({ data }) => data)).toEqual([
      '0 50 8080 db-0.db.shop.svc.cluster.local.',
      '0 50 8080 10-244-1-11.db.shop.svc.cluster.local.',
    ]);
    expect(additional.map(({ data }) => data)).toEqual(['10.244.1.10', '10.244.1.11']);
  });

  test('of a dual-stack Service are one, with the weight shared over both addresses', () => {
    const { answer: records, additional } = answer('both.shop.svc.cluster.local.', 'SRV');
    expect(records.map(({ data }) => data)).toEqual(['0 50 80 both.shop.svc.cluster.local.']);
    expect(additional.map(({ type }) => type)).toEqual(['A', 'AAAA']);
  });
});

describe('names of pods', () => {
  test.each<readonly [KubernetesPlugin['pods'], ...Row]>([
    ['insecure', 'any address below a namespace answers', '10-1-2-3.shop.pod', 'A', ['10.1.2.3']],
    ['insecure', 'IPv6 too', 'fd00--1.shop.pod', 'AAAA', ['fd00::1']],
    ['insecure', 'what is no address does not exist', 'web-0.shop.pod', 'A', 'NXDOMAIN'],
    [
      'insecure',
      'below a namespace that does not exist nothing does',
      '10-1-2-3.nowhere.pod',
      'A',
      'NXDOMAIN',
    ],
    ['insecure', 'a namespace alone holds nothing', 'shop.pod', 'A', []],
    ['insecure', 'labels further left are ignored', 'x.10-1-2-3.shop.pod', 'A', ['10.1.2.3']],
    ['insecure', 'SRV has port 0', '10-1-2-3.shop.pod', 'SRV', ['0 100 0 10-1-2-3.shop.pod.cluster.local.']],
    ['verified', 'a pod of the namespace has the address', '10-244-1-5.shop.pod', 'A', ['10.244.1.5']],
    ['verified', 'a pod of another namespace does not count', '10-244-1-5.other.pod', 'A', 'NXDOMAIN'],
    ['verified', 'a pod that ended does not count', '10-244-1-6.shop.pod', 'A', 'NXDOMAIN'],
    ['disabled', 'no pod has a name', '10-244-1-5.shop.pod', 'A', 'NXDOMAIN'],
    ['disabled', 'a namespace does not exist either', 'shop.pod', 'A', 'NXDOMAIN'],
    ['disabled', 'pod itself still does', 'pod', 'A', []],
  ])('%s: %s', (pods, _title, name, type, expected) => {
    expect(said(name, type, withPlugin({ pods }))).toEqual(expected);
  });
});

describe('addresses', () => {
  test.each<Row>([
    ['a cluster IP is its Service', '20.0.96.10.in-addr.arpa.', 'PTR', ['cart.shop.svc.cluster.local.']],
    ['an endpoint is its name', '10.1.244.10.in-addr.arpa.', 'PTR', ['db-0.db.shop.svc.cluster.local.']],
    [
      'an endpoint without host name is its address',
      '11.1.244.10.in-addr.arpa.',
      'PTR',
      ['10-244-1-11.db.shop.svc.cluster.local.'],
    ],
    [
      'an IPv6 address goes by its digits',
      '1.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa.',
      'PTR',
      ['both.shop.svc.cluster.local.'],
    ],
    ['an endpoint that is not ready is none', '12.1.244.10.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    ['an external address is none', '22.100.51.198.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    ['a pod that is no endpoint is none', '5.1.244.10.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    ['a part of an address is none', '244.10.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    ['a name has none', 'cart.shop.svc', 'PTR', []],
    ['a name that does not exist has none', 'gone.shop.svc', 'PTR', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type, withPlugin({ fallthrough: [] }))).toEqual(expected);
  });
});

describe('the zone itself', () => {
  test.each<Row>([
    [
      'has an SOA record',
      zone,
      'SOA',
      ['ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 30'],
    ],
    [
      'has the Service in front of the server as name server',
      zone,
      'NS',
      ['kube-dns.kube-system.svc.cluster.local.'],
    ],
    ['has no address', zone, 'A', []],
    ['has no TXT record', zone, 'TXT', 'NXDOMAIN'],
    ['has the name server below it', 'ns.dns', 'A', ['10.96.0.10']],
    ['has nothing at the parent of that', 'dns', 'A', 'NXDOMAIN'],
    ['tells the version of its schema', 'dns-version', 'TXT', ['1.1.0']],
    ['has that for TXT only', 'dns-version', 'A', 'NXDOMAIN'],
    ['is not transferred', zone, 'AXFR', 'REFUSED'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });

  test('without a Service in front of the server it names its own addresses', () => {
    const { answer: records, additional } = answer(zone, 'NS', { localIPs: ['192.0.2.99'] });
    expect(records.map(({ data }) => data)).toEqual(['ns.dns.cluster.local.']);
    expect(additional.map(({ data }) => data)).toEqual(['192.0.2.99']);
  });
});

describe('other types', () => {
  test.each<Row>([
    ['TXT of a Service', 'cart.shop.svc', 'TXT', []],
    ['TXT of what does not exist', 'gone.shop.svc', 'TXT', 'NXDOMAIN'],
    ['TXT of what exists and holds nothing', 'shop.svc', 'TXT', 'NXDOMAIN'],
    ['MX of a Service', 'cart.shop.svc', 'MX', []],
    ['HINFO of what does not exist', 'gone.shop.svc', 'HINFO', 'NXDOMAIN'],
    ['NS below the zone', 'cart.shop.svc', 'NS', []],
    ['SOA below the zone, even of what does not exist', 'gone.shop.svc', 'SOA', []],
    ['CNAME of a Service', 'cart.shop.svc', 'CNAME', []],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });
});

describe('a response', () => {
  test('repeats the name as it was spelled; generated names have the zone as it was spelled', () => {
    const { answer: records } = answer('_HTTP._tcp.CART.shop.svc.Cluster.Local.', 'SRV');
    expect(records).toEqual([
      {
        name: '_HTTP._tcp.CART.shop.svc.Cluster.Local.',
        type: 'SRV',
        ttl: 30,
        data: '0 100 80 cart.shop.svc.Cluster.Local.',
      },
    ]);
  });

  test('names the authority where it has no record', () => {
    const { authority } = answer('gone.shop.svc.cluster.local.', 'A');
    expect(authority.map(({ name, type, ttl }) => ({ name, type, ttl }))).toEqual([
      { name: zone, type: 'SOA', ttl: 30 },
    ]);
  });

  test('may be remembered for 300 seconds where it is negative, however long the ttl', () => {
    const { kubernetes, forward } = kubeadmBlock;
    const block = { zones: ['.'], kubernetes: { ...kubernetes, ttl: 3600 }, forward };
    const { authority } = answer('gone.shop.svc.cluster.local.', 'A', { corefile: [block] });
    expect(authority[0]?.ttl).toBe(300);
  });

  test('of a name without final dot is that of the full name', () => {
    expect(answer('cart.shop.svc.cluster.local', 'A').answer[0]?.name).toBe('cart.shop.svc.cluster.local.');
  });
});

describe('names outside of the zones', () => {
  test.each<Row>([
    ['are asked of the next server', 'api.example.com.', 'A', ['198.51.100.1']],
    ['a zone ends at a dot', 'cart.mycluster.local.', 'A', 'NXDOMAIN'],
  ])('%s', (_title, name, type, expected) => {
    expect(said(name, type)).toEqual(expected);
  });

  test('have no authority here', () => {
    expect(answer('gone.example.com.', 'A').authority).toEqual([]);
  });

  test('addresses that nobody has fall through to the next server', () => {
    const asked: string[] = [];
    const upstream: NonNullable<DnsServerOptions['upstream']> = ({ name }) => {
      asked.push(name);
      return {
        rcode: 'NOERROR',
        answer: [{ name, type: 'PTR', ttl: 60, data: 'host.example.' }],
        authority: [],
        additional: [],
      };
    };
    expect(answer('9.9.9.9.in-addr.arpa.', 'PTR', { upstream }).answer[0]?.data).toBe('host.example.');
    expect(answer('gone.shop.svc.cluster.local.', 'A', { upstream }).rcode).toBe('NXDOMAIN');
    expect(asked).toEqual(['9.9.9.9.in-addr.arpa.']);
  });
});

describe('options', () => {
  test.each<readonly [Partial<KubernetesPlugin>, ...Row]>([
    [
      { namespaces: ['other'] },
      'namespaces that are not listed do not exist',
      'cart.shop.svc',
      'A',
      'NXDOMAIN',
    ],
    [{ namespaces: ['shop'] }, 'namespaces that are listed do', 'cart.shop.svc', 'A', ['10.96.0.20']],
    [
      { namespaceLabels: { matchLabels: { team: 'shop' }, matchExpressions: [] } },
      'namespaces with the labels exist',
      'cart.shop.svc',
      'A',
      ['10.96.0.20'],
    ],
    [
      { namespaceLabels: { matchLabels: { team: 'other' }, matchExpressions: [] } },
      'namespaces without the labels do not',
      'cart.shop.svc',
      'A',
      'NXDOMAIN',
    ],
    [
      { endpointPodNames: true },
      'endpoints are named after their pods',
      'db-1.db.shop.svc',
      'A',
      ['10.244.1.11'],
    ],
    [{ endpointPodNames: true }, 'a host name goes first', 'db-0.db.shop.svc', 'A', ['10.244.1.10']],
    [
      { ignoreEmptyService: true },
      'a Service without ready endpoint does not exist',
      'both.shop.svc',
      'A',
      'NXDOMAIN',
    ],
    [{ ignoreEmptyService: true }, 'a Service with one does', 'cart.shop.svc', 'A', ['10.96.0.20']],
    [{ ignoreEmptyService: true }, 'an alias does', 'ext.shop.svc', 'CNAME', ['api.example.com.']],
    [{ noEndpoints: true }, 'headless Services do not exist', 'db.shop.svc', 'A', 'NXDOMAIN'],
    [{ noEndpoints: true }, 'endpoints do not exist', 'cart-0.cart.shop.svc', 'A', 'NXDOMAIN'],
    [{ noEndpoints: true }, 'Services with a cluster IP do', 'cart.shop.svc', 'A', ['10.96.0.20']],
    [
      { zones: ['cluster.local.', 'shop.svc.cluster.local.'] },
      'the longest zone counts',
      'cart.shop.svc',
      'A',
      'NXDOMAIN',
    ],
  ])('%j: %s', (plugin, _title, name, type, expected) => {
    expect(said(name, type, { ...outside, ...withPlugin(plugin) })).toEqual(expected);
  });

  test('a server that has not read the cluster fails where it would say that a name does not exist', () => {
    expect(answer('gone.shop.svc.cluster.local.', 'A', { isSynced: false }).rcode).toBe('SERVFAIL');
    expect(answer('shop.svc.cluster.local.', 'A', { isSynced: false }).rcode).toBe('NOERROR');
  });
});
