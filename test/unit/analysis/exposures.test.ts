import {
  aws,
  azure,
  bareMetal,
  cloud,
  createCluster,
  gcp,
  hetzner,
  k3s,
  metallb,
  type Platform,
} from '@kubehop/core';
import {
  costText,
  exposures,
  type Exposure,
  listPrices,
  type Price,
  totalCost,
} from '@kubehop/core/analysis';
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

function exposed(text: string, platform: Platform, prices?: readonly Price[]): readonly Exposure[] {
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

/** The costs of what is not a node port. */
function costs(text: string, platform: Platform, prices?: readonly Price[]): readonly string[] {
  return exposed(text, platform, prices)
    .filter(({ kind }) => kind !== 'node-port')
    .map(({ cost }) => costText(cost));
}

function total(text: string, platform: Platform): string {
  return costText(totalCost(exposed(text, platform).map(({ cost }) => cost)));
}

/** So many Services of type LoadBalancer. */
function many(count: number, annotations?: string): string {
  return Array.from({ length: count }, (_, index) =>
    service('type: LoadBalancer, ports: [{ port: 80 }]', annotations).replace(
      'name: web',
      `name: web-${index}`,
    ),
  ).join('');
}

const row = { currency: 'USD', region: 'ours', source: 'our contract', date: '2026-09-01' } as const;

describe('the cost of an exposure', () => {
  test.each<readonly [string, string, string, Platform]>([
    ['a Classic ELB by the hour, and by the gigabyte', '18.25 USD + 0.008 per GB', '{}', aws()],
    [
      'an NLB by the hour, and by what it does',
      '16.43 USD + 0.006 per NLCU-hour',
      '{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }',
      aws(),
    ],
    ['a first forwarding rule as much as five', '18.25 USD + 0.008 per GB', '{}', gcp()],
    ['a rule and a public address', '21.90 USD + 0.005 per GB', '{}', azure()],
    ['a load balancer of Hetzner by the month, in euros', '7.49 EUR', '{}', hetzner()],
    ['a load balancer of a cloud that has no name', 'unknown (no price: load-balancer)', '{}', cloud()],
    ['an address that nobody sells', 'unknown (no price: address)', '{}', metallb()],
    [
      'an internal frontend, whose price nobody recorded',
      'unknown (no price: frontend-ip)',
      '{ service.beta.kubernetes.io/azure-load-balancer-internal: "true" }',
      azure(),
    ],
  ])('is that of %s', (_, cost, annotations, platform) => {
    expect(costs(service(balanced, annotations), platform)).toEqual([cost]);
  });

  test('names the region, the source and the date of each price', () => {
    const [{ cost } = { cost: undefined }] = exposed(service(balanced), aws());
    expect(cost).toMatchObject({
      kind: 'estimate',
      amount: 18.25,
      basis: [
        { region: 'us-east-1', date: '2024-07-01' },
        { region: 'every region', date: '2026-04-08' },
      ],
    });
  });

  test.each<readonly [number, string]>([
    [5, '18.25 USD + 0.008 per GB'],
    [6, '25.55 USD + 0.008 per GB'],
    [10, '54.75 USD + 0.008 per GB'],
  ])('of %i forwarding rules counts the first five once', (count, cost) => {
    expect(total(many(count), gcp())).toBe(cost);
    const each = exposed(many(count), gcp()).flatMap((found) =>
      found.kind === 'load-balancer' && found.cost.kind === 'estimate' ? [found.cost.amount] : [],
    );
    expect(each).toHaveLength(count);
    expect(new Set(each).size).toBe(1);
  });

  test('counts the rules of an internal and of a public load balancer of Azure by themselves', () => {
    const prices = [{ ...row, part: 'frontend-ip', amount: 0, per: 'hour' } as const];
    const internal = '{ service.beta.kubernetes.io/azure-load-balancer-internal: "true" }';
    const text = many(3) + many(3, internal).replaceAll('name: web-', 'name: internal-');
    const all = exposed(text, azure(), prices).map(({ cost }) => cost);
    expect(costText(totalCost(all))).toBe('36.50 USD + 0.005 per GB');
  });

  test('is by the prices that are given, and by the list where none is', () => {
    const prices: readonly Price[] = [
      { ...row, part: 'classic-elb', provider: 'gcp', amount: 1, per: 'month' },
      { ...row, part: 'classic-elb', amount: 12, per: 'month' },
    ];
    expect(costs(service(balanced), aws(), prices)).toEqual(['12.00 USD']);
    const [found] = exposed(service(balanced), aws(), prices);
    expect(found?.cost).toMatchObject({ basis: [{ source: 'our contract' }, { region: 'every region' }] });
  });

  test('is unknown where currencies do not add up', () => {
    const prices: readonly Price[] = [
      { ...row, currency: 'EUR', part: 'classic-elb', amount: 12, per: 'month' },
    ];
    expect(costs(service(balanced), aws(), prices)).toEqual(['unknown (prices in several currencies)']);
  });

  test('is that of the load balancer alone where Ingresses share it', () => {
    const elb = '18.25 USD + 0.008 per GB';
    expect(costs(controller + site('a') + site('b'), aws())).toEqual([elb, '-', '-']);
    expect(total(controller + site('a') + site('b'), aws())).toBe(elb);
  });

  test('of all is unknown as soon as that of one is', () => {
    const [known] = exposed(service(balanced), aws());
    const [unknown] = exposed(service(balanced), metallb());
    expect(totalCost([known, unknown].flatMap((found) => found?.cost ?? []))).toEqual({
      kind: 'unknown',
      reason: 'no-price',
      withoutPrice: ['address'],
    });
    expect(totalCost([])).toEqual({ kind: 'none' });
  });
});

describe('the list prices', () => {
  test('have a region, a source and a date each', () => {
    expect(listPrices.length).toBeGreaterThan(0);
    for (const { region, source, date } of listPrices) {
      expect(region).not.toBe('');
      expect(source).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{7,} \S/);
      expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    }
  });
});
