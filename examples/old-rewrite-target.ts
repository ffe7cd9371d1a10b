/**
 * An Ingress of 2017 under controllers of three ages. Two things have changed since: the prefix of annotations, and what
 * rewrite-target does with the rest of the path. Some lose the rest, some do not see the annotation at all.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile, type ControllerProfile } from '@kubehop/core/components';
import { renderNginx } from '@kubehop/core/render';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' } }
spec: { controller: k8s.io/ingress-nginx }
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
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations: { ingress.kubernetes.io/rewrite-target: / }
spec:
  rules:
    - host: example.com
      http:
        paths:
          - path: /app
            backend: { serviceName: web, servicePort: 80 }
`;

const flags = { 'annotations-prefix': 'ingress.kubernetes.io' };

const controllers: readonly (readonly [name: string, profile: ControllerProfile])[] = [
  ['0.9.0-beta.17', ingressNginxProfile({ version: '0.9.0-beta.17' })],
  ['0.21.0', ingressNginxProfile({ version: '0.21.0' })],
  ['0.21.0 --annotations-prefix', ingressNginxProfile({ version: '0.21.0', flags })],
  ['1.15.1', ingressNginxProfile({ version: '1.15.1' })],
  ['1.15.1 --annotations-prefix', ingressNginxProfile({ version: '1.15.1', flags })],
];

/** The target that the pod gets of a request, or what the client is answered instead. */
function sent(cluster: Cluster, profile: ControllerProfile, target: string): string {
  const http = { method: 'GET', target, version: '1.1', host: 'example.com', headers: [] } as const;
  const { result } = ingressController(cluster, profile).handle({ http, client: '203.0.113.7', port: 80 });
  if (result.kind === 'response') return `${result.status}`;
  return result.kind === 'forward' ? result.http.target : result.kind;
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(30)}${cells.map((cell) => cell.padEnd(12)).join('')}`.trimEnd();
}

function table(cluster: Cluster): string {
  const targets = ['/app', '/app/x', '/application'];
  return [
    row('the client asks', targets),
    ...controllers.map(([name, profile]) =>
      row(
        name,
        targets.map((target) => sent(cluster, profile, target)),
      ),
    ),
  ].join('\n');
}

/** What the controller writes for the path of the Ingress: locations, and rewrites in them. */
function locations(cluster: Cluster, profile: ControllerProfile): string {
  const lines = renderNginx(cluster, { controller: profile }).split('\n');
  const server = lines.slice(lines.findIndex((line) => line.includes('server_name example.com;')));
  return server
    .filter((line) => /^\s+(?:location .*app|rewrite )/.test(line))
    .map((line) => `  ${line.trim()}`)
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const age = (name: string): string => {
    const profile = controllers.find(([known]) => known === name)?.[1];
    return profile === undefined ? '' : `${name}\n${locations(cluster, profile)}`;
  };
  return [
    'An old rewrite-target under new controllers',
    'An Ingress in extensions/v1beta1 rewrites /app to / with the annotation ingress.kubernetes.io/rewrite-target.\nWhat the pod gets:',
    table(cluster),
    'Until 0.9.0-beta.17 that was the prefix of annotations. Since then it is nginx.ingress.kubernetes.io, and the old one is\nread by nobody, unless --annotations-prefix=ingress.kubernetes.io says so. Until 0.21 what follows the path is\nappended to the target. Since 0.22 only what a pattern captures is kept, and this Ingress has no pattern.\nWhat the controllers write into nginx.conf:',
    age('0.9.0-beta.17'),
    age('0.21.0'),
    age('1.15.1 --annotations-prefix'),
    'Today it is written as path /app(/|$)(.*) of type ImplementationSpecific with the annotation\nnginx.ingress.kubernetes.io/rewrite-target: /$2.',
  ].join('\n\n');
}
