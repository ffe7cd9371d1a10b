/**
 * A canary is a second Ingress with the same host and path. Who gets it: a header decides, else a cookie, else the
 * weight. The shares are exact, not counted.
 */
import { createCluster, internet, traceAll, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Pod
metadata: { name: controller, namespace: ingress-nginx, labels: { app: ingress-nginx } }
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v1.15.1
      args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
      ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec:
  type: LoadBalancer
  selector: { app: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: https }]
---
apiVersion: v1
kind: Pod
metadata: { name: old-1, namespace: shop, labels: { app: old } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: old-2, namespace: shop, labels: { app: old } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: old, namespace: shop }
spec: { selector: { app: old }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: new-1, namespace: shop, labels: { app: new } }
spec:
  containers: [{ name: web, image: example.com/web:2.0, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: new, namespace: shop }
spec: { selector: { app: new }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: old, port: { number: 80 } } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop-canary
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/canary: 'true'
    nginx.ingress.kubernetes.io/canary-by-header: X-Try
    nginx.ingress.kubernetes.io/canary-by-cookie: try
    nginx.ingress.kubernetes.io/canary-weight: '20'
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: new, port: { number: 80 } } } }
`;

/** What a client sends besides the request itself. */
type Headers = Readonly<Record<string, string>>;

const clients: readonly Headers[] = [
  {},
  { 'X-Try': 'always' },
  { 'X-Try': 'never' },
  { 'X-Try': 'please' },
  { Cookie: 'try=always' },
  { Cookie: 'try=never' },
  { 'X-Try': 'never', Cookie: 'try=always' },
];

/** The share of each pod, of every way that a request can go. */
function shares(cluster: Cluster, headers: Headers): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const request = { from: internet(), url: 'http://shop.example.com/', headers };
  for (const { trace, probability } of traceAll(cluster, request).branches) {
    const last = trace.hops.at(-1);
    const name = last?.stage === 'pod' ? last.pod.name : trace.outcome.kind;
    found.set(name, (found.get(name) ?? 0) + probability);
  }
  return found;
}

function table(cluster: Cluster, asking: readonly Headers[]): string {
  const pods = ['old-1', 'old-2', 'new-1'];
  const rows = asking.map((headers) => {
    const found = shares(cluster, headers);
    const cells = pods.map((name) => `${Math.round((found.get(name) ?? 0) * 1000) / 10} %`.padStart(7));
    const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return `  ${(sent.length === 0 ? '(nothing)' : sent.join(', ')).padEnd(33)}${cells.join('')}`;
  });
  return [`  ${'the client sends'.padEnd(33)}${pods.map((name) => name.padStart(7)).join('')}`, ...rows].join(
    '\n',
  );
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const broken = cluster.delete({ kind: 'Pod', namespace: 'shop', name: 'new-1' });
  const alone = cluster.delete({ kind: 'Ingress', namespace: 'shop', name: 'shop' });
  return [
    'A canary: by header, by cookie, by weight',
    'Ingress shop leads to Service old with two pods. Ingress shop-canary has the same host and path, leads to Service\nnew with one pod, and says who gets it: header X-Try, cookie try, and 20 of 100 of the rest.',
    table(cluster, clients),
    'The header counts before the cookie, the cookie before the weight. Values other than always and never\nsay nothing, so the next one decides.',
    'The pod of the canary dies. A canary without endpoints gets nothing; its share goes to the old pods:',
    table(broken, clients.slice(0, 2)),
    'Somebody deletes Ingress shop. A canary makes no host and no path of its own:',
    explain(traceRequest(alone, { from: internet(), url: 'http://shop.example.com/' }), { depth: 'summary' }),
  ].join('\n\n');
}
