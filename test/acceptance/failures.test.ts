import {
  bareMetal,
  cloud,
  createCluster,
  internet,
  traceRequest,
  workload,
  type Cause,
  type Platform,
  type RequestInput,
  type Trace,
} from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

/** An ingress controller behind a load balancer. */
const controller = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  selector: { matchLabels: { app: controller } }
  template:
    metadata: { labels: { app: controller } }
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
  selector: { app: controller }
  ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: https }]
---
`;

const app = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: shop/app, ports: [{ containerPort: 8080 }] }] }
---
`;

function service(spec: string, metadata = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: app${metadata} }
spec: { ${spec} }
---
`;
}

function ingress(spec: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  ${spec}
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: app, port: { number: 80 } } } }] }
---
`;
}

const working = service('selector: { app: app }, ports: [{ port: 80, targetPort: 8080 }]');
const fromApp = workload('Deployment', 'default', 'app');
const hostname = ', annotations: { external-dns.alpha.kubernetes.io/hostname: shop.example.com }';

interface Failure {
  readonly title: string;
  readonly text: string;
  readonly platform?: Platform;
  readonly request: RequestInput;
  readonly outcome: object;
  /** The code, object, field of the cause. */
  readonly cause: readonly [code: string, object: string, path: string];
}

const failures: readonly Failure[] = [
  {
    title: 'an Ingress that nobody claims, by its name',
    text: controller + app + working + ingress('ingressClassName: other'),
    request: { url: 'http://shop.example.com/' },
    outcome: { kind: 'dns-error', rcode: 'NXDOMAIN' },
    cause: ['ingress-class-not-found', 'Ingress default/shop', 'spec.ingressClassName'],
  },
  {
    title: 'a Service whose selector matches nothing',
    text: app + service('selector: { app: nothing }, ports: [{ port: 80, targetPort: 8080 }]'),
    request: { from: fromApp, url: 'http://app/' },
    outcome: { kind: 'refused' },
    cause: ['selector-matches-no-pod', 'Service default/app', 'spec.selector'],
  },
  {
    title: 'a targetPort that nobody listens on',
    text: app + service('selector: { app: app }, ports: [{ port: 80, targetPort: 9999 }]'),
    request: { from: fromApp, url: 'http://app/' },
    outcome: { kind: 'refused' },
    cause: ['nobody-listens', 'Pod default/app', 'spec.containers[*].ports'],
  },
  {
    title: 'a load balancer that stays pending',
    text:
      app +
      service(
        'type: LoadBalancer, selector: { app: app }, ports: [{ port: 80, targetPort: 8080 }]',
        hostname,
      ),
    platform: bareMetal(),
    request: { url: 'http://shop.example.com/' },
    outcome: { kind: 'dns-error', rcode: 'NXDOMAIN' },
    cause: ['load-balancer-pending', 'Service default/app', 'status.loadBalancer'],
  },
  {
    title: 'a node port asked on an address of the node on which it is not served',
    text:
      app +
      service(
        'type: NodePort, selector: { app: app }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]',
      ),
    platform: cloud({ proxy: { nodePortAddresses: ['172.16.0.0/16'] } }),
    request: { from: internet(), url: 'http://192.0.2.11:30080/' },
    outcome: { kind: 'refused' },
    cause: ['node-port-not-on-address', 'Service default/app', 'spec.ports[0].nodePort'],
  },
  {
    title: 'a node port asked on the internal address of the node from the internet',
    text:
      app +
      service(
        'type: NodePort, selector: { app: app }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]',
      ),
    request: { from: internet(), url: 'http://10.0.0.11:30080/' },
    outcome: { kind: 'unroutable' },
    cause: ['private-address-from-internet', 'Node node-1', 'status.addresses'],
  },
  {
    title: 'a name that no Service has',
    text: app + working,
    request: { from: fromApp, url: 'http://nosuch/' },
    outcome: { kind: 'dns-error', rcode: 'NXDOMAIN' },
    cause: ['service-not-found', 'Service default/nosuch', 'metadata.name'],
  },
];

function traceOf({ text, platform = cloud(), request }: Failure): Trace {
  return traceRequest(createCluster(readManifests(text), { platform }), request);
}

/** Pods have names that the control plane made up: only the name of their workload is told. */
function objectText(object: Cause['object']): string {
  if (object === undefined) return '';
  const { kind, namespace } = object;
  const name = kind === 'Pod' ? object.name.replace(/-[^-]+-[^-]+$/, '') : object.name;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

describe('what goes wrong has its own outcome, cause, object, field and fix', () => {
  test.each(failures)('$title', (failure) => {
    const { outcome } = traceOf(failure);
    const { code, object, path, message, fix } = outcome.cause;
    expect(outcome).toMatchObject(failure.outcome);
    expect([code, objectText(object), path]).toEqual(failure.cause);
    expect(message).not.toBe('');
    expect(fix).toMatch(/\w/);
  });

  test('and no two are alike', () => {
    const causes = failures.map((failure) => traceOf(failure).outcome.cause);
    expect(new Set(causes.map(({ code }) => code)).size).toBe(failures.length);
    expect(new Set(causes.map(({ fix }) => fix)).size).toBe(failures.length);
  });
});

describe('an Ingress that nobody claims, asked at the address of the controller', () => {
  test.each([
    ['ingressClassName: other', 'ingress-class-not-found'],
    ['# no class', 'ingress-without-class'],
  ])('%s gives the 404 of the controller', (spec, code) => {
    const cluster = createCluster(readManifests(controller + app + working + ingress(spec)));
    const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
    expect(traceRequest(cluster, { url: 'http://shop.example.com/', address }).outcome).toMatchObject({
      kind: 'response',
      status: 404,
      from: 'proxy',
      cause: { code, object: { kind: 'Ingress', name: 'shop' }, path: 'spec.ingressClassName' },
    });
  });
});

describe('an Ingress whose TLS Secret is missing', () => {
  const tls = 'ingressClassName: nginx\n  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]';
  const cluster = createCluster(readManifests(controller + app + working + ingress(tls)));
  const url = 'https://shop.example.com/';
  const missing = {
    object: { kind: 'Ingress', namespace: 'default', name: 'shop' },
    path: 'spec.tls[0].secretName',
    message: expect.stringContaining('Secret default/shop-tls does not exist') as string,
  };

  test('shows the certificate of the controller, which the client refuses', () => {
    const { hops, outcome } = traceRequest(cluster, { url });
    expect(hops.at(-1)).toMatchObject({
      stage: 'ingress',
      action: 'rejected',
      certificate: { default: true },
    });
    expect(outcome).toMatchObject({
      kind: 'tls-error',
      cause: {
        ...missing,
        code: 'tls-secret-missing',
        fix: expect.stringContaining('kubectl create secret tls shop-tls') as string,
      },
    });
  });

  test('answers a client that takes any certificate, and says so', () => {
    const { outcome, assumptions } = traceRequest(cluster, { url, insecure: true });
    expect(outcome).toMatchObject({ kind: 'response', status: 200, from: 'application' });
    expect(assumptions).toContainEqual(expect.objectContaining({ ...missing, code: 'tls-secret-missing' }));
    expect(assumptions.map(({ code }) => code)).toContain('client-accepts-certificate');
  });
});
