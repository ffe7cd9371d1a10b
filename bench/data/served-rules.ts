import type { IngressManifest } from '@kubehop/core';
import { ingressObjects } from './ingress-objects.js';
import type { IngressRule } from './ingress-rules.js';

const labels = { app: 'ingress-nginx' };
const metadata = { namespace: 'ingress-nginx', name: 'controller' };

/** ingress-nginx as its chart installs it, and rules for it: each host as an Ingress with a Service behind it. */
export function servedRules(rules: readonly IngressRule[]): readonly unknown[] {
  return [...controller, ...ingressObjects(rules).map(claimed)];
}

/** An Ingress that names the class of the controller. */
function claimed(object: unknown): unknown {
  return isIngress(object) ? { ...object, spec: { ...object.spec, ingressClassName: 'nginx' } } : object;
}

function isIngress(object: unknown): object is IngressManifest {
  return typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'Ingress';
}

const controller: readonly unknown[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'controller',
              image: 'registry.k8s.io/ingress-nginx/controller:v1.12.1',
              args: ['--publish-service=ingress-nginx/controller'],
              ports: [
                { name: 'http', containerPort: 80 },
                { name: 'https', containerPort: 443 },
              ],
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'https', port: 443, targetPort: 'https' },
      ],
    },
  },
];
