import { ingressClass } from './ingress.js';
import { service, type ServiceSpecManifest } from './service.js';
import { barePod } from './workload.js';

/** ingress-nginx as a chart installs it: its class, its pods, and the Service whose address it publishes. */
export function nginxController(
  spec: ServiceSpecManifest = { type: 'LoadBalancer' },
  replicas: number = 1,
): readonly unknown[] {
  const container = {
    name: 'controller',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.12.1',
    args: ['--publish-service=ingress/c'],
  };
  return [
    ingressClass('nginx', 'k8s.io/ingress-nginx'),
    ...Array.from({ length: replicas }, (_, index) =>
      barePod(`ingress/c-${index}`, { labels: { app: 'c' }, pod: { containers: [container] } }),
    ),
    service('ingress/c', { ports: [{ port: 80 }], ...spec, selector: { app: 'c' } }),
  ];
}
