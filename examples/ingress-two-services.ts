/**
 * One Ingress, one public address, two Services: the controller reads the path of the request and picks the longest rule
 * that covers it. It connects to the pods itself, so the cluster IPs of the two Services are not used.
 */
import { createCluster, internet, traceRequest, type Cluster } from '@kubehop/core';
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
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers: [{ name: cart, image: example.com/cart:2.0, ports: [{ containerPort: 7070 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ port: 80, targetPort: 7070 }]
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
          - path: /cart
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;

const paths = ['/', '/about', '/cart', '/cart/7', '/cartoon'];

/** Which rule takes a path, and which pod gets it. */
function route(cluster: Cluster, path: string): string {
  const trace = traceRequest(cluster, { from: internet(), url: `http://shop.example.com${path}` });
  const rule = trace.hops
    .map((hop) => (hop.stage === 'ingress' ? (hop.location?.path ?? 'no path') : ''))
    .join('');
  const reached = trace.hops.map((hop) => (hop.stage === 'pod' ? hop.pod.name : '')).join('');
  return `  ${path.padEnd(10)}${rule.padEnd(8)}${reached}`;
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const request = { from: internet(), url: 'http://shop.example.com/cart/7' };
  return [
    'One Ingress in front of two Services',
    'Host shop.example.com has two paths: / leads to Service web, /cart to Service cart.\nThe longest path that covers the request takes it. Paths are compared element by element,\nso /cart covers /cart/7 and does not cover /cartoon.',
    ['  request   rule    pod', ...paths.map((path) => route(cluster, path))].join('\n'),
    'One of them from hop to hop. The controller is a pod behind a load balancer.\nIt connects to the pod of the cart itself, past the cluster IP of its Service:',
    explain(traceRequest(cluster, request), { depth: 'summary' }),
  ].join('\n\n');
}
