/**
 * `use-regex` on one Ingress turns every path of its host into a regular expression, those of other Ingresses and of type
 * Exact too: without regard to case, and open at the end. Other hosts stay as they are.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

const application = (name: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  containers: [{ name: ${name}, image: example.com/${name}:1.0, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
---`;

const manifests = `${['web', 'cart', 'login', 'api'].map(application).join('')}
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: &paths
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
          - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
          - { path: /login, pathType: Exact, backend: { service: { name: login, port: { number: 80 } } } }
    - host: test.example.com
      http: *paths
`;

const oneMore = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: shop
  annotations: { nginx.ingress.kubernetes.io/use-regex: 'true' }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api/v[0-9]+
            pathType: ImplementationSpecific
            backend: { service: { name: api, port: { number: 80 } } }
`;

const profile = ingressNginxProfile({ version: '1.15.1' });
const paths = ['/cart', '/cart/7', '/cartoon', '/CART', '/login', '/login/out', '/api/v2', '/api/vx'];

/** The Service that gets a request. */
function served(cluster: Cluster, host: string, target: string): string {
  const http = { method: 'GET', target, version: '1.1', host, headers: [] } as const;
  const { result } = ingressController(cluster, profile).handle({ http, client: '203.0.113.7', port: 80 });
  return result.kind === 'forward' ? (result.backends[0]?.service.name ?? '') : result.kind;
}

function table(before: Cluster, after: Cluster): string {
  const rows = paths.map((path) => {
    const [one, two, other] = [
      served(before, 'shop.example.com', path),
      served(after, 'shop.example.com', path),
      served(after, 'test.example.com', path),
    ];
    const change = one === two ? '' : '  <- changed';
    return `  ${path.padEnd(13)}${one.padEnd(9)}${two.padEnd(9)}${other.padEnd(6)}${change}`.trimEnd();
  });
  return [
    '               shop.example.com  test.example.com',
    `  ${'request'.padEnd(13)}${'before'.padEnd(9)}${'after'.padEnd(9)}after`,
    ...rows,
  ].join('\n');
}

function locations(cluster: Cluster): string {
  return ingressController(cluster, profile)
    .configuration()
    .servers.filter(({ host }) => host !== '_')
    .map(({ host, locations: names }) => `  ${host.padEnd(18)}${names.join(', ')}`)
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const before = createCluster(readManifests(manifests));
  const after = before.apply(...readManifests(oneMore).manifests.map(({ value }) => value));
  return [
    'One use-regex changes the whole host',
    'Two hosts have the same paths: Prefix /, Prefix /cart and Exact /login. The controller writes these locations:',
    locations(before),
    'Somebody adds an Ingress for /api/v[0-9]+ of shop.example.com, with the annotation use-regex.\nNow all locations of that host are regular expressions:',
    locations(after),
    'They look at no case, end nowhere, and the first one that matches counts, longest text first. The new Ingress\nmoved requests of the old one, which nobody touched:',
    table(before, after),
    'To keep the old meaning, give the patterns a host of their own. rewrite-target does the same to a host as use-regex.',
  ].join('\n\n');
}
