import type * as fc from 'fast-check';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import type { RawRequest } from '../../differential/nginx/raw-request.js';
import { backendNames, type IngressSet, ingressSets } from '../../differential/nginx/ingress-sets.js';

/** Who serves Ingresses, and what it reads of their annotations. */
interface Server {
  readonly platform: Platform;
  readonly className?: string;
  readonly objects: readonly object[];
  /** One of each is put in place of the annotations that are drawn; none: these stay. */
  readonly annotations?: readonly Readonly<Record<string, string>>[];
}

function controller(
  image: string,
  className: string,
  controllerClass: string,
  args: readonly string[] = [],
): readonly object[] {
  const ports = [
    { name: 'http', containerPort: 80 },
    { name: 'https', containerPort: 443 },
  ];
  const labels = { app: 'controller' };
  const metadata = { name: 'controller', namespace: 'ingress' };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: className },
      spec: { controller: controllerClass },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'controller', image, args, ports }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'LoadBalancer',
        selector: labels,
        ports: [
          { name: 'http', port: 80 },
          { name: 'https', port: 443 },
        ],
      },
    },
  ];
}

const alb = 'alb.ingress.kubernetes.io';
const haproxy = 'haproxy-ingress.github.io';
const router = 'traefik.ingress.kubernetes.io/router';

