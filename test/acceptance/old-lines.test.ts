import { cloud, createCluster, traceRequest, type Cluster, type Trace } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { renderNginx } from '@kubehop/core/render';
import { readManifests } from '@kubehop/core/yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { findProgram } from '../differential/nginx/program.js';
import { NginxFolder } from '../differential/nginx/nginx-process.js';
import { run } from '../unit/cli/run.js';

/** The manifest of the first question: an old API, an old annotation, a path and an application. */
const application = `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web-ingress
  annotations:
    ingress.kubernetes.io/rewrite-target: /
spec:
  rules:
  - host: kubernetes.foo.bar
    http:
      paths:
      - path: /app
        backend:
          serviceName: appsvc
          servicePort: 80
---
apiVersion: v1
kind: Service
metadata: { name: appsvc }
spec: { selector: { app: app }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: shop/app, ports: [{ containerPort: 8080 }] }] }
`;

/** An ingress-nginx of a version, with further flags. */
function controller(version: string, flags: readonly string[]): string {
  const repository = version.startsWith('0.')
    ? 'quay.io/kubernetes-ingress-controller/nginx-ingress-controller'
    : 'registry.k8s.io/ingress-nginx/controller';
  const args = ['/nginx-ingress-controller', '--publish-service=ingress-nginx/ingress', ...flags];
  return `---
apiVersion: v1
kind: Namespace
metadata: { name: ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
  annotations: { ingressclass.kubernetes.io/is-default-class: "true" }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: ingress-nginx }
spec:
  type: LoadBalancer
  selector: { app: ingress-nginx }
  ports: [{ name: http, port: 80 }, { name: https, port: 443 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: nginx-ingress-controller, namespace: ingress-nginx }
spec:
  selector: { matchLabels: { app: ingress-nginx } }
  template:
    metadata: { labels: { app: ingress-nginx } }
    spec:
      containers:
      - name: controller
        image: ${repository}:${version}
        args: ${JSON.stringify(args)}
        ports: [{ containerPort: 80 }, { containerPort: 443 }]
`;
}

const url = 'http://kubernetes.foo.bar/app/x';
const flag = '--annotations-prefix=ingress.kubernetes.io';

/** The controllers, and what each makes of `/app/x`. */
const controllers: readonly [version: string, flags: readonly string[], target: string][] = [
  ['0.9.0-beta.17', [], '/x'],
  ['0.9.0-beta.18', [], '/app/x'],
  ['0.21.0', [flag], '/x'],
  ['0.21.0', [], '/app/x'],
  ['0.22.0', [flag], '/'],
  ['v1.15.1', [flag], '/'],
  ['v1.15.1', [], '/app/x'],
];

function clusterOf(version: string, flags: readonly string[]): Cluster {
  return createCluster(readManifests(application + controller(version, flags)), { platform: cloud() });
}

/** The target of the request as the application gets it. */
function received({ hops }: Trace): string | undefined {
  return hops.at(-1)?.packet.http?.target;
}

/** The location of a configuration that sends requests to the application, without the lines of other subjects. */
function locationIn(configuration: string): readonly string[] {
  const lines = configuration.split('\n').map((line) => line.trim());
  const start = lines.indexOf('# Ingress default/web-ingress, spec.rules[0].http.paths[0]');
  const end = lines.indexOf(
    '}',
    lines.findIndex((line, index) => index > start && line.startsWith('proxy_pass')),
  );
  const kept = /^(?:location|rewrite|proxy_set_header|proxy_pass) /;
  return lines.slice(start - 1, end).filter((line) => kept.test(line));
}

const proxyHeadersOf09 = [
  'proxy_set_header Host $best_http_host;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection $connection_upgrade;',
  'proxy_set_header X-Real-IP $the_real_ip;',
  'proxy_set_header X-Forwarded-For $the_real_ip;',
  'proxy_set_header X-Forwarded-Host $best_http_host;',
  'proxy_set_header X-Forwarded-Port $pass_port;',
  'proxy_set_header X-Forwarded-Proto $pass_access_scheme;',
  'proxy_set_header X-Original-URI $request_uri;',
  'proxy_set_header X-Scheme $pass_access_scheme;',
  'proxy_set_header X-Original-Forwarded-For $http_x_forwarded_for;',
  'proxy_set_header Proxy "";',
];

