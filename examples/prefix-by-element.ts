/**
 * A path of type Prefix covers whole elements: /foo covers /foo/x and not /foobar. The longest path wins, Exact before
 * Prefix. The specification and ingress-nginx agree; ingress-nginx gets there with two locations for each Prefix.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import {
  ingressController,
  ingressNginxProfile,
  specProfile,
  type ControllerProfile,
} from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

const application = (name: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  containers: [{ name: ${name}, image: example.com/${name}:1.0, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
---`;

const manifests = `${['web', 'foo', 'bar', 'exact'].map(application).join('')}
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
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
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
          - { path: /foo, pathType: Prefix, backend: { service: { name: foo, port: { number: 80 } } } }
          - { path: /foo/bar/, pathType: Prefix, backend: { service: { name: bar, port: { number: 80 } } } }
          - { path: /foo/bar, pathType: Exact, backend: { service: { name: exact, port: { number: 80 } } } }
`;

const bySpecification = specProfile({ controllerClass: 'k8s.io/ingress-nginx' });
const nginx = ingressNginxProfile({ version: '1.15.1' });

const paths = [
  '/foo',
  '/foo/',
  '/foo/x',
  '/foobar',
  '/FOO',
  '/foo/bar',
  '/foo/bar/',
  '/foo/bar/x',
  '/foo/barx',
];

/** The path of the Ingress that takes a request, and the Service behind it. */
function taken(cluster: Cluster, profile: ControllerProfile, target: string): string {
  const http = { method: 'GET', target, version: '1.1', host: 'shop.example.com', headers: [] } as const;
  const { location, result } = ingressController(cluster, profile).handle({
    http,
    client: '203.0.113.7',
    port: 80,
  });
  const service = result.kind === 'forward' ? (result.backends[0]?.service.name ?? '') : result.kind;
  return `${location?.pathType ?? ''} ${location?.path ?? ''}`.padEnd(18) + service;
}

function table(cluster: Cluster): string {
  const rows = paths.map(
    (path) =>
      `  ${path.padEnd(12)}${taken(cluster, bySpecification, path).padEnd(26)}${taken(cluster, nginx, path)}`,
  );
  return [`  ${'request'.padEnd(12)}${'by the specification'.padEnd(26)}by ingress-nginx`, ...rows].join(
    '\n',
  );
}

function locations(cluster: Cluster): string {
  const server = ingressController(cluster, nginx)
    .configuration()
    .servers.find(({ host }) => host === 'shop.example.com');
  return (server?.locations ?? []).map((name) => `  location ${name}`).join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  return [
    'A prefix is by element',
    'Ingress shop has four paths: Prefix /, Prefix /foo, Prefix /foo/bar/ and Exact /foo/bar. Elements are what stands\nbetween slashes, and a prefix covers whole ones. A slash at the end of a Prefix does not matter, but the longer text\nwins; Exact wins over Prefix where both are as long:',
    table(cluster),
    'nginx itself compares letters, not elements. So the controller writes two locations for a Prefix:\none for the path itself, one for what is below it.',
    locations(cluster),
  ].join('\n\n');
}
