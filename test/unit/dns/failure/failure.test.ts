import { describe, expect, test } from 'vitest';
import type { PublicRecord } from '../../../../packages/core/src/cluster/platform.js';
import type { CauseCode } from '../../../../packages/core/src/trace/causes.js';
import { pod } from '../../../objects/pod.js';
import { service } from '../../../objects/service.js';
import { dnsCluster } from '../dns-cluster.js';
import { hopOf, outcomeOf, resolve } from '../resolution.js';
import { namespace, shop } from '../shop.js';

/** A pod with more to its specification than the address. */
function podWith(key: string, spec: object, address?: string): unknown {
  const plain = pod(
    key,
    {},
    { nodeName: 'node-a', phase: 'Running', ...(address === undefined ? {} : { address }) },
  );
  return { ...plain, spec: { ...plain.spec, ...spec } };
}

const circle: readonly PublicRecord[] = [
  { name: 'a.example.com', type: 'CNAME', data: 'b.example.com' },
  { name: 'b.example.com', type: 'CNAME', data: 'a.example.com' },
];

const ingress = (host: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'shop', name: 'web' },
  spec: { rules: [{ host, http: { paths: [] } }] },
});

const cluster = dnsCluster(
  [
    ...shop,
    namespace('empty'),
    service('shop/other', { clusterIP: '10.96.0.31', ports: [{ port: 80 }] }),
    service('kube-system/metrics', { clusterIP: '10.96.0.30', ports: [{ port: 80 }] }),
    podWith('other/client', {}, '10.244.1.40'),
    podWith('other/hostnet', { hostNetwork: true }),
    podWith('other/default', { dnsPolicy: 'Default' }, '10.244.1.41'),
    podWith(
      'other/impatient',
      {
        containers: [{ name: 'main', image: 'alpine', ports: [] }],
        dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
      },
      '10.244.1.42',
    ),
    ingress('shop.example.com'),
  ],
  { records: circle },
);

/** Why there is no address: the code, the object as `Kind name`, and what to do. */
interface Expected {
  readonly code: CauseCode;
  readonly object?: string;
  readonly fix?: string;
}

/** Who asks for what, and why there is no address. */
type Row = readonly [title: string, from: string, host: string, expected: Expected];

/** What a client is told about a name without address. */
function told(from: string, host: string) {
  const { cause, ...outcome } = outcomeOf(resolve(cluster, from, host));
  const object = cause.object === undefined ? undefined : `${cause.object.kind} ${cause.object.name}`;
  return { ...outcome, code: cause.code, object, fix: cause.fix };
}

/** Stands for a text that contains this part. */
function containing(part: string): string {
  return expect.stringContaining(part) as string;
}

describe('a name of the cluster that does not exist', () => {
  test.each<Row>([
    [
      'is explained by the Service of another namespace',
      'other/client',
      'cart',
      { code: 'service-in-other-namespace', object: 'Service cart', fix: containing('cart.shop') },
    ],
    [
      'is explained so for a full name too',
      'other/client',
      'cart.empty.svc.cluster.local',
      { code: 'service-in-other-namespace', object: 'Service cart', fix: containing('cart.shop') },
    ],
    [
      'is explained by a Service that is nearly called so',
      'shop/web-0',
      'crat',
      { code: 'service-not-found', object: 'Service crat', fix: containing('Ask for cart.') },
    ],
    [
      'is explained so with its namespace too',
      'other/client',
      'crat.shop',
      { code: 'service-not-found', fix: containing('Ask for cart.') },
    ],
    [
      'is a Service that the namespace has not',
      'other/client',
      'nothing-like-it',
      { code: 'service-not-found', object: 'Service nothing-like-it', fix: containing('Create the Service') },
    ],
    [
      'is explained by a namespace that does not exist, and the one that has the Service',
      'other/client',
      'cart.shpo',
      { code: 'namespace-not-found', object: 'Namespace shpo', fix: containing('cart.shop') },
    ],
    [
      'is explained by a namespace that is nearly called so',
      'other/client',
      'gone.shpo.svc',
      { code: 'namespace-not-found', object: 'Namespace shpo', fix: containing('gone.shop') },
    ],
    [
      'is a headless Service without ready endpoint',
      'shop/web-0',
      'idle',
      { code: 'headless-without-endpoints', object: 'Service idle' },
    ],
    [
      'is no endpoint of a Service that is called as the namespace',
      'shop/web-0',
      'gone.other.svc',
      { code: 'service-not-found', object: 'Service gone' },
    ],
    [
      'is an endpoint that the headless Service has not',
      'shop/web-0',
      'db-9.db',
      { code: 'endpoint-name-not-found', object: 'Service db' },
    ],
    [
      'is a port that the Service has not',
      'shop/web-0',
      '_https._tcp.cart.shop.svc.cluster.local.',
      { code: 'port-name-not-found', object: 'Service cart' },
    ],
    [
      'is the name of a pod',
      'shop/web-0',
      'web-0.shop.pod.cluster.local.',
      { code: 'pod-name-not-found', object: 'Pod web-0' },
    ],
    [
      'is an ExternalName Service that points at an address',
      'shop/web-0',
      'literal',
      { code: 'external-name-not-a-name', object: 'Service literal', fix: containing('EndpointSlice') },
    ],
    [
      'is a name below an ExternalName Service',
      'shop/web-0',
      'a.ext.shop.svc.cluster.local.',
      { code: 'external-name-not-a-name', object: 'Service ext', fix: containing('the Service itself') },
    ],
    ['has no form of a name there', 'shop/web-0', 'a.cluster.local.', { code: 'name-not-found' }],
  ])('%s', (_title, from, host, expected) => {
    expect(told(from, host)).toMatchObject({ kind: 'dns-error', rcode: 'NXDOMAIN', ...expected });
  });
});

