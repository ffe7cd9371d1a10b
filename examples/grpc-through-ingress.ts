/**
 * gRPC is HTTP/2 with the method as path. ingress-nginx takes it from clients as it is, and speaks HTTP/1.1 to the pod unless
 * the annotation backend-protocol says GRPC: then a gRPC server understands nothing.
 */
import { createCluster, internet, traceRequest, type Cluster, type Trace } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';

/** What an Ingress says besides its name, which is its host too. */
interface Wish {
  readonly path: string;
  readonly annotations?: string;
  readonly tls?: string;
}

const ingress = (host: string, { path, annotations = '{}', tls = '[]' }: Wish): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${host}, namespace: shop, annotations: ${annotations} }
spec:
  ingressClassName: nginx
  tls: ${tls}
  rules:
    - host: ${host}
      http:
        paths:
          - { path: ${path}, pathType: Prefix, backend: { service: { name: cart, port: { name: grpc } } } }
---`;

const speaksGrpc = "{ nginx.ingress.kubernetes.io/backend-protocol: 'GRPC' }";

const controller = (version: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: controller, namespace: ingress-nginx, labels: { app: ingress-nginx } }
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v${version}
      args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
      ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
---`;

const tls = (host: string): string => `[{ hosts: [${host}], secretName: cart-tls }]`;

const others = [
  ingress('cart.example.com', { path: '/shop.Cart', annotations: speaksGrpc, tls: tls('cart.example.com') }),
  ingress('plain.example.com', { path: '/', annotations: speaksGrpc }),
  ingress('forgot.example.com', { path: '/', tls: tls('forgot.example.com') }),
  ingress('short.example.com', {
    path: '/shop',
    annotations: speaksGrpc,
    tls: tls('short.example.com'),
  }),
  `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
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
kind: Secret
metadata: { name: cart-tls, namespace: shop }
type: kubernetes.io/tls
stringData: { tls.crt: a certificate, tls.key: its key }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - name: cart
      image: example.com/cart:1.0
      ports: [{ name: grpc, containerPort: 9000 }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: grpc, port: 9000, targetPort: grpc }] }
`,
].join('');

const method = '/shop.Cart/GetItems';

/** What the pod gets, where it gets something. */
function received({ hops }: Trace): readonly string[] {
  return hops.flatMap((hop) => {
    if (hop.stage !== 'pod') return [];
    const { http } = hop.packet;
    return [`the pod gets ${http?.method ?? ''} ${http?.target ?? ''} over HTTP/${http?.version ?? ''}`];
  });
}

function ask(cluster: Cluster, url: string): string {
  const trace = traceRequest(cluster, { from: internet(), url });
  const { outcome, assumptions } = trace;
  const doubts = assumptions.filter(
    ({ code }) => code === 'grpc-over-http-1' || code === 'http-to-grpc-backend',
  );
  return [
    url,
    ...received(trace),
    ...(outcome.kind === 'response' && outcome.from === 'proxy'
      ? [
          `${outcome.status}: ${outcome.cause.message}`,
          ...(outcome.cause.fix ?? '').split('\n').filter(Boolean),
        ]
      : []),
    ...doubts.flatMap(({ message, state }) => [message, ...(state === undefined ? [] : [state])]),
  ].join('\n  ');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(controller('1.15.1') + others));
  const old = createCluster(readManifests(controller('1.9.6') + others));
  return [
    'gRPC through the Ingress',
    'A call of method GetItems of service shop.Cart is a POST for /shop.Cart/GetItems. cart.example.com has a path for the\nservice, TLS, and backend-protocol GRPC:',
    ask(cluster, `grpcs://cart.example.com${method}`),
    'forgot.example.com lacks the annotation:',
    ask(cluster, `grpcs://forgot.example.com${method}`),
    'short.example.com has the path /shop. A prefix is by element, and shop.Cart is one element:',
    ask(cluster, `grpcs://short.example.com${method}`),
    'A client without TLS is redirected, and clients of gRPC follow no redirects:',
    ask(cluster, `grpc://cart.example.com${method}`),
    'plain.example.com has no TLS. HTTP/2 in plain text is taken since version 1.10 of the controller:',
    ask(cluster, `grpc://plain.example.com${method}`),
    'Version 1.9 does not take it:',
    ask(old, `grpc://plain.example.com${method}`),
    'And a browser or a health check that knows no gRPC comes to a server that knows nothing else:',
    ask(cluster, 'https://cart.example.com/shop.Cart/'),
  ].join('\n\n');
}