/** Servers of Ingresses of each dialect. */
export const servers = {
  'ingress-nginx': {
    platform: cloud(),
    className: 'nginx',
    objects: controller('registry.k8s.io/ingress-nginx/controller:v1.12.1', 'nginx', 'k8s.io/ingress-nginx', [
      '--publish-service=ingress/controller',
    ]),
  },
  'an Application Load Balancer': {
    platform: aws(),
    className: 'alb',
    objects: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: 'alb' },
        spec: { controller: 'ingress.k8s.aws/alb' },
      },
    ],
    annotations: [
      { [`${alb}/scheme`]: 'internet-facing', [`${alb}/group.name`]: 'group' },
      {
        [`${alb}/scheme`]: 'internet-facing',
        [`${alb}/listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
        [`${alb}/certificate-arn`]: 'arn:aws:acm:eu-central-1:1:certificate/1',
      },
      {
        [`${alb}/scheme`]: 'internet-facing',
        [`${alb}/conditions.a`]:
          '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Canary","values":["always","M*"]}}]',
        [`${alb}/conditions.b`]:
          '[{"field":"query-string","queryStringConfig":{"values":[{"key":"x","value":"1"}]}},{"field":"http-request-method","httpRequestMethodConfig":{"Values":["GET","HEAD"]}}]',
      },
      {
        [`${alb}/scheme`]: 'internet-facing',
        [`${alb}/target-type`]: 'ip',
        [`${alb}/conditions.a`]: '[{"field":"source-ip","sourceIpConfig":{"values":["10.0.0.0/8"]}}]',
      },
    ],
  },
  'GCE Ingress': { platform: gcp(), objects: [], annotations: [{ 'kubernetes.io/ingress.class': 'gce' }] },
  'HAProxy Ingress': {
    platform: cloud(),
    className: 'haproxy',
    objects: controller(
      'quay.io/jcmoraisjr/haproxy-ingress:v0.14.7',
      'haproxy',
      'haproxy-ingress.github.io/controller',
    ),
    annotations: [
      {},
      { [`${haproxy}/path-type`]: 'regex' },
      { [`${haproxy}/path-type`]: 'begin' },
      { [`${haproxy}/ssl-redirect`]: 'false' },
      { [`${haproxy}/rewrite-target`]: '/x' },
    ],
  },
  Traefik: {
    platform: cloud(),
    className: 'traefik',
    objects: controller('docker.io/traefik:v3.3.4', 'traefik', 'traefik.io/ingress-controller', [
      '--providers.kubernetesingress',
      '--entrypoints.web.address=:80',
      '--entrypoints.websecure.address=:443',
      '--entrypoints.websecure.http.tls',
    ]),
    annotations: [
      {},
      { [`${router}.pathmatcher`]: 'PathRegexp' },
      { [`${router}.tls`]: 'true' },
      { [`${router}.priority`]: '40' },
    ],
  },
  'a controller by the specification': {
    platform: cloud(),
    className: 'kong',
    objects: controller(
      'docker.io/kong/kubernetes-ingress-controller:3.4.1',
      'kong',
      'ingress-controllers.konghq.com/kong',
    ),
    annotations: [{}],
  },
} satisfies Readonly<Record<string, Server>>;

/** The name of a server. */
export type ServerName = keyof typeof servers;

/** The names of all servers. */
export const serverNames: readonly ServerName[] = Object.keys(servers).filter(
  (name): name is ServerName => name in servers,
);

/** What Ingresses lead to: Services with a pod each. Who is made by a platform refuses Ingresses that name any other. */
function servicesFor(platform: Platform): readonly object[] {
  const isMade = isMadeBy(platform);
  const names = [...backendNames, ...(isMade ? ['none', 'missing'] : [])];
  return ['shop', 'team'].flatMap((namespace) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...names.flatMap((name) => [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: {
          type: isMade ? 'NodePort' : 'ClusterIP',
          selector: { app: name },
          ports: [80, ...(isMade ? [99, 8080] : [])].map((port) => ({
            name: port === 80 ? 'http' : `p${port}`,
            port,
            targetPort: 8080,
          })),
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace, labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }] },
      },
    ]),
  ]);
}

/** Whether a platform makes load balancers for Ingresses. */
function isMadeBy({ name }: Platform): boolean {
  return name !== 'cloud';
}

/** Without what load balancers of platforms refuse whole Ingresses for: stars, and Secrets that are not there. */
function acceptable({ rules, tls, ...spec }: IngressSpec, { name }: Platform): IngressSpec {
  return {
    ...spec,
    ...(tls === undefined || name === 'gcp' ? {} : { tls }),
    rules: rules.map((rule) => ({
      ...rule,
      http: {
        paths: rule.http.paths.map(({ path, ...rest }) => ({
          ...rest,
          path: name === 'gcp' || rest.pathType === 'Exact' ? path.replaceAll('*', '+') : path,
        })),
      },
    })),
  };
}

type IngressSpec = IngressSet['ingresses'][number]['spec'];

/** The cluster in which a server serves Ingresses. */
export function servedBy(name: ServerName, { ingresses }: Pick<IngressSet, 'ingresses'>): Cluster {
  const { platform, className, objects, annotations }: Server = servers[name];
  const claimed = ingresses.map(({ metadata, spec, ...ingress }, index) => ({
    ...ingress,
    metadata: {
      ...metadata,
      annotations:
        annotations === undefined ? metadata.annotations : (annotations[index % annotations.length] ?? {}),
    },
    spec: {
      ...(isMadeBy(platform) ? acceptable(spec, platform) : spec),
      ...(className === undefined ? {} : { ingressClassName: className }),
    },
  }));
  return createCluster([...objects, ...servicesFor(platform), ...claimed], { platform });
}

/** A request of somebody in the internet to the first load balancer of a cluster. */
export function sentTo(
  cluster: Cluster,
  { sni, host, method, target, version, headers }: RawRequest,
): Request {
  const isTls = sni !== undefined;
  return {
    from: internet(method === 'HEAD' ? '10.1.2.3' : undefined),
    scheme: isTls ? 'https' : 'http',
    host: cluster.infrastructure[0]?.addresses[0] ?? '192.0.2.1',
    port: isTls ? 443 : 80,
    hostHeader: host,
    sni: sni ?? null,
    ...(sni === null || (isTls && method === 'GET') ? { insecure: true } : {}),
    method,
    target,
    version,
    headers: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
  };
}

/** The same request as a client sends it that looks up the host; none where that is no name. */
export function sentByName(cluster: Cluster, raw: RawRequest): readonly Request[] {
  const { address: _, ...request } = sentTo(cluster, raw);
  const { host } = raw;
  return host === null || !/^[a-z\d]+(?:\.[a-z\d]+)*$/i.test(host) ? [] : [{ ...request, host }];
}

/** Ingresses with the wildest annotations and paths, and requests to them. */
export const servedSets: fc.Arbitrary<IngressSet> = ingressSets(40);
