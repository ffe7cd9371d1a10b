import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../../packages/core/src/provider/kind.js';
import { service, type LoadBalancerIngressManifest } from '../../../objects/service.js';
import { codes } from '../settled.js';

const ports = [{ name: 'http', port: 80 }];

function web(spec: object = {}, ingress?: readonly LoadBalancerIngressManifest[]): unknown {
  return service(
    'shop/web',
    { type: 'LoadBalancer', ports, ...spec },
    ingress === undefined ? {} : { ingress },
  );
}

function onCloud(...objects: readonly unknown[]): Cluster {
  return createCluster(objects, { platform: cloud() });
}

function ingressOf(cluster: Cluster, name = 'web'): readonly LoadBalancerIngressManifest[] | undefined {
  return cluster.get('Service', `shop/${name}`)?.status.loadBalancer.ingress;
}

describe('serviceLoadBalancerController', () => {
  test('a Service of type LoadBalancer gets a balancer, and its address in the status', () => {
    const cluster = onCloud(web());
    const nodePort = cluster.get('Service', 'shop/web')?.spec.ports[0]?.nodePort;
    const [balancer] = cluster.infrastructure;
    expect(balancer).toMatchObject({
      id: 'service/shop/web',
      kind: 'passthrough',
      listeners: [{ protocol: 'TCP', port: 80, targetPort: nodePort }],
      probe: { kind: 'node', port: 10_256 },
      sourceRanges: [],
    });
    expect(ingressOf(cluster)).toEqual([{ ip: balancer?.addresses[0], ipMode: 'VIP' }]);
    expect(cluster.loadBalancerByAddress(balancer?.addresses[0] ?? '')).toBe(balancer);
  });

  test('no two of a hundred balancers have one address', () => {
    const names = Array.from({ length: 100 }, (_, index) => `s${index}`);
    const cluster = onCloud(...names.map((name) => service(`shop/${name}`, { type: 'LoadBalancer', ports })));
    expect(new Set(cluster.infrastructure.flatMap((balancer) => balancer.addresses)).size).toBe(100);
  });

  test('a port without node port is named where the load balancer sends to node ports', () => {
    const cluster = onCloud(web({ allocateLoadBalancerNodePorts: false }));
    expect(cluster.problems).toMatchObject([
      { code: 'load-balancer-setting-ignored', path: 'spec.ports[0].nodePort' },
    ]);
  });

  test.each([
    ['a cloud goes on in a larger range when the first one is used up', {}, 300],
    ['a range that is stated is all there is', { loadBalancerCIDR: '203.0.113.0/29' }, 6],
  ])('%s', (_, options, provided) => {
    const names = Array.from({ length: 300 }, (__, index) => `s${index}`);
    const cluster = createCluster(
      names.map((name) => service(`shop/${name}`, { type: 'LoadBalancer', ports })),
      { platform: cloud(options) },
    );
    expect(new Set(cluster.infrastructure.flatMap(({ addresses }) => addresses)).size).toBe(provided);
    expect(cluster.problems).toHaveLength(300 - provided);
  });

  test('a balancer that is a proxy says so, and from where it reaches the nodes', () => {
    const cluster = createCluster([web()], { platform: kind() });
    expect(ingressOf(cluster)).toMatchObject([{ ipMode: 'Proxy' }]);
    expect(cluster.infrastructure[0]?.kind).toBe('l4-proxy');
    expect(cluster.infrastructure[0]?.proxyAddress).toMatch(/^172\.18\.255\./);
  });

  test.each<readonly [string, object, object]>([
    [
      'the address that the Service asks for',
      { loadBalancerIP: '203.0.113.50' },
      { addresses: ['203.0.113.50'] },
    ],
    [
      'the source ranges, blanks cut off',
      { loadBalancerSourceRanges: [' 10.0.0.0/8', '192.168.0.0/16'] },
      { sourceRanges: ['10.0.0.0/8', '192.168.0.0/16'] },
    ],
    [
      'a probe of nodes with own endpoints under policy Local',
      { externalTrafficPolicy: 'Local', healthCheckNodePort: 31_000 },
      { probe: { kind: 'local-endpoints', port: 31_000 } },
    ],
    ['no listener for a port without node port', { allocateLoadBalancerNodePorts: false }, { listeners: [] }],
  ])('the balancer has %s', (_, spec, expected) => {
    expect(onCloud(web(spec)).infrastructure[0]).toMatchObject(expected);
  });

  test('source ranges may stand in the annotation of old', () => {
    const { metadata, ...rest } = service('shop/web', { type: 'LoadBalancer', ports });
    const annotations = {
      'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8, 192.168.0.0/16',
    };
    const cluster = onCloud({ ...rest, metadata: { ...metadata, annotations } });
    expect(cluster.infrastructure[0]?.sourceRanges).toEqual(['10.0.0.0/8', '192.168.0.0/16']);
  });

  test('a status that is given stays, and the balancer has its addresses', () => {
    const cluster = onCloud(web({}, [{ ip: '203.0.113.9' }]));
    expect(ingressOf(cluster)).toMatchObject([{ ip: '203.0.113.9' }]);
    expect(cluster.infrastructure[0]?.addresses).toEqual(['203.0.113.9']);
  });

  test('a host name that is given stays, and the balancer behind it gets an address', () => {
    const cluster = onCloud(web({}, [{ hostname: 'abc.elb.example' }]));
    expect(ingressOf(cluster)).toEqual([{ hostname: 'abc.elb.example' }]);
    expect(cluster.loadBalancerByHostname('abc.elb.example')?.addresses).toHaveLength(1);
  });

  test.each<readonly [string, object, Cluster['platform']]>([
    ['nobody provides balancers', {}, bareMetal()],
    ['the Service has a class of others', { loadBalancerClass: 'example.com/lb' }, cloud()],
    ['the address that it asks for is held by a node', { loadBalancerIP: '10.0.0.11' }, cloud()],
  ])('the Service stays pending, and that is said, when %s', (_, spec, platform) => {
    const cluster = createCluster([web(spec)], { platform });
    expect(ingressOf(cluster)).toEqual([]);
    expect(cluster.infrastructure).toEqual([]);
    expect(codes(cluster)).toEqual(['load-balancer-pending']);
  });

  test('the balancer goes with the type, and with the Service', () => {
    const cluster = onCloud(web());
    const changed = cluster.apply(service('shop/web', { type: 'NodePort', ports }));
    expect(changed.infrastructure).toEqual([]);
    expect(ingressOf(changed)).toEqual([]);
    expect(cluster.delete({ kind: 'Service', namespace: 'shop', name: 'web' }).infrastructure).toEqual([]);
  });

  test('the balancer moves when the Service comes to ask for another address, if that is free', () => {
    const before = onCloud(web());
    const moved = before.apply(web({ loadBalancerIP: '203.0.113.50' }));
    expect(ingressOf(moved)).toMatchObject([{ ip: '203.0.113.50' }]);
    expect(moved.infrastructure[0]?.addresses).toEqual(['203.0.113.50']);
    const refused = before.apply(web({ loadBalancerIP: '10.0.0.11' }));
    expect(ingressOf(refused)).toEqual(ingressOf(before));
    expect(refused.problems).toMatchObject([
      { code: 'load-balancer-setting-ignored', path: 'spec.loadBalancerIP' },
    ]);
  });

  test('the balancer keeps its address when the Service changes its ports', () => {
    const before = onCloud(web());
    const after = before.apply(web({ ports: [{ name: 'http', port: 8080 }] }));
    expect(after.infrastructure[0]?.addresses).toEqual(before.infrastructure[0]?.addresses);
    expect(after.infrastructure[0]?.listeners).toMatchObject([{ port: 8080 }]);
  });
});
