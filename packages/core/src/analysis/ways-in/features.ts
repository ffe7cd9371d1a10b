import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer } from '../../cluster/infrastructure.js';
import type { Feature, FeatureName, WayInKind } from './way-in.js';

const names: readonly FeatureName[] = [
  'host-and-path-rules',
  'tls',
  'cookie-affinity',
  'canary',
  'retries',
  'circuit-breaking',
];

/** What is said of a feature, and by what it is asked for. */
type Said = Omit<Feature, 'name'>;

/** What a proxy can do; what is not named is not known. */
type Proxy = Readonly<Partial<Record<FeatureName, Said>>>;

const nginxAnnotations = 'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md';
const ingressRules = 'kubernetes/website concepts/services-networking/ingress.md';

/** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md */
const ingressNginx: Proxy = {
  'host-and-path-rules': { state: 'yes', by: 'spec.rules', source: ingressRules },
  tls: { state: 'yes', by: 'spec.tls', source: ingressRules },
  'cookie-affinity': {
    state: 'yes',
    by: 'nginx.ingress.kubernetes.io/affinity: cookie',
    source: nginxAnnotations,
  },
  canary: { state: 'yes', by: 'nginx.ingress.kubernetes.io/canary', source: nginxAnnotations },
  retries: { state: 'yes', by: 'nginx.ingress.kubernetes.io/proxy-next-upstream', source: nginxAnnotations },
};

const albGuide = 'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md';

/** @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md */
const alb: Proxy = {
  'host-and-path-rules': { state: 'yes', by: 'spec.rules', source: ingressRules },
  tls: { state: 'yes', by: 'alb.ingress.kubernetes.io/certificate-arn', source: albGuide },
  'cookie-affinity': {
    state: 'yes',
    by: 'alb.ingress.kubernetes.io/target-group-attributes: stickiness.type=lb_cookie',
    source: albGuide,
  },
  canary: { state: 'yes', by: 'alb.ingress.kubernetes.io/actions.NAME: weights', source: albGuide },
};

const gceGuide =
  'docs.cloud.google.com kubernetes-engine/docs/how-to/ingress-configuration, kubernetes/ingress-gce docs/faq/gce.md';

/** @see docs.cloud.google.com kubernetes-engine/docs/how-to/ingress-configuration */
const gceIngress: Proxy = {
  'host-and-path-rules': { state: 'yes', by: 'spec.rules', source: ingressRules },
  tls: { state: 'yes', by: 'spec.tls', source: ingressRules },
  'cookie-affinity': {
    state: 'yes',
    by: 'BackendConfig spec.sessionAffinity: GENERATED_COOKIE',
    source: gceGuide,
  },
};

/** What balancers of layer 4 end TLS with; those that leave connections alone cannot. */
const certificates: ReadonlyMap<string, Said> = new Map([
  [
    'classic-elb',
    {
      state: 'yes',
      by: 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
      source: 'kubernetes/cloud-provider-aws docs/service_controller.md',
    },
  ],
  [
    'nlb',
    {
      state: 'yes',
      by: 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
      source: 'kubernetes/cloud-provider-aws docs/service_controller.md',
    },
  ],
]);

/**
 * What can be done with requests on the way. Where nothing on the way reads them nothing can, but for TLS at a load
 * balancer; of a proxy only that is told which a source says.
 */
export function featuresOf(kind: WayInKind, { infrastructure: [balancer] }: Cluster): readonly Feature[] {
  switch (kind) {
    case 'host-network':
    case 'node-port':
      return unread({ state: 'no', by: 'nothing on the way ends connections' });
    case 'load-balancer':
    case 'nlb':
      return unread(balancer === undefined ? { state: 'unknown' } : tlsAt(balancer));
    case 'ingress-nginx':
      return ofProxy(ingressNginx);
    case 'alb':
      return ofProxy(alb);
    case 'gce-ingress':
      return ofProxy(gceIngress);
    default:
      return kind satisfies never;
  }
}

function unread(tls: Said): readonly Feature[] {
  return names.map((name) =>
    name === 'tls' ? { name, ...tls } : { name, state: 'no', by: 'nothing on the way reads requests' },
  );
}

function ofProxy(proxy: Proxy): readonly Feature[] {
  return names.map((name) => ({ name, ...(proxy[name] ?? { state: 'unknown' }) }));
}

/** A passthrough, and an address that nodes announce, leave the connection between client and target. @see docs.cloud.google.com load-balancing/docs/passthrough-network-load-balancer */
function tlsAt({ product, kind }: LoadBalancer): Said {
  const known = certificates.get(product);
  if (known !== undefined) return known;
  const isProxy = kind === 'l4-proxy' || kind === 'l7-proxy';
  return isProxy ? { state: 'unknown' } : { state: 'no', by: 'the load balancer leaves connections alone' };
}
