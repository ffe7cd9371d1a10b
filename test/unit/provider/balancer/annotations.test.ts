import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../../packages/core/src/cluster/platform.js';
import { hetzner } from '../../../../packages/core/src/provider/hetzner.js';
import { k3s } from '../../../../packages/core/src/provider/k3s.js';
import { kind } from '../../../../packages/core/src/provider/kind.js';
import type { ServiceSpecManifest } from '../../../objects/service.js';
import { type Annotations, az, certificate, clusterOf, elb, hz, type Product, products } from './products.js';

const beside: readonly (readonly [Product, string])[] = [
  ['classic', `${elb}additional-resource-tags`],
  ['classic', `${elb}ssl-negotiation-policy`],
  ['classic', `${elb}access-log-s3-bucket-name`],
  ['nlb', `${elb}additional-resource-tags`],
  ['nlb', `${elb}access-log-s3-bucket-name`],
  ['controller', `${elb}name`],
  ['controller', `${elb}multi-cluster-target-group`],
  ['google', 'cloud.google.com/network-tier'],
  ['google', 'cloud.google.com/neg'],
  ['google', 'cloud.google.com/backend-config'],
  ['azure', `${az}dns-label-name`],
  ['azure', `${az}load-balancer-resource-group`],
  ['azure', `${az}pip-name`],
  ['azure', `${az}pip-tags`],
  ['hetzner', `${hz}name`],
  ['hetzner', `${hz}location`],
  ['hetzner', `${hz}type`],
  ['hetzner', `${hz}http-certificates`],
  ['metallb', 'metallb.io/ip-allocated-from-pool'],
  ['k3s', 'svccontroller.k3s.cattle.io/priorityclassname'],
];

describe('an annotation without effect on the way of a request passes', () => {
  test.each(beside)('on %s: %s', (product, annotation) => {
    const [platform, asking] = products[product];
    expect(clusterOf(platform, { ...asking, [annotation]: 'x' }).problems).toEqual([]);
  });
});

const notModelled: readonly (readonly [Product, string])[] = [
  ['classic', `${elb}extra-security-groups`],
  ['classic', `${elb}subnets`],
  ['classic', `${elb}healthcheck-port`],
  ['nlb', `${elb}subnets`],
  ['nlb', `${elb}eip-allocations`],
  ['controller', `${elb}subnets`],
  ['controller', `${elb}eip-allocations`],
  ['controller', `${elb}ip-address-type`],
  ['controller', `${elb}alpn-policy`],
  ['controller', `${elb}disable-nlb-sg`],
  ['controller', `${elb}security-group-prefix-lists`],
  ['controller', `${elb}manage-backend-security-group-rules`],
  ['controller', `${elb}quic-enabled-ports`],
  ['controller', `${elb}target-group-attributes.80`],
  ['controller', 'service.beta.kubernetes.io/actions.TCP-80'],
  ['google', 'networking.gke.io/internal-load-balancer-allow-global-access'],
  ['google', 'networking.gke.io/internal-load-balancer-subnet'],
  ['google', 'networking.gke.io/load-balancer-ip-addresses'],
  ['google', 'networking.gke.io/weighted-load-balancing'],
  ['azure', `${az}load-balancer-internal-subnet`],
  ['azure', `${az}allowed-service-tags`],
  ['azure', `${az}additional-public-ips`],
  ['azure', `${az}pls-create`],
  ['hetzner', `${hz}hostname`],
  ['hetzner', `${hz}http-redirect-http`],
  ['hetzner', `${hz}http-sticky-sessions`],
  ['hetzner', `${hz}private-ipv4`],
  ['metallb', 'metallb.io/address-pool'],
  ['metallb', 'metallb.universe.tf/address-pool'],
];

describe('an annotation that is not followed is named, with what it changes', () => {
  test.each(notModelled)('on %s: %s', (product, annotation) => {
    const [platform, asking] = products[product];
    expect(clusterOf(platform, { ...asking, [annotation]: 'x' }).problems).toMatchObject([
      {
        code: 'annotation-not-modelled',
        severity: 'notice',
        path: `metadata.annotations[${annotation}]`,
        message: expect.stringMatching(
          /^the model does not follow this annotation of .*, with which /,
        ) as string,
      },
    ]);
  });

  test.each<readonly [Product, string, string, string]>([
    [
      'nlb',
      `${elb}target-group-attributes`,
      'load_balancing.cross_zone.enabled=true',
      'load_balancing.cross_zone.enabled',
    ],
    [
      'controller',
      `${elb}attributes`,
      'deletion_protection.enabled=true,dns_record.client_routing_policy=any_availability_zone',
      'dns_record.client_routing_policy',
    ],
    ['controller', `${elb}listener-attributes.TCP-80`, 'other.thing=1', 'other.thing'],
  ])('on %s: an attribute in %s', (product, annotation, value, attribute) => {
    const [platform, asking] = products[product];
    expect(clusterOf(platform, { ...asking, [annotation]: value }).problems).toMatchObject([
      {
        path: `metadata.annotations[${annotation}]`,
        message: expect.stringContaining(`attributes ${attribute} of`) as string,
      },
    ]);
  });
});

