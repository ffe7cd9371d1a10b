import type {
  ConfigMapManifest,
  DeploymentManifest,
  EndpointSliceManifest,
  EndpointsManifest,
  IngressManifest,
  NetworkPolicyManifest,
  SecretManifest,
  ServiceManifest,
} from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

describe('objects written in TypeScript', () => {
  test('have types that hold what a user may write, and are read as they are', () => {
    const service: ServiceManifest = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'web',
        annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'web.example.com' },
      },
      spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    };
    const deployment: DeploymentManifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'nginx',
                ports: [{ name: 'http', containerPort: 80 }],
                resources: { requests: { cpu: '100m' } },
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
                readinessProbe: { httpGet: { port: 'http' } },
              },
            ],
            volumes: [{ name: 'data', emptyDir: {} }],
          },
        },
      },
    };
    const ingress: IngressManifest = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web' },
      spec: {
        rules: [
          {
            host: 'web.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    };
    const policy: NetworkPolicyManifest = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web' },
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
    };
    const slice: EndpointSliceManifest = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
      ports: [{ name: 'http', port: 80 }],
    };
    const endpoints: EndpointsManifest = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'web' },
      subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }],
    };
    const secret: SecretManifest = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'tls' },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': '', 'tls.key': '' },
    };
    const config: ConfigMapManifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web' },
      data: { key: 'value' },
    };
    const objects = [service, deployment, ingress, policy, slice, endpoints, secret, config];
    expect(readObjects(objects)).toEqual({
      manifests: objects.map((value) => ({ value })),
      others: [],
      problems: [],
    });
  });

  test('do not take fields that Kubernetes has not', () => {
    const service: ServiceManifest = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      // @ts-expect-error: the field is called `ports`
      spec: { port: [] },
    };
    expect(service.kind).toBe('Service');
  });
});
