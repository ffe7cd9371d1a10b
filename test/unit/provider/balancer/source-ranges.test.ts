import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../../packages/core/src/cluster/platform.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../packages/core/src/provider/azure.js';
import { cloud } from '../../../../packages/core/src/provider/cloud.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';
import { hetzner } from '../../../../packages/core/src/provider/hetzner.js';
import { k3s } from '../../../../packages/core/src/provider/k3s.js';
import { kind } from '../../../../packages/core/src/provider/kind.js';
import { metallb } from '../../../../packages/core/src/provider/metallb.js';
import type { ServiceSpecManifest } from '../../../objects/service.js';
import { type Annotations, az, clusterOf, elb } from './products.js';

const commonRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const external = { [`${elb}type`]: 'external' };
const ip = { ...external, [`${elb}nlb-target-type`]: 'ip' };
const inside = { [`${az}load-balancer-internal`]: 'true' };
const atNodePort = { [`${az}disable-load-balancer-floating-ip`]: 'true' };
const ranges = ['192.0.2.0/24'];
const field: ServiceSpecManifest = { loadBalancerSourceRanges: ranges };
const both: ServiceSpecManifest = {
  ...field,
  ports: [
    { name: 'tcp', port: 80 },
    { name: 'udp', port: 53, protocol: 'UDP' },
  ],
};

describe('source ranges hold', () => {
  test.each<readonly [string, Platform, Annotations, ServiceSpecManifest]>([
    ['in the security group of a Classic ELB', aws(), {}, field],
    ['that an annotation states', aws(), { [commonRanges]: '192.0.2.0/24' }, {}],
    ['for instance targets that see the client', aws(), external, field],
    ['for an NLB of the cloud provider', aws(), { [`${elb}type`]: 'nlb' }, field],
    [
      'for ip targets whose clients are preserved',
      aws(),
      { ...ip, [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=true' },
      field,
    ],
    ['in the firewall of Google Cloud', gcp(), {}, field],
    ['in the security group of Azure', azure(), {}, field],
    [
      'in the security group of Azure, stated for it alone',
      azure(),
      { [`${az}allowed-ip-ranges`]: '192.0.2.0/24' },
      {},
    ],
    ['in kube-proxy behind an internal frontend with floating IP of Azure', azure(), inside, field],
    [
      'in the security group of Azure that keeps the network out too',
      azure(),
      { ...inside, ...atNodePort, [`${az}deny-all-except-load-balancer-source-ranges`]: 'true' },
      field,
    ],
    ['in kube-proxy behind MetalLB', metallb(), {}, field],
    ['in kube-proxy on k3s', k3s(), {}, field],
    ['in the Envoy of kind', kind(), {}, field],
    ['in the generic cloud', cloud(), {}, field],
  ])('%s', (_, platform, annotations, spec) => {
    const cluster = clusterOf(platform, annotations, spec);
    expect(cluster.problems).toEqual([]);
    expect(cluster.infrastructure).toMatchObject([{ sourceRanges: ranges }]);
  });
});

describe('source ranges have no effect, and a warning says so,', () => {
  test.each<readonly [string, Platform, Annotations, ServiceSpecManifest, string, RegExp]>([
    [
      'for ip targets, which do not see the client',
      aws(),
      ip,
      field,
      'spec.loadBalancerSourceRanges',
      /client addresses are not preserved, as is the default with ip targets/,
    ],
    [
      'that the annotation states for ip targets',
      aws(),
      { ...ip, [commonRanges]: '192.0.2.0/24' },
      {},
      `metadata.annotations[${commonRanges}]`,
      /client addresses are not preserved/,
    ],
    [
      'where the client is hidden from instance targets',
      aws(),
      { [`${elb}type`]: 'nlb', [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=false' },
      field,
      'spec.loadBalancerSourceRanges',
      /client addresses are not preserved/,
    ],
    [
      'where an NLB has security groups of its own',
      aws(),
      { ...external, [`${elb}security-groups`]: 'sg-1' },
      field,
      'spec.loadBalancerSourceRanges',
      /its security groups are those of the annotation/,
    ],
    [
      'where a Classic ELB has security groups of its own',
      aws(),
      { [`${elb}security-groups`]: 'sg-1' },
      field,
      'spec.loadBalancerSourceRanges',
      /its security groups are those of the annotation/,
    ],
    [
      'for an internal frontend of Azure without floating IP',
      azure(),
      { ...inside, ...atNodePort },
      field,
      'spec.loadBalancerSourceRanges',
      /lets in everybody of the virtual network/,
    ],
    [
      'that are for the security group of Azure alone, inside of the network',
      azure(),
      { ...inside, [`${az}allowed-ip-ranges`]: '192.0.2.0/24' },
      {},
      `metadata.annotations[${az}allowed-ip-ranges]`,
      /lets in everybody of the virtual network/,
    ],
    [
      'on Hetzner, which has none',
      hetzner(),
      {},
      field,
      'spec.loadBalancerSourceRanges',
      /a load balancer of Hetzner Cloud has none/,
    ],
  ])('%s', (_, platform, annotations, spec, path, message) => {
    const cluster = clusterOf(platform, annotations, spec);
    expect(cluster.infrastructure).toMatchObject([{ sourceRanges: [] }]);
    const problem = cluster.problems.find(({ path: at }) => at === path);
    expect(problem).toMatchObject({ code: 'load-balancer-setting-ignored', severity: 'warning' });
    expect(problem?.message).toMatch(message);
    expect(problem?.fix).toBeDefined();
  });

  test.each<readonly [string, Platform, Annotations, string]>([
    ['on the TCP ports of an NLB with ip targets', aws(), ip, 'TCP'],
    ['on the UDP ports of kind', kind(), {}, 'UDP'],
  ])('%s', (_, platform, annotations, open) => {
    const cluster = clusterOf(platform, annotations, both);
    const [balancer] = cluster.infrastructure;
    expect(balancer?.sourceRanges).toEqual(ranges);
    expect(
      balancer?.listeners
        .filter(({ ignoresSourceRanges }) => ignoresSourceRanges)
        .map(({ protocol }) => protocol),
    ).toEqual([open]);
    expect(cluster.problems).toMatchObject([{ code: 'load-balancer-setting-ignored', severity: 'warning' }]);
  });

  test('of the annotation on kind, which looks at the field', () => {
    const cluster = clusterOf(kind(), { [commonRanges]: '192.0.2.0/24' }, {});
    expect(cluster.infrastructure).toMatchObject([{ sourceRanges: [] }]);
    expect(cluster.problems).toContainEqual(
      expect.objectContaining({ severity: 'warning', path: `metadata.annotations[${commonRanges}]` }),
    );
  });
});

test('Azure takes ranges of one place only, and is pending with two', () => {
  const cluster = clusterOf(azure(), { [`${az}allowed-ip-ranges`]: '192.0.2.0/24' }, field);
  expect(cluster.infrastructure).toEqual([]);
  expect(cluster.problems).toMatchObject([
    { code: 'load-balancer-pending', path: `metadata.annotations[${az}allowed-ip-ranges]` },
  ]);
});
