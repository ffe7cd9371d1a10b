import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../../packages/core/src/cluster/platform.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';
import { hetzner } from '../../../../packages/core/src/provider/hetzner.js';
import { k3s } from '../../../../packages/core/src/provider/k3s.js';
import { kind } from '../../../../packages/core/src/provider/kind.js';
import { metallb } from '../../../../packages/core/src/provider/metallb.js';
import { minikube } from '../../../../packages/core/src/provider/minikube.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const az = 'service.beta.kubernetes.io/azure-load-balancer-';

interface Row {
  /** What the provider does, as a sentence. */
  readonly rule: string;
  readonly platform: Platform;
  readonly spec?: ServiceSpecManifest;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly becomes: object;
}

function clusterOf({ platform, spec = {}, annotations = {} }: Row): Cluster {
  const ports = [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30_080 }];
  const web = service('shop/web', { type: 'LoadBalancer', ports, ...spec });
  return createCluster([{ ...web, metadata: { ...web.metadata, annotations } }], { platform });
}

const local: ServiceSpecManifest = { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_100 };
const dns: ServiceSpecManifest = { ports: [{ name: 'dns', port: 53, protocol: 'UDP', nodePort: 30_053 }] };

const rows: readonly Row[] = [
  {
    rule: 'aws makes a Classic ELB, a proxy told by name, of a Service that asks for nothing',
    platform: aws(),
    becomes: {
      product: 'classic-elb',
      kind: 'l4-proxy',
      scheme: 'internet-facing',
      status: { field: 'hostname' },
      hostname: expect.stringMatching(/^shop-web-[0-9a-f]+\.elb\.us-east-1\.amazonaws\.com$/) as string,
      proxyAddress: expect.stringMatching(/^10\.0\.(8\d|9[0-5])\./) as string,
      listeners: [{ port: 80, targetPort: 30_080, preservesClient: false }],
      probe: { kind: 'node-port', protocol: 'TCP', port: 30_080, unhealthy: 6 },
    },
  },
  {
    rule: 'a Classic ELB with a certificate and a backend of HTTP ends HTTPS, on the ports that are listed',
    platform: aws(),
    spec: {
      ports: [
        { name: 'http', port: 80, nodePort: 30_080 },
        { name: 'https', port: 443, nodePort: 30_443 },
      ],
    },
    annotations: {
      [`${elb}backend-protocol`]: 'http',
      [`${elb}ssl-cert`]: 'arn:aws:acm:us-east-1:1:certificate/x',
      [`${elb}ssl-ports`]: 'https',
    },
    becomes: {
      layer: 7,
      listeners: [{ terminates: 'HTTP' }, { terminates: 'HTTPS' }],
      allUnhealthy: { behaviour: 'error', status: 503 },
    },
  },
  {
    rule: 'a Classic ELB is internal with any value of the annotation but "false"',
    platform: aws(),
    annotations: { [`${elb}internal`]: 'yes' },
    becomes: { scheme: 'internal', addresses: [expect.stringMatching(/^10\.0\.(6[4-9]|7\d)\./)] },
  },
  {
    rule: 'a Classic ELB writes the PROXY protocol where it is asked for every port',
    platform: aws(),
    annotations: { [`${elb}proxy-protocol`]: '*' },
    becomes: { traits: { proxyProtocol: 'v1' } },
  },
  {
    rule: 'type nlb is an NLB of the cloud provider, whose targets are nodes and see the client',
    platform: aws(),
    annotations: { [`${elb}type`]: 'nlb' },
    becomes: {
      controller: 'aws-cloud-provider',
      product: 'nlb',
      targetType: 'node',
      listeners: [{ preservesClient: true }],
      probe: { intervalSeconds: 30 },
    },
  },
  {
    rule: 'source ranges hold for an NLB of the AWS Load Balancer Controller whose targets see the client',
    platform: aws(),
    annotations: { [`${elb}type`]: 'external' },
    spec: { loadBalancerSourceRanges: ['192.0.2.0/24'] },
    becomes: { sourceRanges: ['192.0.2.0/24'] },
  },
  {
    rule: 'type external is for the AWS Load Balancer Controller, and internal unless it says otherwise',
    platform: aws(),
    annotations: { [`${elb}type`]: 'external' },
    becomes: {
      controller: 'aws-load-balancer-controller',
      scheme: 'internal',
      leavesOut: 'not-ready-or-disrupted',
    },
  },
  {
    rule: 'ip targets are pods, which see the NLB',
    platform: aws(),
    annotations: {
      [`${elb}type`]: 'external',
      [`${elb}nlb-target-type`]: 'ip',
      [`${elb}scheme`]: 'internet-facing',
    },
    spec: local,
    becomes: {
      scheme: 'internet-facing',
      delivers: 'podIP',
      listeners: [{ targetPort: 8080, preservesClient: false }],
      probe: { kind: 'pod', protocol: 'TCP', port: 'traffic-port' },
    },
  },
  {
    rule: 'ip targets of UDP see the client, whatever the attribute says',
    platform: aws(),
    annotations: {
      [`${elb}type`]: 'external',
      [`${elb}nlb-target-type`]: 'ip',
      [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=false',
    },
    spec: dns,
    becomes: { listeners: [{ preservesClient: true }] },
  },
  {
    rule: 'an NLB hides the client where its target group is told so',
    platform: aws(),
    annotations: {
      [`${elb}type`]: 'nlb',
      [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=false, proxy_protocol_v2.enabled=true',
    },
    becomes: { listeners: [{ preservesClient: false }], traits: { proxyProtocol: 'v2' } },
  },
  {
    rule: 'google passes packets through as they are',
    platform: gcp(),
    becomes: {
      kind: 'passthrough',
      delivers: 'vip',
      listeners: [{ targetPort: 80, preservesClient: true }],
      probe: { kind: 'node', port: 10_256, intervalSeconds: 8 },
      allUnhealthy: { behaviour: 'unknown' },
    },
  },
  {
    rule: 'google makes a backend service for an external one from 1.37 on',
    platform: gcp({ kubernetesMinor: 37 }),
    becomes: { product: 'external-backend-service', traits: { backends: { max: 250 } } },
  },
  {
    rule: 'google makes a target pool for an external one before',
    platform: gcp({ kubernetesMinor: 36 }),
    becomes: { product: 'external-target-pool' },
  },
  {
    rule: 'google takes a subset of nodes for an internal one from 1.36 on',
    platform: gcp({ kubernetesMinor: 36 }),
    annotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
    becomes: { product: 'internal-subset', traits: { backends: { max: 25 } } },
  },
  {
    rule: 'google takes a subset of nodes before where it is told so',
    platform: gcp({ kubernetesMinor: 35, subsetting: true }),
    annotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
    becomes: { product: 'internal-subset' },
  },
  {
    rule: 'aws asks kube-proxy for all Services where it is configured so',
    platform: aws({ sharedHealthProbe: true }),
    becomes: { product: 'classic-elb', probe: { kind: 'node', port: 10_256 } },
  },
  {
    rule: 'azure asks kube-proxy for all Services where it is configured so',
    platform: azure({ sharedHealthProbe: true }),
    becomes: { probe: { kind: 'node', port: 10_256, shared: true } },
  },
  {
    rule: 'the AWS Load Balancer Controller leaves out nodes of control planes and of Fargate',
    platform: aws(),
    annotations: { [`${elb}type`]: 'external', [`${elb}target-node-labels`]: 'pool=edge' },
    becomes: {
      leavesOut: 'not-ready-or-disrupted',
      nodeSelector: {
        matchExpressions: [
          { key: 'pool', operator: 'In', values: ['edge'] },
          { key: 'node-role.kubernetes.io/master', operator: 'DoesNotExist' },
          { key: 'node.kubernetes.io/exclude-from-external-load-balancers', operator: 'DoesNotExist' },
          { key: 'alpha.service-controller.kubernetes.io/exclude-balancer', operator: 'DoesNotExist' },
          { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
        ],
      },
    },
  },
  {
    rule: 'google makes an internal one by the annotation, in lower case too, which fails open',
    platform: gcp(),
    annotations: { 'networking.gke.io/load-balancer-type': 'internal' },
    becomes: {
      scheme: 'internal',
      product: 'internal-instance-groups',
      addresses: [expect.stringMatching(/^10\.128\.(6[4-9]|7\d)\./)],
      allUnhealthy: { behaviour: 'fail-open' },
    },
  },
  {
    rule: 'azure keeps its address as the destination, and asks the node port',
    platform: azure(),
    becomes: {
      delivers: 'vip',
      probe: { kind: 'node-port', protocol: 'TCP', port: 30_080, intervalSeconds: 5, unhealthy: 2 },
      traits: { idleTimeoutSeconds: 240, idleExpired: 'reset' },
    },
  },
  {
    rule: 'azure without floating IP delivers to the node port',
    platform: azure(),
    annotations: { 'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip': 'true' },
    becomes: { delivers: 'nodePort', listeners: [{ targetPort: 30_080 }] },
  },
  {
    rule: 'azure takes minutes for its idle timeout',
    platform: azure(),
    annotations: { [`${az}tcp-idle-timeout`]: '30' },
    becomes: { traits: { idleTimeoutSeconds: 1800 } },
  },
  { rule: 'nothing asks a port of UDP on azure', platform: azure(), spec: dns, becomes: { probe: null } },
  {
    rule: 'under policy Local azure asks the node for endpoints of its own',
    platform: azure(),
    spec: local,
    becomes: { probe: { kind: 'local-endpoints', protocol: 'HTTP', port: 32_100, path: '/healthz' } },
  },
  {
    rule: 'one node announces an address of MetalLB on layer 2',
    platform: metallb(),
    becomes: { kind: 'announce', announcers: 'one', probe: null },
  },
  {
    rule: 'all nodes announce it by BGP',
    platform: metallb({ mode: 'bgp' }),
    becomes: { kind: 'announce', announcers: 'all' },
  },
  {
    rule: 'kind has an Envoy a Service, which keeps clients by a ring',
    platform: kind(),
    spec: { sessionAffinity: 'ClientIP' },
    becomes: {
      kind: 'l4-proxy',
      status: { field: 'ip', value: 'own', ipMode: 'Proxy' },
      traits: { algorithm: 'ring-hash-source' },
    },
  },
  {
    rule: 'hetzner has a proxy at layer 7 by its annotation',
    platform: hetzner(),
    annotations: { 'load-balancer.hetzner.cloud/protocol': 'http' },
    becomes: { kind: 'l7-proxy', listeners: [{ terminates: 'HTTP' }] },
  },
];

describe('the load balancer of a Service', () => {
  test.each(rows)('$rule', (row) => {
    const cluster = clusterOf(row);
    expect(cluster.problems).toEqual([]);
    expect(cluster.infrastructure).toMatchObject([row.becomes]);
  });
});

const refusals: readonly (Omit<Row, 'becomes'> & { readonly path: string; readonly message: string })[] = [
  {
    rule: 'aws refuses session affinity',
    platform: aws(),
    spec: { sessionAffinity: 'ClientIP' },
    path: 'spec.sessionAffinity',
    message: 'makes no load balancer with session affinity',
  },
  {
    rule: 'a Classic ELB takes no UDP',
    platform: aws(),
    spec: dns,
    path: 'spec.ports[0].protocol',
    message: 'makes no load balancer for UDP',
  },
  {
    rule: 'the cloud provider takes no mixed protocols',
    platform: aws(),
    spec: {
      ports: [
        { name: 'a', port: 53, protocol: 'TCP' },
        { name: 'b', port: 53, protocol: 'UDP' },
      ],
    },
    path: 'spec.ports',
    message: 'of mixed protocols',
  },
  {
    rule: 'aws takes no address of the Service',
    platform: aws(),
    spec: { loadBalancerIP: '198.51.100.9' },
    path: 'spec.loadBalancerIP',
    message: 'takes no spec.loadBalancerIP',
  },
  {
    rule: 'instance targets need a node port',
    platform: aws(),
    annotations: { [`${elb}type`]: 'external' },
    spec: { allocateLoadBalancerNodePorts: false, ports: [{ name: 'http', port: 80 }] },
    path: 'spec.ports[0].nodePort',
    message: 'instance targets need one',
  },
  {
    rule: 'hetzner takes TCP only',
    platform: hetzner(),
    spec: dns,
    path: 'spec.ports',
    message: 'takes TCP only',
  },
  {
    rule: 'a class that nobody serves stays pending',
    platform: gcp(),
    spec: { loadBalancerClass: 'example.com/other' },
    path: 'status.loadBalancer',
    message: 'nobody on the platform gcp provides the class example.com/other',
  },
];

describe('a Service that stays pending', () => {
  test.each(refusals)('$rule', ({ path, message, ...row }) => {
    const cluster = clusterOf({ ...row, becomes: {} });
    expect(cluster.infrastructure).toEqual([]);
    expect(cluster.problems).toMatchObject([
      { code: 'load-balancer-pending', path, message: expect.stringContaining(message) as string },
    ]);
  });
});

test('a Service of k3s without a ready pod has no address under externalTrafficPolicy Local, and says so', () => {
  const spec = { ...local, selector: { app: 'nobody' } };
  expect(clusterOf({ rule: '', platform: k3s(), spec, becomes: {} }).problems).toMatchObject([
    {
      code: 'load-balancer-pending',
      path: 'spec.externalTrafficPolicy',
      message:
        'the load balancer stays pending: with externalTrafficPolicy Local it has the addresses of nodes with a ready pod, and there are none',
    },
  ]);
});

describe('an annotation of a provider', () => {
  test('is named when it is not followed on the platform', () => {
    const annotations = { [`${elb}subnets`]: 'a', [`${elb}type`]: 'nlb' };
    expect(clusterOf({ rule: '', platform: aws(), annotations, becomes: {} }).problems).toMatchObject([
      { code: 'annotation-not-modelled', path: `metadata.annotations[${elb}subnets]` },
    ]);
    expect(clusterOf({ rule: '', platform: gcp(), annotations, becomes: {} }).problems).toHaveLength(2);
  });
});

function ingressOf(row: Omit<Row, 'rule' | 'becomes'>): unknown {
  return clusterOf({ ...row, rule: '', becomes: {} }).get('Service', 'shop/web')?.status.loadBalancer.ingress;
}

describe('the status of a Service', () => {
  test('on k3s has the addresses of the nodes, the public ones where there are any', () => {
    expect(ingressOf({ platform: k3s({ nodes: 2 }) })).toEqual([
      { ip: '192.168.1.11', ipMode: 'VIP' },
      { ip: '192.168.1.12', ipMode: 'VIP' },
    ]);
    const platform = k3s({ nodes: { count: 1, externalCIDR: '192.0.2.0/24' } });
    expect(ingressOf({ platform })).toEqual([{ ip: '192.0.2.11', ipMode: 'VIP' }]);
  });

  test('on minikube has the cluster IP, or the loopback address of the host', () => {
    const spec = { clusterIP: '10.96.0.20' };
    expect(ingressOf({ platform: minikube({ tunnel: 'vm' }), spec })).toEqual([
      { ip: '10.96.0.20', ipMode: 'VIP' },
    ]);
    expect(ingressOf({ platform: minikube({ tunnel: 'container' }), spec })).toEqual([
      { ip: '127.0.0.1', ipMode: 'VIP' },
    ]);
  });

  test('on aws has a host name and no address', () => {
    expect(ingressOf({ platform: aws() })).toEqual([{ hostname: expect.any(String) as string }]);
  });
});