describe('ingress.kubernetes.io/rewrite-target: / on the path /app', () => {
  test.each(controllers)('ingress-nginx %s with %j sends /app/x on as %s', (version, flags, target) => {
    const trace = traceRequest(clusterOf(version, flags), { url });
    expect(received(trace)).toBe(target);
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200, from: 'application' });
  });

  test.each(controllers)('kubehop trace says so of %s with %j: %s', async (version, flags, target) => {
    const files = { 'app.yaml': application, 'ingress.yaml': controller(version, flags) };
    const { status, stdout } = await run(
      ['trace', '-f', 'app.yaml', '-f', 'ingress.yaml', url, '-o', 'json'],
      { files },
    );
    expect(status).toBe(0);
    const trace = JSON.parse(stdout) as Trace;
    expect(received(trace)).toBe(target);
  });

  test.each([
    ['0.9.0-beta.18', 'instead: Write it as nginx.ingress.kubernetes.io/rewrite-target.'],
    ['0.21.0', 'instead: Write it as nginx.ingress.kubernetes.io/rewrite-target.'],
    [
      'v1.15.1',
      'instead: Write it as nginx.ingress.kubernetes.io/rewrite-target: /$2, and the path as /app(/|$)(.*)',
    ],
  ])(
    '%s ignores it, and the explanation names it, says why, and what to write instead',
    async (version, instead) => {
      const files = { 'app.yaml': application, 'ingress.yaml': controller(version, []) };
      const { stdout: text } = await run(['trace', '-f', 'app.yaml', '-f', 'ingress.yaml', url], { files });
      expect(text).toBe(`${explain(traceRequest(clusterOf(version, []), { url }))}\n`);
      const number = version.replace('v', '');
      expect(text).toContain(
        `The annotation ingress.kubernetes.io/rewrite-target has no effect: ingress-nginx ${number} reads annotations that start with nginx.ingress.kubernetes.io/. [Ingress default/web-ingress]`,
      );
      expect(text).toContain(instead);
    },
  );
});

/** What the command writes for a controller; the library writes the same. */
async function renderedBy(version: string, flags: readonly string[]): Promise<string> {
  const files = { 'app.yaml': application, 'ingress.yaml': controller(version, flags) };
  const args = ['render', 'nginx', '-f', 'app.yaml', '-f', 'ingress.yaml'];
  const { status, stdout } = await run(args, { files });
  expect(status).toBe(0);
  expect(stdout).toBe(renderNginx(clusterOf(version, flags)));
  return stdout;
}

describe('kubehop render nginx', () => {
  const binary = findProgram('nginx');
  const folder = new NginxFolder(binary ?? '');
  afterAll(() => folder.remove());

  test('shows the location as 0.9.0-beta.17 wrote it: both rewrites, and the headers of that time', async () => {
    expect(locationIn(await renderedBy('0.9.0-beta.17', []))).toEqual([
      String.raw`location ~* ^/app\/?(?<baseuri>.*) {`,
      ...proxyHeadersOf09,
      'rewrite /app/(.*) /$1 break;',
      'rewrite /app / break;',
      'proxy_pass http://default-appsvc-80;',
    ]);
  });

  test('shows it as 0.21 wrote it, when told to read the old annotations', async () => {
    const lines = locationIn(await renderedBy('0.21.0', [flag]));
    expect(lines[0]).toBe(String.raw`location ~* "^/app\/?(?<baseuri>.*)" {`);
    expect(lines).toContain('proxy_set_header X-Request-ID $req_id;');
    expect(lines.slice(-3)).toEqual([
      'rewrite "(?i)/app/(.*)" /$1 break;',
      'rewrite "(?i)/app$" / break;',
      'proxy_pass http://default-appsvc-80;',
    ]);
  });

  test.each(['0.21.0', 'v1.15.1'])(
    'shows no rewrite for %s, which ignores the annotation',
    async (version) => {
      const lines = locationIn(await renderedBy(version, []));
      expect(lines.filter((line) => line.startsWith('rewrite'))).toEqual([]);
    },
  );

  test.skipIf(binary === undefined).each(controllers)(
    'writes for %s with %j what a real nginx loads',
    async (version, flags) => {
      expect(folder.check(await renderedBy(version, flags))).toBeUndefined();
    },
  );
});
