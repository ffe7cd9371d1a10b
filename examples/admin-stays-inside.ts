/**
 * A proof that no request for /admin gets from the internet to the shop. It fails three times, each time by a request that
 * nobody thought of, and then it holds: for every host, port and spelling of the path, not for those that somebody tried.
 */
import { createCluster, internet, traceRequest, type Cluster, type Request } from '@kubehop/core';
import { and, from, path, prove, type Proof } from '@kubehop/core/analysis';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

/** What is mended, one after the other. */
interface Shop {
  /** How the Ingress compares /admin. */
  readonly pathType: 'Exact' | 'Prefix';
  /** The hosts of which /admin leads to the login. */
  readonly guarded: readonly string[];
  /** The type of the Service of the shop. */
  readonly type: 'NodePort' | 'ClusterIP';
}

const application = (name: string, type: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  containers: [{ name: ${name}, image: example.com/${name}:2.0, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { type: ${type}, selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
---`;

const rule = (host: string, prefix: string, pathType: string, service: string): string => `
    - host: ${host}
      http:
        paths:
          - { path: ${prefix}, pathType: ${pathType}, backend: { service: { name: ${service}, port: { number: 80 } } } }`;

const hosts = ['shop.example.com', 'www.shop.example.com'];

const manifests = ({ pathType, guarded, type }: Shop): string => `
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
      ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec:
  type: LoadBalancer
  selector: { app: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: http }]
---${application('shop', type)}${application('login', 'ClusterIP')}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:${hosts.map((host) => rule(host, '/', 'Prefix', 'shop')).join('')}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: admin, namespace: shop }
spec:
  ingressClassName: nginx
  rules:${guarded.map((host) => rule(host, '/admin', pathType, 'login')).join('')}
`;

const first: Shop = { pathType: 'Exact', guarded: ['shop.example.com'], type: 'NodePort' };

/** A way in that nobody thought of: the requests that take it, and how it is closed. */
interface Hole {
  readonly isOf: (request: Request) => boolean;
  readonly why: string;
  readonly mended: Partial<Shop>;
}

const holes: readonly Hole[] = [
  {
    isOf: ({ host }) => host === 'www.shop.example.com',
    why: 'Nobody thought of www, whose rule for / leads /admin to the shop as well.\nOnce there is a rule for /admin of that host, too, ',
    mended: { guarded: hosts },
  },
  {
    isOf: ({ port }) => port >= 30_000,
    why: 'A NodePort is open on every node, and asks no Ingress.\nOnce the Service is of type ClusterIP, ',
    mended: { type: 'ClusterIP' },
  },
  {
    isOf: ({ target }) => target !== '/admin',
    why: 'Exact is that path and nothing below it: the rest is for the rule of /.\nOnce it is a Prefix, ',
    mended: { pathType: 'Prefix' },
  },
];

const fromOutside = and(from(internet()), path('/admin'));
const fromAnywhere = and(from('anywhere'), path('/admin'));
const never = { neverReaches: 'service/shop/shop' } as const;

/** A proof about the shop, and what was closed before it. */
interface Attempt {
  readonly cluster: Cluster;
  readonly proof: Proof;
  readonly closed?: Hole;
}

/** Proves, and closes the hole that the counterexample shows, until nothing fails. */
function attempts(shop: Shop, closed?: Hole): readonly Attempt[] {
  const cluster = createCluster(readManifests(manifests(shop)));
  const proof = prove(cluster, fromOutside, never);
  const attempt = { cluster, proof, ...(closed === undefined ? {} : { closed }) };
  const hole = proof.kind === 'fails' ? holes.find(({ isOf }) => isOf(proof.counterexample)) : undefined;
  return hole === undefined ? [attempt] : [attempt, ...attempts({ ...shop, ...hole.mended }, hole)];
}

/** What a proof comes to: of one that fails the smallest request that breaks it, with its way. */
function told(proof: Proof, still = ''): string {
  switch (proof.kind) {
    case 'holds':
      return 'it holds.';
    case 'fails':
      return `it ${still}does not hold:\n\n${explain(proof.trace, { depth: 'summary' })}`;
    case 'unknown':
      return `nobody knows: ${proof.reason}`;
    default:
      return proof satisfies never;
  }
}

/** The Service that the controller hands a request to. */
function handedTo(cluster: Cluster, target: string): string {
  const url = `http://shop.example.com${target}`;
  const { hops, outcome } = traceRequest(cluster, { from: internet(), url });
  const services = hops.flatMap((hop) => (hop.stage === 'ingress' ? (hop.backend?.service?.name ?? []) : []));
  return services.at(-1) ?? outcome.kind;
}

const targets = [
  '/admin',
  '/admin/',
  '/admin/users?all',
  '/%61dmin',
  '//admin',
  '/a/../admin',
  '/administrator',
];

/** What is told once nothing fails from outside. */
function epilogue(cluster: Cluster): readonly string[] {
  return [
    'That is about every spelling of the path that the controller takes for it, and not about what only looks like it:',
    targets.map((target) => `  ${target.padEnd(18)}${handedTo(cluster, target)}`).join('\n'),
    `A set without from(…) is about the origin that the platform takes for granted, which is the internet: ${told(prove(cluster, path('/admin'), never))}\nOf clients anywhere, which are in the network of the nodes, on every node and in every pod besides, ${told(prove(cluster, fromAnywhere, never))}`,
    'That is what the pages are for. What is to be closed to pods, too, no Ingress closes.',
  ];
}

/** The story, told. */
export function story(): string {
  const all = attempts(first);
  const last = all.at(-1);
  return [
    'Admin stays inside',
    'A shop has pages below /admin for those inside of the cluster. Whoever comes from outside is led to a login instead.\nTo prove: no request for /admin, from whatever client in the internet, to whatever host, address and port, comes to\nthe Service of the shop.',
    ...all.map(({ closed, proof }) =>
      closed === undefined
        ? `With the manifests as they are, ${told(proof)}`
        : `${closed.why}${told(proof, 'still ')}`,
    ),
    ...(last === undefined ? [] : epilogue(last.cluster)),
  ].join('\n\n');
}
