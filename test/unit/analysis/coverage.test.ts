import { aws, cloud, createCluster, internet, traceAll, workload } from '@kubehop/core';
import type { Cluster, RequestInput } from '@kubehop/core';
import { coverage } from '@kubehop/core/analysis';
import type { CoverageKind } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';
import { shop } from '../cli/run.js';

const more = `
---
apiVersion: v1
kind: Service
metadata: { name: cart-by-node, namespace: shop }
spec: { type: NodePort, selector: { app: cart }, ports: [{ port: 8080, targetPort: http, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: carts, namespace: shop }
spec: { clusterIP: None, selector: { app: cart }, ports: [{ port: 7070 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: rest, namespace: shop }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;

const cluster = createCluster(readManifests(shop + more), { platform: cloud() });
const web = workload('Deployment', 'shop', 'web');

/** The names of the items of a kind that requests exercise. */
function exercised(
  kind: CoverageKind,
  requests: readonly RequestInput[],
  of: Cluster = cluster,
): readonly string[] {
  const traces = requests.flatMap((request) => traceAll(of, request).branches.map(({ trace }) => trace));
  return coverage(of, traces)
    .filter((item) => item.kind === kind && item.isExercised)
    .map(({ name, object }) => (kind === 'rule' ? name : `${name} of ${object.name}`));
}

function alb(targetType: 'ip' | 'instance'): Cluster {
  const manifests = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: NodePort, selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/target-type: ${targetType}
spec:
  ingressClassName: alb
  defaultBackend: { service: { name: web, port: { number: 81 } } }
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
          - { path: /cart, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
`;
  return createCluster(readManifests(manifests), { platform: aws() });
}