describe('an annotation that the load balancer does not read is named, with those that read it', () => {
  test.each<readonly [Product, string, RegExp]>([
    [
      'classic',
      `${elb}scheme`,
      /^a Classic ELB does not read .* it is for an NLB of the AWS Load Balancer Controller$/,
    ],
    ['classic', `${elb}nlb-target-type`, /^a Classic ELB does not read/],
    ['classic', `${elb}target-group-attributes`, /^a Classic ELB does not read/],
    ['nlb', `${elb}nlb-target-type`, /^an NLB of the cloud provider for AWS does not read/],
    ['nlb', `${elb}proxy-protocol`, /^an NLB of the cloud provider for AWS does not read/],
    ['controller', `${elb}connection-idle-timeout`, /it is for a Classic ELB$/],
    [
      'google',
      `${elb}type`,
      /^a passthrough load balancer of Google Cloud does not read .* it is for load balancers of AWS$/,
    ],
    ['k3s', 'metallb.io/loadBalancerIPs', /it is for load balancers of MetalLB$/],
  ])('on %s: %s', (product, annotation, message) => {
    const [platform, asking] = products[product];
    expect(clusterOf(platform, { ...asking, [annotation]: '*' }).problems).toMatchObject([
      {
        code: 'load-balancer-setting-ignored',
        severity: 'notice',
        path: `metadata.annotations[${annotation}]`,
        message: expect.stringMatching(message) as string,
      },
    ]);
  });
});

describe('an annotation that nobody reads is named, with the one that may be meant', () => {
  test.each<readonly [Product, string, string]>([
    ['classic', `${elb}schema`, `Write ${elb}scheme, if that is meant`],
    ['azure', `${az}load-balancer-intenal`, `Write ${az}load-balancer-internal, if that is meant`],
    ['metallb', 'metallb.io/loadBalancerIP', 'Write metallb.io/loadBalancerIPs, if that is meant'],
    ['hetzner', `${hz}what`, 'Take what a trace says as that of a load balancer without it'],
    [
      'k3s',
      'svccontroller.k3s.cattle.io/what',
      'Take what a trace says as that of a load balancer without it',
    ],
  ])('on %s: %s', (product, annotation, fix) => {
    const [platform, asking] = products[product];
    expect(clusterOf(platform, { ...asking, [annotation]: 'x' }).problems).toMatchObject([
      { code: 'annotation-not-modelled', path: `metadata.annotations[${annotation}]`, fix },
    ]);
  });
});

describe('a value that cannot be leaves the load balancer pending', () => {
  test.each<readonly [Product, Annotations]>([
    ['classic', { [`${elb}proxy-protocol`]: '80' }],
    ['classic', { ...certificate, [`${elb}backend-protocol`]: 'grpc' }],
    ['controller', { [`${elb}scheme`]: 'public' }],
    ['controller', { [`${elb}nlb-target-type`]: 'pod' }],
    ['controller', { [`${elb}proxy-protocol`]: '80' }],
    ['controller', { ...certificate, [`${elb}ssl-ports`]: '*' }],
    ['hetzner', { [`${hz}node-selector`]: 'a in b' }],
    ['metallb', { 'metallb.io/loadBalancerIPs': '192.168.1.11' }],
  ])('on %s: %o', (product, annotations) => {
    const [platform, asking] = products[product];
    const cluster = clusterOf(platform, { ...asking, ...annotations });
    const [name] = Object.keys(annotations).reverse();
    expect(cluster.infrastructure).toEqual([]);
    expect(cluster.problems).toMatchObject([
      { code: 'load-balancer-pending', path: `metadata.annotations[${name}]` },
    ]);
  });
});

describe('fields that a load balancer does not look at are named', () => {
  test.each<readonly [string, Platform, Annotations, ServiceSpecManifest, string]>([
    ['an address on k3s', k3s(), {}, { loadBalancerIP: '192.168.1.99' }, 'spec.loadBalancerIP'],
    ['an address on kind', kind(), {}, { loadBalancerIP: '172.18.255.9' }, 'spec.loadBalancerIP'],
    ['an address on Hetzner', hetzner(), {}, { loadBalancerIP: '198.51.100.9' }, 'spec.loadBalancerIP'],
    [
      'an address of an NLB',
      ...products.controller,
      { loadBalancerIP: '198.51.100.9' },
      'spec.loadBalancerIP',
    ],
    ['affinity of an NLB', ...products.controller, { sessionAffinity: 'ClientIP' }, 'spec.sessionAffinity'],
    ['affinity on Hetzner', hetzner(), {}, { sessionAffinity: 'ClientIP' }, 'spec.sessionAffinity'],
  ])('%s', (_, platform, annotations, spec, path) => {
    expect(clusterOf(platform, annotations, spec).problems).toMatchObject([
      { code: 'load-balancer-setting-ignored', severity: 'notice', path },
    ]);
  });
});
