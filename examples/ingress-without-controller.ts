/**
 * An Ingress alone does nothing: it is a wish that a controller has to read. Without one nobody publishes an address for
 * its host, and the name leads nowhere; with one the same Ingress works.
 */
import { createCluster, internet, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const shop = `
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
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`;

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
      ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec:
  type: LoadBalancer
  selector: { app: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: https }]
`;

function ask(cluster: Cluster): string {
  const trace = traceRequest(cluster, { from: internet(), url: 'http://shop.example.com/' });
  return explain(trace, { depth: 'summary' });
}

/** The story, told. */
export function story(): string {
  const without = createCluster(readManifests(shop));
  const running = without.apply(...readManifests(controller).manifests.map(({ value }) => value));
  return [
    'An Ingress without a controller',
    'Pod, Service and Ingress are there, and nobody reads the Ingress.',
    ask(without),
    'Now an ingress controller is installed, with its class and a load balancer.\nThe Ingress is the same as before.',
    ask(running),
  ].join('\n\n');
}
