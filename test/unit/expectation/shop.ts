import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import type { ExpectationMember } from '../../../packages/core/src/expectation/expectation.js';
import type { Verdict } from '../../../packages/core/src/expectation/verdict.js';
import { namedCertificate } from '../../objects/certificates.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service } from '../../objects/service.js';
import { barePod, deployment } from '../../objects/workload.js';

const nginx = 'nginx.ingress.kubernetes.io';
const port80 = { name: 'http', port: 80, targetPort: 8080 } as const;

/** A Deployment and its Service; its pods listen on 8080. */
function application(name: string, replicas: number): readonly unknown[] {
  const container = { name, image: name, ports: [{ containerPort: 8080 }] };
  return [
    deployment(`shop/${name}`, { replicas, pod: { containers: [container] } }),
    service(`shop/${name}`, { selector: { app: name }, ports: [port80] }),
  ];
}

/** A canary that gets a share of what another Ingress gets. */
function canary(name: string, host: string, path: string, weight: number): unknown {
  return ingress(`shop/${name}`, {
    className: 'nginx',
    rules: { [host]: [path] },
    annotations: { [`${nginx}/canary`]: 'true', [`${nginx}/canary-weight`]: String(weight) },
  });
}

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'shop', name: 'tls' },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': namedCertificate, 'tls.key': 'a2V5' },
};

/**
 * A shop behind ingress-nginx on two nodes in two zones: `/` leads to web, `/cart` to cart, `/pay` to pay and for a fifth
 * of all requests to pay-canary; of two Services with the same pods, each gets half of twins.example.com; shop.example.com
 * has a certificate, Service empty has no pods, those of Service deaf do not listen, and Ingress api rewrites paths.
 */
export const shop: Cluster = createCluster(
  [
    ...nginxController({
      type: 'LoadBalancer',
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ],
    }),
    ...application('web', 2),
    ...application('cart', 1),
    ...application('pay', 1),
    ...application('pay-canary', 1),
    service('shop/twin', { selector: { app: 'cart' }, ports: [port80] }),
    service('shop/empty', { selector: { app: 'nobody' }, ports: [port80] }),
    service('shop/deaf', { selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 9 }] }),
    barePod('shop/client'),
    secret,
    ingress('shop/shop', {
      className: 'nginx',
      rules: {
        'shop.example.com': [
          'Prefix / web:80',
          'Prefix /cart cart:http',
          'Exact /pay pay:80',
          'Prefix /empty empty:80',
          'Prefix /deaf deaf:80',
        ],
      },
      tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
    }),
    canary('canary', 'shop.example.com', 'Exact /pay pay-canary:80', 20),
    ingress('shop/twins', { className: 'nginx', rules: { 'twins.example.com': ['Prefix / cart:80'] } }),
    canary('twin', 'twins.example.com', 'Prefix / twin:80', 50),
    ingress('shop/api', {
      className: 'nginx',
      rules: { 'api.example.com': ['ImplementationSpecific /v1/(.*) web:80'] },
      annotations: {
        [`${nginx}/use-regex`]: 'true',
        [`${nginx}/rewrite-target`]: '/$1',
        [`${nginx}/upstream-vhost`]: 'web.internal',
      },
    }),
  ],
  { platform: cloud({ nodes: 2, zones: 2 }) },
);

/** What does not hold, a line each: the member, what came instead and for which share of requests. */
export function faultsOf({ failures }: Verdict): readonly string[] {
  return failures.map(({ member, actual, branches }) => `${member}: ${actual} [${round(branches)}]`);
}

/** The members that do not hold. */
export function membersOf({ failures }: Verdict): readonly ExpectationMember[] {
  return failures.map(({ member }) => member);
}

function round(share: number): number {
  return Number(share.toFixed(4));
}
