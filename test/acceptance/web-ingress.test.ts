import { cloud, traceRequest } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { clusterOf, areLeftOut, realText } from './manifests.js';
import { stagesOf } from './story.js';

const rules = `spec:
  rules:
  - host: kubernetes.foo.bar
    http:
      paths:
      - path: /app
        backend:
          serviceName: appsvc
          servicePort: 80
`;

const webIngress = `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web-ingress
  annotations:
    ingress.kubernetes.io/rewrite-target: /
${rules}`;

/** As people paste it: the name one blank in, the annotations not at all. */
const pasted = `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
 name: web-ingress
annotations:
  ingress.kubernetes.io/rewrite-target: /
${rules}`;

const pastedOtherwise = `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
annotations:
  ingress.kubernetes.io/rewrite-target: /
 name: web-ingress
${rules}`;

const app = `apiVersion: v1
kind: Service
metadata: { name: appsvc }
spec: { selector: { app: app }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: app, labels: { app: app } }
spec: { containers: [{ name: app, image: shop/app, ports: [{ containerPort: 8080 }] }] }
`;

const url = 'http://kubernetes.foo.bar/app/cart';

/** The IngressClass of the controller, made the one of Ingresses that name none. */
function withDefaultClass(text: string): string {
  return text.replace(
    'kind: IngressClass\nmetadata:\n',
    'kind: IngressClass\nmetadata:\n  annotations: { ingressclass.kubernetes.io/is-default-class: "true" }\n',
  );
}

describe('an Ingress of extensions/v1beta1 without any controller', () => {
  const cluster = clusterOf(cloud(), [], { 'web.yaml': webIngress, 'app.yaml': app });

  test('is read, with a notice that the API version is gone', () => {
    expect(cluster.problems).toMatchObject([
      { severity: 'notice', code: 'api-version-old', source: { file: 'web.yaml', line: 1 } },
    ]);
    expect(cluster.get('Ingress', 'default/web-ingress')?.spec.rules).toMatchObject([
      { host: 'kubernetes.foo.bar', paths: [{ path: '/app' }] },
    ]);
  });

  test('is a rule that nobody reads: its host leads nowhere', () => {
    const { outcome } = traceRequest(cluster, { url });
    expect(outcome).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: {
        code: 'no-ingress-controller',
        object: { kind: 'Ingress', namespace: 'default', name: 'web-ingress' },
        path: 'spec.ingressClassName',
      },
    });
  });

  test('opens no port on a node', () => {
    const { outcome } = traceRequest(cluster, { url, address: '192.0.2.11' });
    expect(outcome).toMatchObject({ kind: 'refused', cause: { code: 'nobody-listens-on-node' } });
  });
});

describe.skipIf(areLeftOut)('an Ingress of extensions/v1beta1 behind ingress-nginx', () => {
  test('is not taken as long as it names no class, and a request gets the 404 of the controller', () => {
    const cluster = clusterOf(cloud(), ['ingress-nginx-cloud.yaml'], {
      'web.yaml': webIngress,
      'app.yaml': app,
    });
    const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
    expect(traceRequest(cluster, { url, address }).outcome).toMatchObject({
      kind: 'response',
      status: 404,
      from: 'proxy',
      cause: { code: 'ingress-without-class', path: 'spec.ingressClassName' },
    });
  });

  test('routes once the class is the default one, and the annotation with the old prefix has no effect', () => {
    const cluster = clusterOf(cloud(), [], {
      'nginx.yaml': withDefaultClass(realText('ingress-nginx-cloud.yaml')),
      'web.yaml': webIngress,
      'app.yaml': app,
    });
    const trace = traceRequest(cluster, { url });
    expect(stagesOf(trace)).toContain('ingress terminated');
    expect(trace.hops.find(({ stage }) => stage === 'ingress')).toMatchObject({
      ingress: { name: 'web-ingress' },
      location: { path: '/app' },
      forwarded: { target: '/app/cart' },
    });
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200, from: 'application' });
    expect(trace.assumptions.map(({ code, path }) => [code, path])).toContainEqual([
      'annotation-prefix-not-read',
      'metadata.annotations[ingress.kubernetes.io/rewrite-target]',
    ]);
  });
});

describe('an Ingress that was pasted with its indentation lost', () => {
  test('is one problem, with the line and the fix', () => {
    const { problems } = clusterOf(cloud(), [], { 'web.yaml': pasted, 'app.yaml': app });
    expect(problems.filter(({ severity }) => severity !== 'notice')).toMatchObject([
      {
        code: 'misplaced-field',
        object: { kind: 'Ingress', name: 'web-ingress' },
        path: 'annotations',
        fix: 'Indent `annotations:` in line 5 as deep as `name:` in line 4, below `metadata:`',
        source: { file: 'web.yaml', line: 5 },
      },
    ]);
  });

  test('is one problem of that document alone where YAML cannot read it', () => {
    const cluster = clusterOf(cloud(), [], { 'web.yaml': `${pastedOtherwise}---\n${app}` });
    expect(cluster.problems).toMatchObject([
      {
        severity: 'error',
        code: 'yaml-indentation',
        source: { file: 'web.yaml', line: 6 },
        fix: expect.stringContaining('Indent `name:` in line 6') as string,
      },
    ]);
    expect(cluster.get('Service', 'default/appsvc')).toBeDefined();
  });
});
