import { aws, bareMetal, createCluster, k3s, metallb, type Platform } from '@kubehop/core';
import { exposures, type Exposure, type PriceTable } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

const controller = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  replicas: 2
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
          ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec: { type: LoadBalancer, selector: { app: nginx }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }
---
`;

const site = (name: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
  rules: [{ host: ${name}.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] } }]
---
`;

const service = (spec: string, annotations = '{}'): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: ${annotations} }
spec: { selector: { app: web }, ${spec} }
---
`;

const pod = (spec: string, ports: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: shop, labels: { app: edge } }
spec: { ${spec}, containers: [{ name: edge, image: edge, ports: [${ports}] }] }
---
`;

const balanced = 'type: LoadBalancer, ports: [{ port: 80, nodePort: 30081 }]';

function exposed(text: string, platform: Platform, prices?: PriceTable): readonly Exposure[] {
  const cluster = createCluster(readManifests(text), { platform });
  return exposures(cluster, prices === undefined ? {} : { prices });
}

const oneNode = 'nodeName: node-1';

describe('exposures', () => {
  test.each<readonly [string, string, Platform, readonly Partial<Exposure>[]]>([
    ['a ClusterIP Service is none', service('ports: [{ port: 80 }]'), aws(), []],
    [
      'a load balancer of a cloud has parts, and its node ports are open too',
      service(balanced),
      aws({ nodes: 1 }),
      [
        {
          kind: 'load-balancer',
          access: 'internet',
          ports: ['80/TCP'],
          parts: [
            { type: 'classic-elb', count: 1 },
            { type: 'listener', count: 1 },
            { type: 'security-group', count: 1 },
          ],
        },
        { kind: 'node-port', access: 'internet', at: ['192.0.2.11'], ports: ['30081/TCP'] },
      ],
    ],
    [
      'an internal one is known to the network only',
      service(balanced, '{ service.beta.kubernetes.io/aws-load-balancer-internal: "true" }'),
      aws(),
      [{ kind: 'load-balancer', access: 'network' }, { kind: 'node-port' }],
    ],
    [
      'an internal one is so whatever the network of the nodes is',
      service(balanced, '{ service.beta.kubernetes.io/aws-load-balancer-internal: "true" }'),
      aws({ networkCIDRs: ['172.31.0.0/16'] }),
      [{ kind: 'load-balancer', access: 'network' }, { kind: 'node-port' }],
    ],
    [
      'one that nobody provides is pending, with nothing provisioned',
      service(balanced),
      bareMetal(),
      [
        { kind: 'load-balancer', access: 'pending', at: [], parts: [], cost: { kind: 'none' } },
        { kind: 'node-port', access: 'network' },
      ],
    ],
    [
      'an address that MetalLB announces is one of the LAN',
      service(balanced),
      metallb(),
      [
        { kind: 'load-balancer', access: 'network' },
        { kind: 'node-port', access: 'network' },
      ],
    ],
    [
      'k3s has the addresses of the nodes',
      service(balanced),
      k3s({ nodes: 2 }),
      [
        { kind: 'load-balancer', access: 'network', at: ['192.168.1.11', '192.168.1.12'] },
        { kind: 'node-port' },
      ],
    ],
    [
      'external IPs are asked at the ports of the Service',
      service('externalIPs: [198.51.100.77], ports: [{ port: 80 }]'),
      bareMetal(),
      [{ kind: 'external-ip', access: 'internet', at: ['198.51.100.77'], ports: ['80/TCP'] }],
    ],
    [
      'a pod with hostNetwork is at its node',
      pod(`hostNetwork: true, ${oneNode}`, '{ containerPort: 8080 }'),
      bareMetal(),
      [{ kind: 'host-network', at: ['192.168.1.11'], ports: ['8080/TCP'], replicas: 1 }],
    ],
    [
      'a host port is at its node',
      pod(oneNode, '{ containerPort: 8080, hostPort: 80 }, { containerPort: 9090 }'),
      bareMetal(),
      [{ kind: 'host-port', at: ['192.168.1.11'], ports: ['80/TCP'] }],
    ],
  ])('%s', (_, text, platform, expected) => {
    expect(exposed(text, platform)).toMatchObject(expected);
    expect(exposed(text, platform)).toHaveLength(expected.length);
  });

  test('Ingresses come through the load balancer of their controller, and share its fate', () => {
    const found = exposed(controller + site('a') + site('b'), aws());
    const of = { kind: 'Service', namespace: 'ingress-nginx', name: 'controller' };
    const fate = [
      of,
      { kind: 'Ingress', namespace: 'shop', name: 'a' },
      { kind: 'Ingress', namespace: 'shop', name: 'b' },
    ].map((reference) => expect.objectContaining(reference) as unknown);
    expect(found.filter(({ kind }) => kind === 'ingress')).toMatchObject([
      {
        at: ['a.example.com'],
        access: 'internet',
        through: [of],
        replicas: 2,
        parts: [],
        sharesFateWith: fate,
      },
      {
        at: ['b.example.com'],
        access: 'internet',
        through: [of],
        replicas: 2,
        parts: [],
        sharesFateWith: fate,
      },
    ]);
    expect(found.find(({ kind }) => kind === 'load-balancer')).toMatchObject({
      sharesFateWith: fate,
      replicas: 2,
    });
  });

  test('an Ingress that no controller serves is pending', () => {
    expect(exposed(site('a'), aws())).toMatchObject([{ access: 'pending', through: [], sharesFateWith: [] }]);
  });
});

function costs(text: string, prices?: PriceTable): readonly unknown[] {
  return exposed(text, aws(), prices).map(({ cost }) => cost);
}

describe('the cost of an exposure', () => {
  const prices: PriceTable = {
    source: 'a price list, region x',
    date: '2026-05-01',
    currency: 'USD',
    perMonth: { 'classic-elb': 18, listener: 0, 'security-group': 0 },
  };
  test('is that of its parts by the prices given, with their source and date', () => {
    const { source, date, currency } = prices;
    expect(costs(service(balanced), prices)).toEqual([
      { kind: 'estimate', amount: 18, source, date, currency },
      { kind: 'none' },
    ]);
  });

  test('is unknown without a price for each part', () => {
    const withoutPrice = ['classic-elb', 'listener', 'security-group'];
    expect(costs(service(balanced))).toEqual([{ kind: 'unknown', withoutPrice }, { kind: 'none' }]);
    expect(costs(service(balanced), { ...prices, perMonth: { 'classic-elb': 18, listener: 0 } })).toEqual([
      { kind: 'unknown', withoutPrice: ['security-group'] },
      { kind: 'none' },
    ]);
  });

  test('is that of the load balancer alone where Ingresses share it', () => {
    expect(
      costs(controller + site('a') + site('b'), prices).map((cost) => (cost as { kind: string }).kind),
    ).toEqual(['estimate', 'none', 'none', 'none']);
  });
});
