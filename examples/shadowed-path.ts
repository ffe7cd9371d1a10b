/**
 * Four teams share a host, each with an Ingress of its own. A property says what must hold whoever is there: below
 * /cart everything is the cart's. fast-check draws which teams are there and what is asked, finds a request that
 * somebody else gets, and leaves out all that it does not need: what remains is the Ingress that shadows the path.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import { AssertionError, assertReaches } from '@kubehop/core/matchers';
import { readManifests } from '@kubehop/core/yaml';
import * as fc from 'fast-check';

const controller = `
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
`;

/** A pod of a team and its Service. */
function application(name: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: ${name}, image: example.com/${name}:1.0, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
`;
}

/** The Ingress of a team. */
function ingress(name: string, path: string, pathType: string, annotations: string = '{}'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: ${path}
            pathType: ${pathType}
            backend: { service: { name: ${name}, port: { number: 80 } } }
`;
}

const names = ['cart', 'web', 'search', 'legacy'];
const cartIngress = ingress('cart', '/cart', 'Prefix');
const others = [
  ingress('web', '/', 'Prefix'),
  ingress('search', '/search', 'Prefix'),
  ingress('legacy', '/[a-z]+', 'ImplementationSpecific', '{ nginx.ingress.kubernetes.io/use-regex: "true" }'),
];

function clusterWith(ingresses: readonly string[]): Cluster {
  const manifests = [controller, ...names.map(application), cartIngress, ...ingresses];
  return createCluster(readManifests(manifests.join('---')));
}

/** Whether somebody asks for the cart; without dots, which lead out of it again. */
function isForCart({ url }: { readonly url: string }): boolean {
  return /^http:\/\/shop\.example\.com(:80)?\/cart(\/[\w-]+)*$/.test(url);
}

/** Any of the others, and any request that the cluster gives rise to. */
const drawn = fc.subarray(others).chain((ingresses) => {
  const cluster = clusterWith(ingresses);
  return fc.record({
    ingresses: fc.constant(ingresses),
    cluster: fc.constant(cluster),
    request: requestTo(cluster).filter(isForCart),
  });
});

/** The story, told. */
export function story(): string {
  const isCarts = fc.property(drawn, ({ cluster, request }) =>
    assertReaches(cluster, request, 'service/shop/cart'),
  );
  const { seed, counterexample, errorInstance } = fc.check(isCarts, { seed: 7, numRuns: 200 });
  const [found] = counterexample ?? [];
  if (found === undefined || !(errorInstance instanceof AssertionError)) return 'nothing found';
  return [
    'A property that finds a shadowed path',
    'What is asked below /cart comes to the cart, whoever else has an Ingress for the host. That does not hold:',
    `  seed     ${seed}\n  request  ${found.request.url}`,
    `Of the Ingresses of the others this is all that it takes:\n${found.ingresses.join('---').trimEnd()}`,
    errorInstance.message,
  ].join('\n\n');
}
