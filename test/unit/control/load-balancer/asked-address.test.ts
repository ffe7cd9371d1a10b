import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import type { ServiceSpecManifest } from '../../../objects/service.js';
import {
  type Annotations,
  az,
  clusterOf,
  elb,
  manifestOf,
  type Product,
  products,
} from '../../provider/balancer/products.js';

const pool = 'metallb.io/loadBalancerIPs';
const inside: Annotations = { [`${elb}internal`]: 'true' };
const addresses = `${elb}private-ipv4-addresses`;
const field = 'spec.loadBalancerIP';

type Row = readonly [
  of: Product,
  annotations: Annotations,
  spec: ServiceSpecManifest,
  path: string,
  why: string,
];

const refused: readonly Row[] = [
  ['google', {}, { loadBalancerIP: 'my-static' }, field, '"my-static" is no IP address'],
  ['google', {}, { loadBalancerIP: '192.168.001.230' }, field, '"192.168.001.230" is no IP address'],
  ['metallb', {}, { loadBalancerIP: 'my-static' }, field, '"my-static" is no IP address'],
  ['metallb', { [pool]: 'garbage' }, {}, pool, '"garbage" is no IP address'],
  ['metallb', { [pool]: ',,' }, {}, pool, '"" is no IP address'],
  ['metallb', { [pool]: 'fd00::1' }, {}, pool, 'fd00::1 is an address of IPv6, not of IPv4'],
  [
    'metallb',
    { [pool]: '192.168.1.230,192.168.1.231' },
    {},
    pool,
    'it asks for two addresses of IPv4, of which a load balancer has one',
  ],
  ['metallb', { [pool]: '10.0.0.50' }, {}, pool, '10.0.0.50 is not in the pool 192.168.1.224/27'],
  ['metallb', {}, { loadBalancerIP: '10.0.0.50' }, field, '10.0.0.50 is not in the pool 192.168.1.224/27'],
  ['azure', { [`${az}load-balancer-ipv4`]: 'x' }, {}, `${az}load-balancer-ipv4`, '"x" is no IP address'],
  [
    'azure',
    { [`${az}load-balancer-ipv4`]: 'FD00:0::1' },
    {},
    `${az}load-balancer-ipv4`,
    'FD00:0::1 is an address of IPv6, not of IPv4',
  ],
  ['nlb', { ...inside, [addresses]: 'garbage' }, {}, addresses, '"garbage" is no address of IPv4'],
  ['controller', { [addresses]: '10.0.64.9,fd00::1' }, {}, addresses, '"fd00::1" is no address of IPv4'],
  [
    'nlb',
    { [addresses]: '10.0.64.9' },
    {},
    addresses,
    'only an internal NLB has private addresses of its choice',
  ],
];

describe('an address that cannot be', () => {
  test.each(refused)('leaves the Service pending, on %s with %o %o', (of, annotations, spec, path, why) => {
    const [platform, asking] = products[of];
    const cluster = clusterOf(platform, { ...asking, ...annotations }, spec);
    expect(cluster.infrastructure).toEqual([]);
    expect(cluster.problems).toMatchObject([
      {
        code: 'load-balancer-pending',
        path: path === field ? field : `metadata.annotations[${path}]`,
        message: `the load balancer stays pending: ${why}`,
      },
    ]);
  });
});

test.each<readonly [Annotations, ServiceSpecManifest, string]>([
  [{}, { loadBalancerIP: 'my-static' }, field],
  [{}, { loadBalancerIP: 'fd00::1' }, field],
  [{ [`${az}load-balancer-ipv6`]: 'fd00::1' }, {}, `metadata.annotations[${az}load-balancer-ipv6]`],
  [{ [`${az}load-balancer-ipv4`]: '20.0.0.9' }, { loadBalancerIP: '20.0.0.8' }, field],
])('Azure does not look at what is no address of the families of the Service: %o %o', (told, spec, path) => {
  const cluster = clusterOf(products.azure[0], told, spec);
  expect(cluster.infrastructure).toHaveLength(1);
  expect(cluster.problems).toMatchObject([{ code: 'load-balancer-setting-ignored', path }]);
});

test.each<readonly [Product, Annotations, Annotations]>([
  ['google', {}, { 'networking.gke.io/load-balancer-type': 'Internal' }],
  ['azure', {}, { [`${az}load-balancer-internal`]: 'true' }],
  ['classic', {}, { [`${elb}internal`]: 'true' }],
  ['classic', {}, { [`${elb}type`]: 'nlb' }],
  ['controller', {}, { [`${elb}scheme`]: 'internet-facing' }],
])(
  'a load balancer of another scheme or product is another one, with its own address: %s %o %o',
  (of, one, other) => {
    const [platform, asking] = products[of];
    const [before, after] = [one, other].map((each) => clusterOf(platform, { ...asking, ...each }));
    const changed = before?.apply(manifestOf({ ...asking, ...other }));
    expect(resultOf(changed)).toEqual(resultOf(after));
    expect(resultOf(changed?.apply(manifestOf({ ...asking, ...one })))).toEqual(resultOf(before));
    expect(resultOf(before)).not.toEqual(resultOf(after));
  },
);

test('a Service that is refused later loses its load balancer and the name of it, and a notice says why', () => {
  const [platform] = products.classic;
  const changed = clusterOf(platform, {}).apply(manifestOf({}, { sessionAffinity: 'ClientIP' }));
  expect(resultOf(changed)).toEqual([[], []]);
  expect(changed.problems).toMatchObject([{ code: 'load-balancer-pending', path: 'spec.sessionAffinity' }]);
});

function resultOf(cluster: Cluster | undefined): unknown {
  return [cluster?.infrastructure, cluster?.get('Service', 'shop/web')?.status.loadBalancer.ingress];
}
