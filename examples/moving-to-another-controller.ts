/**
 * The same Ingresses served by ingress-nginx and then by Traefik: every kind of requests that fares otherwise is found and
 * explained. Two flags of Traefik take some of them back, and one of the two moves others.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { diff, type FateChange, type FateEnd, type Side } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';

const application = (name: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  containers: [{ name: ${name}, image: example.com/${name}:2.0, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
---`;

const edge = (controllerClass: string, container: string): string => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: edge }
spec: { controller: ${controllerClass} }
---
apiVersion: v1
kind: Pod
metadata: { name: controller, namespace: edge, labels: { app: controller } }
spec:
  containers:
    - name: controller
      ports: [{ name: web, containerPort: 80 }, { name: websecure, containerPort: 443 }]
      ${container}
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: edge }
spec:
  type: LoadBalancer
  selector: { app: controller }
  ports: [{ name: http, port: 80, targetPort: web }, { name: https, port: 443, targetPort: websecure }]
---`;

const nginx = edge(
  'k8s.io/ingress-nginx',
  `image: registry.k8s.io/ingress-nginx/controller:v1.15.1
      args: [/nginx-ingress-controller, --publish-service=edge/controller]`,
);

const entryPoints = [
  '--providers.kubernetesingress',
  '--entrypoints.web.address=:80',
  '--entrypoints.websecure.address=:443',
  '--entrypoints.websecure.http.tls=true',
];

const traefik = (...flags: readonly string[]): string =>
  edge(
    'traefik.io/ingress-controller',
    `image: traefik:v3.5.0\n      args: [${[...entryPoints, ...flags].join(', ')}]`,
  );

const strict = '--providers.kubernetesingress.strictprefixmatching=true';
const redirecting = '--entrypoints.web.http.redirections.entrypoint.to=websecure';

const shop = `${['web', 'cart', 'api', 'blog'].map(application).join('')}
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
type: kubernetes.io/tls
data: { tls.crt: Y2VydGlmaWNhdGU=, tls.key: a2V5 }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: edge
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
          - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  namespace: shop
  annotations: { nginx.ingress.kubernetes.io/rewrite-target: /$1 }
spec:
  ingressClassName: edge
  rules:
    - host: api.example.com
      http:
        paths:
          - path: /v[0-9]+/(.*)
            pathType: ImplementationSpecific
            backend: { service: { name: api, port: { number: 80 } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: shop }
spec:
  ingressClassName: edge
  defaultBackend: { service: { name: web, port: { number: 80 } } }
  rules:
    - host: blog.example.com
      http:
        paths: [{ path: /posts, pathType: Prefix, backend: { service: { name: blog, port: { number: 80 } } } }]
`;

function clusterWith(controller: string): Cluster {
  return createCluster(readManifests(controller + shop));
}

/** What moves, and why. */
interface Topic {
  readonly title: string;
  readonly why: string;
  readonly isOf: (change: FateChange) => boolean;
}

const topics: readonly Topic[] = [
  {
    title: 'HTTPS',
    why: 'ingress-nginx sends plain HTTP to HTTPS wherever an Ingress has TLS for the host.\nTraefik does so where its entry point says so.',
    isOf: ({ before, after }) => redirects(before) && !redirects(after),
  },
  {
    title: 'HTTPS for all',
    why: 'The entry point of Traefik redirects whatever comes to it, hosts without TLS too.',
    isOf: ({ before, after }) => !redirects(before) && redirects(after),
  },
  {
    title: 'Redirects',
    why: 'Traefik answers GET with 301, the rest with 308. ingress-nginx always does with 308, and leaves out a slash at the end.',
    isOf: ({ before, after }) => redirects(before) && redirects(after),
  },
  {
    title: 'Patterns',
    why: 'rewrite-target makes a pattern of the path for ingress-nginx. Traefik compares it letter by letter.',
    isOf: ({ before }) => endsWith(before, ({ path }) => path === 'rewritten'),
  },
  {
    title: 'Default backend',
    why: 'That of an Ingress with rules is none for Traefik.',
    isOf: ({ before, after }) =>
      before.rule?.path === 'spec.defaultBackend' && endsWith(after, ({ from }) => from === 'proxy'),
  },
  {
    title: 'Prefixes',
    why: 'A Prefix covers whole elements of a path. Traefik compares letters, unless told otherwise.',
    isOf: ({ example: { target } }) => /^\/(?:cart|posts)[^/?]/.test(target),
  },
  {
    title: 'Spelling',
    why: 'ingress-nginx reads escapes and dots before it compares. Traefik compares what was sent.',
    isOf: ({ before }) => endsWith(before, ({ from }) => from === 'application'),
  },
  {
    title: 'Own answers',
    why: 'What ingress-nginx says without asking anybody: to malformed requests, to TRACE, about itself.',
    isOf: ({ before }) => endsWith(before, ({ from }) => from === 'proxy'),
  },
];