describe('a name of the cluster without address', () => {
  test.each<Row>([
    [
      'is an ExternalName Service that leads in a circle',
      'shop/web-0',
      'loop-a',
      { code: 'external-name-loop', object: 'Service loop-a' },
    ],
    [
      'is an ExternalName Service whose target does not exist',
      'shop/web-0',
      'dangling',
      { code: 'external-name-dangling', object: 'Service dangling' },
    ],
    ['is a namespace', 'shop/web-0', 'shop.svc.cluster.local.', { code: 'name-without-address' }],
  ])('%s', (_title, from, host, expected) => {
    expect(told(from, host)).toMatchObject({ kind: 'dns-error', rcode: 'NODATA', ...expected });
  });
});

describe('a client that does not find a name which the cluster knows', () => {
  test.each<Row>([
    [
      'is outside of the cluster',
      'internet',
      'cart.shop.svc.cluster.local',
      { code: 'cluster-name-outside', object: 'Service cart' },
    ],
    [
      'is outside with a short name',
      'internet',
      'cart',
      { code: 'cluster-name-outside', object: 'Service cart' },
    ],
    ['is outside with service.namespace', 'internet', 'cart.shop', { code: 'cluster-name-outside' }],
    [
      'is outside with a name that never was',
      'internet',
      'gone.svc.cluster.local',
      { code: 'cluster-name-outside' },
    ],
    ['is a node', 'node-a', 'cart.shop', { code: 'cluster-name-outside' }],
    [
      'is a pod on the network of the host',
      'other/hostnet',
      'cart.shop',
      { code: 'cluster-dns-not-used', object: 'Pod hostnet', fix: containing('ClusterFirstWithHostNet') },
    ],
    [
      'is a pod with dnsPolicy Default',
      'other/default',
      'cart.shop.svc.cluster.local',
      { code: 'cluster-dns-not-used', object: 'Pod default', fix: containing('dnsPolicy: ClusterFirst.') },
    ],
    [
      'is musl, which does not search for names with dots enough',
      'other/impatient',
      'cart.shop',
      { code: 'name-not-searched', fix: containing('cart.shop.svc.cluster.local') },
    ],
    [
      'put a final dot',
      'shop/web-0',
      'cart.shop.',
      { code: 'name-not-searched', fix: containing('cart.shop.svc.cluster.local') },
    ],
  ])('%s', (_title, from, host, expected) => {
    expect(told(from, host)).toMatchObject({ kind: 'dns-error', rcode: 'NXDOMAIN', ...expected });
  });
});

describe('a name of the outside world', () => {
  test.each<Row>([
    [
      'that nobody stated is unknown to a pod',
      'shop/web-0',
      'www.example.org',
      { code: 'public-name-unlisted' },
    ],
    [
      'that nobody stated is unknown outside',
      'internet',
      'www.example.org',
      { code: 'public-name-unlisted' },
    ],
    ['that an alias points at is unknown', 'shop/web-0', 'ext', { code: 'public-name-unlisted' }],
  ])('%s', (_title, from, host, expected) => {
    expect(told(from, host)).toMatchObject({
      kind: 'unknown',
      missing: 'dns-record',
      ...expected,
    });
  });

  test('may be nearly one that is known', () => {
    const { cause } = outcomeOf(resolve(cluster, 'internet', 'shop.exmaple.com'));
    expect(cause.message).toContain('shop.example.com is close');
  });

  test('ends the questions where an alias points at it', () => {
    expect(hopOf(resolve(cluster, 'shop/web-0', 'ext')).queries).toHaveLength(2);
  });

  test('is taken not to exist where it names a Service, which is stated', () => {
    expect(resolve(cluster, 'other/client', 'cart.shpo')).toMatchObject({
      assumptions: [{ code: 'unlisted-name-does-not-exist' }],
    });
  });

  test('that only the search list made does not decide', () => {
    const nodeResolvConf = { nameservers: ['192.0.2.53'], search: ['corp.example'], ndots: 1 };
    const searching = dnsCluster([...shop, namespace('other'), podWith('other/client', {}, '10.244.1.40')], {
      nodeResolvConf,
    });
    const step = resolve(searching, 'other/client', 'cart');
    expect(outcomeOf(step)).toMatchObject({
      kind: 'dns-error',
      cause: { code: 'service-in-other-namespace' },
    });
    expect(hopOf(step).queries.at(-4)).toMatchObject({ name: 'cart.corp.example.', rcode: 'UNKNOWN' });
  });

  test('whose aliases lead in a circle fails', () => {
    expect(outcomeOf(resolve(cluster, 'internet', 'a.example.com'))).toMatchObject({
      kind: 'dns-error',
      rcode: 'SERVFAIL',
      cause: { code: 'alias-loop' },
    });
  });

  test('that an Ingress names, which nobody serves, does not exist', () => {
    expect(outcomeOf(resolve(cluster, 'internet', 'shop.example.com'))).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: {
        code: 'no-ingress-controller',
        object: { kind: 'Ingress', namespace: 'shop', name: 'web' },
        path: 'spec.ingressClassName',
        message: containing('No address is published for shop.example.com.'),
      },
    });
  });

  test('of one label that is no Service does not exist', () => {
    expect(outcomeOf(resolve(cluster, 'internet', 'nosuch'))).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: { code: 'name-not-found' },
    });
  });
});

describe('a name that DNS cannot carry', () => {
  test.each(['a..b', '.', 'a'.repeat(64), `${'a.'.repeat(130)}b`])('%s is not asked for', (host) => {
    const step = resolve(cluster, 'shop/web-0', host);
    expect(outcomeOf(step)).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: { code: 'name-invalid' },
    });
    expect(hopOf(step).queries).toEqual([]);
  });
});
