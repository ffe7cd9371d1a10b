/**
 * A name that leads nowhere, 400, 403, 404, 405, 503: what people call "the Ingress does not work". Each of these comes
 * from another object, and the explanation names it with the field and what to do.
 */
import { cloud, createCluster, internet, traceRequest, type Cluster, type Trace } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';

const ingress = (name: string, ofClass: string, annotation?: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: shop
  annotations: { ${annotation === undefined ? '' : `nginx.ingress.kubernetes.io/${annotation}`} }
spec:
  ${ofClass}
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---`;

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
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ name: http, containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: deaf, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 9090 }] }
---
apiVersion: v1
kind: Service
metadata: { name: idle, namespace: shop }
spec: { selector: { app: idle }, ports: [{ name: http, port: 80 }] }
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
          - { path: /web, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /gone, pathType: Prefix, backend: { service: { name: wbe, port: { number: 80 } } } }
          - { path: /port, pathType: Prefix, backend: { service: { name: web, port: { name: web } } } }
          - { path: /idle, pathType: Prefix, backend: { service: { name: idle, port: { number: 80 } } } }
          - { path: /deaf, pathType: Prefix, backend: { service: { name: deaf, port: { number: 80 } } } }
          - path: /bucket
            pathType: Prefix
            backend: { resource: { apiGroup: acme.io, kind: Bucket, name: static } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: fallback, namespace: shop }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: idle, port: { number: 80 } } }
  rules:
    - host: fallback.example.com
      http:
        paths:
          - { path: /web, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
${ingress('admin', 'ingressClassName: nginx', 'allowlist-source-range: 192.0.2.0/24')}
${ingress('typo', 'ingressClassName: nginx', 'allowlist-source-range: 192.0.2.0-24')}
${ingress('classless', '')}
${ingress('other', 'ingressClassName: ngnix')}
`;

/** A way to fail: what is asked, and what is different from the cluster above. */
interface Way {
  readonly what: string;
  readonly url: string;
  readonly method?: string;
  /** Goes to the controller, whatever DNS says: as with a record that points at it. */
  readonly atController?: boolean;
  readonly change?: (cluster: Cluster) => Cluster;
}

const notFound = { selector: { matchLabels: { app: 'web' }, matchExpressions: [] }, status: 404 };

const ways: readonly Way[] = [
  {
    what: 'no controller runs',
    url: 'http://shop.example.com/web',
    change: (cluster) => cluster.delete({ kind: 'Pod', namespace: 'ingress-nginx', name: 'controller' }),
  },
  { what: 'the Ingress names no class', url: 'http://classless.example.com/', atController: true },
  {
    what: 'the Ingress names a class that does not exist',
    url: 'http://other.example.com/',
    atController: true,
  },
  { what: 'no Ingress has the host', url: 'http://www.example.com/', atController: true },
  { what: 'no path of the host covers the request', url: 'http://shop.example.com/about' },
  {
    what: 'no path covers it, and nothing is behind defaultBackend',
    url: 'http://fallback.example.com/about',
  },
  { what: 'the backend of the path is no Service', url: 'http://shop.example.com/bucket' },
  { what: 'the Service does not exist', url: 'http://shop.example.com/gone' },
  { what: 'the Service has no port of that name', url: 'http://shop.example.com/port' },
  { what: 'no pod is behind the Service', url: 'http://shop.example.com/idle' },
  { what: 'nothing in the pod listens on the port', url: 'http://shop.example.com/deaf' },
  { what: 'the address of the client is not on the list', url: 'http://admin.example.com/' },
  { what: 'the list cannot be read', url: 'http://typo.example.com/' },
  { what: 'nginx takes no requests of this method', url: 'http://shop.example.com/web', method: 'TRACE' },
  { what: 'the path climbs above the root', url: 'http://shop.example.com/web/%2e%2e/%2e%2e/etc' },
  {
    what: 'the pod answers 404 itself',
    url: 'http://shop.example.com/web',
    change: () => createCluster(readManifests(manifests), { platform: cloud({ applications: [notFound] }) }),
  },
];

/** The public address of the controller. */
function controllerAddress(cluster: Cluster): string {
  return cluster.get('Service', 'ingress-nginx/controller')?.status.loadBalancer.ingress[0]?.ip ?? '';
}

function verdict({ outcome }: Trace): string {
  return outcome.kind === 'response' ? `${outcome.status} from ${outcome.from}` : outcome.kind;
}

function told(cluster: Cluster, { what, url, method, atController, change }: Way, index: number): string {
  const asked = change?.(cluster) ?? cluster;
  const trace = traceRequest(asked, {
    from: internet(),
    url,
    ...(method === undefined ? {} : { method }),
    ...(atController === true ? { address: controllerAddress(cluster) } : {}),
  });
  const { code, message, object, path, fix } = trace.outcome.cause;
  const where =
    object === undefined ? '' : ` [${object.kind} ${object.name}${path === undefined ? '' : ` ${path}`}]`;
  return [
    `${index + 1}. ${what}: ${method ?? 'GET'} ${url}`,
    `   ${verdict(trace)}, ${code}`,
    `   ${message}${where}`,
    ...(fix === undefined ? [] : [`   Fix: ${fix}`]),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  return [
    'Ways to a 404 or 503, and how to tell them apart',
    'The status alone says little. Who answered, and because of which object and field, says what to change:',
    ...ways.map((way, index) => told(cluster, way, index)),
  ].join('\n\n');
}
