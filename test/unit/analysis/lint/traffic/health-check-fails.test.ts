import { describe, expect, test } from 'vitest';
import type { ApplicationSettings, Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'health-check-fails';
const text = exampleText(code);
const elb = 'service.beta.kubernetes.io/aws-load-balancer-';

describe('health-check-fails', () => {
  test('the PROXY protocol of an NLB breaks the check of kube-proxy', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      'warning | Service ingress-nginx/ingress-nginx | spec.externalTrafficPolicy | timeout: no-local-endpoint',
    ]);
    expect(codes(cluster)).toEqual([code]);
    expect(found(cluster, code)[0]?.message).toContain('None of the 3 nodes passes the health check');
  });

  test('not without the PROXY protocol', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });
});

interface Web {
  readonly platform: Platform;
  readonly annotations?: string;
  readonly type?: string;
  readonly ports?: string;
  readonly probe?: string;
  readonly ingress?: string;
}

function web({
  platform,
  annotations = '',
  type = 'LoadBalancer',
  ports,
  probe,
  ingress,
}: Web): ReturnType<typeof clusterOf> {
  const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4
      ports: [{ containerPort: 8080 }, { containerPort: 8080, protocol: UDP }]
      readinessProbe: { httpGet: { port: ${probe ?? '8080'} } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { type: ${type}, selector: { app: web }, ports: [{ ${ports ?? 'port: 80, targetPort: 8080'} }] }
`;
  return clusterOf(manifests + (ingress ?? ''), { platform });
}

const ip = `${elb}type: external, ${elb}nlb-target-type: ip, ${elb}scheme: internet-facing`;
const otherPort = `${ip}, ${elb}healthcheck-port: '9999'`;
const ofPort = `Service shop/web | metadata.annotations[${elb}healthcheck-port]`;
const says = (status: number): { readonly applications: readonly ApplicationSettings[] } => ({
  applications: [{ selector: { matchLabels: { app: 'web' }, matchExpressions: [] }, status }],
});
const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;

describe('health-check-fails of one Service', () => {
  test.each<[string, Web, string]>([
    [
      'a port on which no pod listens',
      { platform: aws(), annotations: otherPort },
      `warning | ${ofPort} | connected: application-reached`,
    ],
    [
      'TCP on a port of datagrams',
      { platform: aws(), annotations: `${elb}type: nlb`, ports: 'port: 53, targetPort: 8080, protocol: UDP' },
      'warning | Service shop/web | spec.ports | delivered: application-reached',
    ],
    [
      'a status that the application does not give',
      { platform: azure(says(302)), ports: 'port: 80, targetPort: 8080, appProtocol: http' },
      'error | Service shop/web | spec.ports | timeout: no-healthy-target',
    ],
    [
      'a status, asked for an Ingress',
      { platform: gcp(says(404)), type: 'ClusterIP', ingress },
      'error | Service shop/web | spec.ports | response 502 from proxy: no-healthy-target',
    ],
  ])('that asks %s', (_, given, expected) => {
    expect(told(web(given), code)).toEqual([expected]);
  });

  test.each<[string, Web]>([
    [
      'a port that the pods are probed on themselves',
      { platform: aws(), annotations: otherPort, probe: '9999' },
    ],
    [
      'the port of the traffic, where nobody listens at all',
      { platform: azure(), ports: 'port: 80, targetPort: 9090' },
    ],
    ['the port of the pods', { platform: aws(), annotations: `${ip}, ${elb}healthcheck-port: '8080'` }],
    ['what is answered', { platform: gcp(says(200)), type: 'ClusterIP', ingress }],
  ])('not for %s', (_, given) => {
    expect(codes(web(given))).toEqual([]);
  });
});
