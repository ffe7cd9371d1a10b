/**
 * Plain HTTP is answered with 308 as soon as a host is served over TLS: which hosts those are, what stays plain, and the
 * loop that starts where something in front of the controller ends TLS.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile, type ControllerProfile } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

/** What an Ingress says besides its name. */
interface Wish {
  readonly hosts: readonly string[];
  readonly tls?: string;
  readonly annotations?: string;
  readonly path?: string;
}

const ingress = (name: string, { hosts, tls = '[]', annotations = '{}', path = '/' }: Wish): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec:
  ingressClassName: nginx
  tls: ${tls}
  rules:${hosts
    .map(
      (host) => `
    - host: ${host}
      http:
        paths:
          - { path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }`,
    )
    .join('')}
---`;

const annotation = 'nginx.ingress.kubernetes.io';

const manifests = [
  ingress('shop', {
    hosts: ['shop.example.com', 'blog.example.com'],
    tls: '[{ hosts: [shop.example.com], secretName: shop-tls }]',
  }),
  ingress('solver', { hosts: ['shop.example.com'], path: '/.well-known/acme-challenge/token' }),
  ingress('old', {
    hosts: ['old.example.com'],
    tls: '[{ hosts: [old.example.com], secretName: shop-tls }]',
    annotations: `{ ${annotation}/ssl-redirect: 'false' }`,
  }),
  ingress('plain', { hosts: ['plain.example.com'] }),
  ingress('behind', {
    hosts: ['behind.example.com'],
    annotations: `{ ${annotation}/force-ssl-redirect: 'true' }`,
  }),
  `
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
type: kubernetes.io/tls
stringData: { tls.crt: a certificate, tls.key: its key }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
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
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: controller, namespace: ingress-nginx }
data: { use-forwarded-headers: 'true' }
`,
].join('');

/** A request as it reaches the controller. */
interface Asked {
  readonly host: string;
  readonly target?: string;
  readonly method?: string;
  readonly forwardedProto?: string;
}

/** What the client gets, why, and by which Ingress. */
function answer(cluster: Cluster, profile: ControllerProfile, asked: Asked): string {
  const { host, target = '/', method = 'GET', forwardedProto } = asked;
  const headers = forwardedProto === undefined ? [] : [{ name: 'x-forwarded-proto', value: forwardedProto }];
  const { result } = ingressController(cluster, profile).handle({
    http: { method, target, version: '1.1', host, headers },
    client: '203.0.113.7',
    port: 80,
  });
  const line = `${method} http://${host}${target}${forwardedProto === undefined ? '' : ` (X-Forwarded-Proto: ${forwardedProto})`}`;
  if (result.kind !== 'response') return `  ${line}\n    goes to the pod`;
  const { object, path, message, fix } = result.cause;
  const location = result.headers.find(({ name }) => name === 'location')?.value ?? '';
  return [
    `  ${line}`,
    `    ${result.status} to ${location}`,
    `    ${message} [Ingress ${object?.name ?? ''} ${path ?? ''}]`,
    ...(fix === undefined ? [] : [`    ${fix}`]),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const nginx = ingressNginxProfile({ version: '1.15.1' });
  const trusting = ingressNginxProfile({
    version: '1.15.1',
    configMap: cluster.get('ConfigMap', 'ingress-nginx/controller'),
  });
  const ask = (asked: Asked): string => answer(cluster, nginx, asked);
  return [
    'Why 308',
    'Ingress shop has a TLS section for shop.example.com. Plain HTTP is sent to HTTPS with 308, which keeps method and\nbody; a slash at the end gets lost:',
    ask({ host: 'shop.example.com', target: '/cart/?id=7' }),
    ask({ host: 'shop.example.com', target: '/cart/', method: 'POST' }),
    'blog.example.com stands in the same Ingress and in no TLS section. One section is enough for all hosts of an Ingress:',
    ask({ host: 'blog.example.com' }),
    'These stay plain: a host of an Ingress without TLS, one with ssl-redirect "false", and a path below\n/.well-known/acme-challenge, where Let\'s Encrypt looks; the path must stand so in an Ingress:',
    ask({ host: 'plain.example.com' }),
    ask({ host: 'old.example.com' }),
    ask({ host: 'shop.example.com', target: '/.well-known/acme-challenge/token' }),
    ask({ host: 'shop.example.com', target: '/.well-known/acme-challenge/other' }),
    'In front of behind.example.com a load balancer ends TLS and speaks plain HTTP to the controller.\nforce-ssl-redirect sends the client where it comes from: a loop.',
    ask({ host: 'behind.example.com', forwardedProto: 'https' }),
    'With use-forwarded-headers in its ConfigMap the controller believes the load balancer:',
    answer(cluster, trusting, { host: 'behind.example.com', forwardedProto: 'https' }),
    answer(cluster, trusting, { host: 'behind.example.com', forwardedProto: 'http' }),
  ].join('\n\n');
}
