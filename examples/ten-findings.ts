/**
 * The ten findings that people meet most. In a shop in which nothing is found, one line is written otherwise at a time: what
 * lint makes of it, how to mend it, and what shows that it is true.
 */
import { createCluster } from '@kubehop/core';
import { lint, type Evidence, type Finding } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';

const shop = `
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
  selector: { matchLabels: { app: controller } }
  template:
    metadata: { labels: { app: controller } }
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
          ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
          readinessProbe: { httpGet: { path: /healthz, port: 10254 } }
          lifecycle: { preStop: { exec: { command: [/wait-shutdown] } } }
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: controller }
  ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: https }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - name: cart
          image: example.com/cart:2.0
          ports: [{ containerPort: 7070 }]
          readinessProbe: { httpGet: { path: /ready, port: 7070 } }
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
          env: [{ name: PAYMENTS, value: https://api.pay.example./v1 }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ port: 80, targetPort: 7070 }]
---
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
type: kubernetes.io/tls
data: { tls.crt: Y2VydGlmaWNhdGU=, tls.key: a2V5 }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
  annotations: { nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24 }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }]
`;

/** A line of the shop, and what somebody writes in its place: nothing, or another line. */
type Mistake = readonly [right: string, wrong: string];

const mistakes: readonly Mistake[] = [
  ['  selector: { app: cart }', '  selector: { app: card }'],
  ['  ports: [{ port: 80, targetPort: 7070 }]', '  ports: [{ port: 80, targetPort: 8080 }]'],
  [
    'backend: { service: { name: cart, port: { number: 80 } } }',
    'backend: { service: { name: cart, port: { number: 8080 } } }',
  ],
  ['  ingressClassName: nginx', ''],
  ['secretName: shop-tls', 'secretName: shop-cert'],
  ['  externalTrafficPolicy: Local', '  externalTrafficPolicy: Cluster'],
  [
    '  ports: [{ port: 80, targetPort: 7070 }]',
    '  ports: [{ port: 80, targetPort: 7070 }]\n  type: NodePort\n  externalTrafficPolicy: Local',
  ],
  ['          readinessProbe: { httpGet: { path: /ready, port: 7070 } }', ''],
  ['          lifecycle: { preStop: { sleep: { seconds: 10 } } }', ''],
  ['value: https://api.pay.example./v1', 'value: https://api.pay.example/v1'],
];

function linted(manifests: string): readonly Finding[] {
  return lint(createCluster(readManifests(manifests)));
}

/** What shows a finding: a request and what comes of it, or a rule of Kubernetes. */
function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'request': {
      const { request, trace } = evidence;
      const { outcome } = trace;
      const end = outcome.kind === 'response' ? outcome.status : outcome.kind;
      return `${request.url} ends with ${end}. ${outcome.cause.message}`;
    }
    case 'rule':
      return `${evidence.rule} (${evidence.source})`;
    default:
      return evidence satisfies never;
  }
}

function findingText({ code, severity, object, path, message, fix, evidence }: Finding): string {
  return [
    `  ${severity}: ${code}, ${object.kind} ${object.namespace ?? ''}/${object.name} ${path}`,
    `  ${message}`,
    `  Fix: ${fix}`,
    `  Shown by: ${evidenceText(evidence)}`,
  ].join('\n');
}

/** A mistake as the lines of a patch, and what is found of it. */
function told([right, wrong]: Mistake, index: number): string {
  const found = linted(shop.replace(right, wrong));
  const patch = [
    `- ${right.trim()}`,
    ...(wrong === '' ? [] : wrong.split('\n').map((line) => `+ ${line.trim()}`)),
  ];
  return [
    `${index + 1}`,
    ...patch.map((line) => `  ${line}`),
    '',
    ...(found.length === 0 ? ['  Nothing is found.'] : found.map(findingText)),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  const found = linted(shop);
  return [
    'Ten findings',
    `A shop: an Ingress with TLS and a list of clients, ingress-nginx, two pods behind a Service. In it ${found.length === 0 ? 'nothing is found' : 'something is found'}.\nNow one line is written otherwise, each time another one. Every manifest is still valid, and kubectl would apply it.\nFindings of requests are shown by one that was followed to its end, those of time and cost by the rule behind them.`,
    ...mistakes.map(told),
  ].join('\n\n');
}