function redirects(side: Side): boolean {
  return endsWith(side, ({ location }) => location !== undefined);
}

function endsWith({ fate }: Side, isSo: (end: FateEnd) => boolean): boolean {
  return fate.ends.some(isSo);
}

/** What comes of a request on one side. */
function sideText({ fate, trace }: Side): string {
  const headers = trace.outcome.kind === 'response' ? trace.outcome.headers : [];
  const sentTo = headers.find(({ name }) => name === 'location')?.value;
  return fate.ends
    .map(({ status, to, path, cause }) => {
      if (sentTo !== undefined) return `${status} to ${sentTo}`;
      return to === undefined
        ? `${status} ${cause}`
        : `${status} from ${to.name}${path === undefined ? '' : `, path ${path}`}`;
    })
    .join(', ');
}

function changeText({ example, before, after }: FateChange): string {
  const { method, scheme, host, target, proxyProtocol } = example;
  const request = `${method} ${scheme}://${host}${target}${proxyProtocol === undefined ? '' : ' (PROXY protocol)'}`;
  return `  ${request.padEnd(50)}${sideText(before).padEnd(38)}${sideText(after)}`;
}

/** What moves when Traefik is started so. */
interface Attempt {
  readonly name: string;
  readonly isExact: boolean;
  readonly moves: ReadonlyMap<Topic, readonly FateChange[]>;
}

function attempt(name: string, ...flags: readonly string[]): Attempt {
  const { changes, isExact } = diff(clusterWith(nginx), clusterWith(traefik(...flags)));
  const moves = new Map<Topic, FateChange[]>(topics.map((topic) => [topic, []]));
  for (const change of changes) {
    const topic = topics.find(({ isOf }) => isOf(change));
    if (topic === undefined) throw new Error(`nobody explains ${changeText(change)}`);
    moves.get(topic)?.push(change);
  }
  return { name, isExact, moves };
}

/** A topic with two examples, from the first attempt in which it moves. */
function told(topic: Topic, attempts: readonly Attempt[]): string {
  const changes = attempts.map(({ moves }) => moves.get(topic) ?? []).find(({ length }) => length > 0) ?? [];
  return `${topic.title}. ${topic.why}\n\n${changes.slice(0, 2).map(changeText).join('\n')}`;
}

function line(cells: readonly string[]): string {
  return `  ${cells.map((cell) => cell.padEnd(17)).join('')}`.trimEnd();
}

function table(attempts: readonly Attempt[]): string {
  const rows = topics.map((topic) =>
    line([topic.title, ...attempts.map(({ moves }) => (moves.get(topic)?.length === 0 ? '-' : 'moves'))]),
  );
  return [line(['', ...attempts.map(({ name }) => name)]), ...rows].join('\n');
}

/** The story, told. */
export function story(): string {
  const attempts = [
    attempt('as it comes'),
    attempt('strict prefixes', strict),
    attempt('and redirects', strict, redirecting),
  ];
  return [
    'Moving to another controller',
    'Three Ingresses are served by ingress-nginx. Traefik takes over their class, and not a letter of them changes.\nWhat moves, with requests that show it: what comes of them before, and after.',
    ...topics.map((topic) => told(topic, attempts)),
    `With Traefik as it comes, with\n${strict}, and besides with\n${redirecting}:`,
    table(attempts),
    attempts.every(({ isExact }) => isExact)
      ? 'Every other request ends as it did.'
      : 'Where one compares what was sent and the other what it reads in it, not every spelling of a path can be looked at:\nthe difference says that it is not exact. Whatever else was looked at ends as it did.',
  ].join('\n\n');
}
