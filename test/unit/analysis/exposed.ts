import { createCluster, type Platform } from '@kubehop/core';
import { exposures, type Exposure, type Price } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';

/** An ingress-nginx behind a load balancer. */
export const controller = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  replicas: 2
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
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
spec: { type: LoadBalancer, selector: { app: nginx }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }
---
`;

/** An Ingress for a host. */
export const site = (name: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
  rules: [{ host: ${name}.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] } }]
---
`;

/** Service shop/web. */
export const service = (spec: string, annotations = '{}'): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: ${annotations} }
spec: { selector: { app: web }, ${spec} }
---
`;

/** Pod shop/edge. */
export const pod = (spec: string, ports: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: shop, labels: { app: edge } }
spec: { ${spec}, containers: [{ name: edge, image: edge, ports: [${ports}] }] }
---
`;

/** What makes it one of type LoadBalancer. */
export const balanced = 'type: LoadBalancer, ports: [{ port: 80, nodePort: 30081 }]';

/** The controller, as an object of some kind. */
export function ofController(kind: string): object {
  return { kind, namespace: 'ingress-nginx', name: 'controller' };
}

/** What is exposed of manifests. */
export function exposed(text: string, platform: Platform, prices?: readonly Price[]): readonly Exposure[] {
  const cluster = createCluster(readManifests(text), { platform });
  return exposures(cluster, prices === undefined ? {} : { prices });
}