describe('coverage', () => {
  test('lists rules, ports of Services and ways in, with their fields, but nothing that was made up', () => {
    const items = coverage(cluster, []).map(({ kind, name, object, path }) => [
      kind,
      name,
      object.name,
      path,
    ]);
    expect(items).toEqual([
      ['rule', 'the default backend', 'rest', 'spec.defaultBackend'],
      ['rule', 'shop.example.com/', 'shop', 'spec.rules[0].http.paths[0]'],
      ['rule', 'shop.example.com/cart', 'shop', 'spec.rules[0].http.paths[1]'],
      [
        'backend',
        'service/ingress-nginx/ingress-nginx-controller:80',
        'ingress-nginx-controller',
        'spec.ports[0]',
      ],
      [
        'backend',
        'service/ingress-nginx/ingress-nginx-controller:443',
        'ingress-nginx-controller',
        'spec.ports[1]',
      ],
      ['backend', 'service/shop/cart:80', 'cart', 'spec.ports[0]'],
      ['backend', 'service/shop/cart-by-node:8080', 'cart-by-node', 'spec.ports[0]'],
      ['backend', 'service/shop/carts:7070', 'carts', 'spec.ports[0]'],
      ['backend', 'service/shop/web:80', 'web', 'spec.ports[0]'],
      ['listener', 'load balancer 80/TCP', 'ingress-nginx-controller', 'spec.ports[0]'],
      ['listener', 'load balancer 443/TCP', 'ingress-nginx-controller', 'spec.ports[1]'],
      ['listener', 'node port 30080/TCP', 'cart-by-node', 'spec.ports[0]'],
    ]);
    expect(coverage(cluster, []).filter(({ isExercised }) => isExercised)).toEqual([]);
  });

  test.each<readonly [string, RequestInput, Readonly<Partial<Record<CoverageKind, readonly string[]>>>]>([
    [
      'a request through a load balancer and an ingress controller',
      { url: 'https://shop.example.com/cart/1' },
      {
        rule: ['shop.example.com/cart'],
        backend: [
          'service/ingress-nginx/ingress-nginx-controller:443 of ingress-nginx-controller',
          'service/shop/cart:80 of cart',
        ],
        listener: ['load balancer 443/TCP of ingress-nginx-controller'],
      },
    ],
    [
      'a redirect to HTTPS, which an annotation decides',
      { url: 'http://shop.example.com/cart' },
      {
        rule: ['shop.example.com/cart'],
        listener: ['load balancer 80/TCP of ingress-nginx-controller'],
      },
    ],
    [
      'a host that only the default backend takes',
      { url: 'http://other.example.com/', address: '198.51.100.162' },
      { rule: ['the default backend'] },
    ],
    [
      'a node port',
      { from: internet(), url: 'http://192.0.2.11:30080/' },
      {
        rule: [],
        backend: ['service/shop/cart-by-node:8080 of cart-by-node'],
        listener: ['node port 30080/TCP of cart-by-node'],
      },
    ],
    [
      'a cluster IP',
      { from: web, url: 'http://cart/' },
      { backend: ['service/shop/cart:80 of cart'], listener: [] },
    ],
    [
      'a headless Service',
      { from: web, url: 'http://carts:7070/' },
      { backend: ['service/shop/carts:7070 of carts'] },
    ],
    ['a request that goes nowhere', { url: 'http://192.0.2.250/' }, { rule: [], backend: [], listener: [] }],
  ])('%s exercises what it meets', (_, request, met) => {
    const kinds = (['rule', 'backend', 'listener'] as const).filter((kind) => met[kind] !== undefined);
    expect(Object.fromEntries(kinds.map((kind) => [kind, exercised(kind, [request])]))).toEqual(met);
  });

  test('the node port of a load balancer is no listener, nor does it stand for the listener', () => {
    const [port] = cluster.get('Service', 'ingress-nginx/ingress-nginx-controller')?.spec.ports ?? [];
    const url = `http://192.0.2.11:${port?.nodePort}/`;
    expect(exercised('listener', [{ from: internet(), url }])).toEqual([]);
  });

  test('a DNS server that was given is exercised by whoever asks it', () => {
    const dns = `
---
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system, labels: { k8s-app: kube-dns } }
spec:
  clusterIP: 10.96.0.10
  selector: { k8s-app: kube-dns }
  ports: [{ name: dns, port: 53, protocol: UDP }, { name: dns-tcp, port: 53, protocol: TCP }]
`;
    const own = createCluster(readManifests(shop + dns), { platform: cloud() });
    expect(exercised('backend', [{ from: web, url: 'http://cart/' }], own)).toContain(
      'service/kube-system/kube-dns:53 of kube-dns',
    );
  });

  test('a canary is exercised by the requests that it gets', () => {
    const canary = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: canary
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/canary: 'true'
    nginx.ingress.kubernetes.io/canary-by-header: X-Canary
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
`;
    const own = createCluster(readManifests(shop + canary), { platform: cloud() });
    const url = 'https://shop.example.com/';
    expect(exercised('rule', [{ url }], own)).toEqual(['shop.example.com/']);
    const headers = { 'X-Canary': 'always' };
    expect(exercised('rule', [{ url, headers }], own)).toEqual(['shop.example.com/', 'shop.example.com/']);
  });

  describe('of an ALB', () => {
    test.each(['ip', 'instance'] as const)('is of the rules of its listener, targets by %s', (targetType) => {
      const cart = { url: 'http://shop.example.com/cart/1' };
      expect(exercised('rule', [cart], alb(targetType))).toEqual(['shop.example.com/cart']);
      expect(exercised('backend', [cart], alb(targetType))).toEqual(['service/shop/web:80 of web']);
      expect(exercised('listener', [cart], alb(targetType))).toEqual(['load balancer 80/TCP of shop']);
    });

    test('is of the default backend, which takes what no rule takes', () => {
      const own = alb('ip');
      const [address] = own.infrastructure.flatMap(({ addresses }) => addresses);
      const other = { url: 'http://other.example.com/', ...(address === undefined ? {} : { address }) };
      expect(exercised('rule', [other], own)).toEqual(['the default backend']);
      expect(exercised('backend', [other], own)).toEqual(['service/shop/web:81 of web']);
    });
  });

  test('requests count together', () => {
    const urls = ['https://shop.example.com/', 'https://shop.example.com/cart'];
    expect(
      exercised(
        'rule',
        urls.map((url) => ({ url })),
      ),
    ).toEqual(['shop.example.com/', 'shop.example.com/cart']);
  });
});
