/**
 * TLS ends at the ingress controller: it shows the certificate of the Secret that the Ingress names, and speaks plain
 * HTTP to the pod. When the Secret is missing, the controller shows its own certificate,
 * which no client trusts; only one that takes any certificate gets through.
 */
import { createCluster, internet, traceRequest, type Cluster, type Trace } from '@kubehop/core';
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
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
type: kubernetes.io/tls
stringData: { tls.crt: a certificate for shop.example.com, tls.key: its key }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`;

function ask(cluster: Cluster, url: string, insecure = false): string {
  const trace = traceRequest(cluster, { from: internet(), url, insecure });
  return [explain(trace, { depth: 'summary' }), ...tlsFacts(trace), ...location(trace)].join('\n\n');
}

/** The certificate that the client is shown, and whether a client may believe it. */
function tlsFacts({ hops, assumptions }: Trace): readonly string[] {
  const shown = hops.flatMap((hop) => (hop.stage === 'ingress' ? (hop.certificate ?? []) : []));
  const doubts = assumptions.filter(
    ({ code }) => code === 'tls-secret-missing' || code === 'client-accepts-certificate',
  );
  return [
    ...shown.map(
      ({ secret }) =>
        `Certificate: ${secret === undefined ? "the controller's own" : `from Secret ${secret.name}`}`,
    ),
    ...doubts.map(({ message }) => message),
  ];
}

/** Where a redirect leads. */
function location({ outcome }: Trace): readonly string[] {
  if (outcome.kind !== 'response') return [];
  return outcome.headers.filter(({ name }) => name === 'location').map(({ value }) => `Location: ${value}`);
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const bare = cluster.delete({ kind: 'Secret', namespace: 'shop', name: 'shop-tls' });
  return [
    'TLS ends at the ingress controller',
    'Ingress shop names Secret shop-tls for shop.example.com. The controller shows its certificate,\nand talks plain HTTP with the pod.',
    ask(cluster, 'https://shop.example.com/about'),
    'A host with a certificate is for HTTPS only. Who asks with plain HTTP is sent there:',
    ask(cluster, 'http://shop.example.com/about'),
    'Somebody deletes the Secret, or misspells its name. The controller has only\nits own certificate to show, and the client ends the handshake:',
    ask(bare, 'https://shop.example.com/about'),
    'The routes are still there, for a client that takes any certificate (curl -k):',
    ask(bare, 'https://shop.example.com/about', true),
  ].join('\n\n');
}
