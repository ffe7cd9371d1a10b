import type { Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import { pendingReason } from '../../provider/balancer/pending-reason.js';
import { referenceTo } from './reference.js';

/** Says of a Service of type LoadBalancer without an address why it has none. */
export function pendingBalancer(service: Service, platform: Platform): readonly Problem[] {
  const { spec, status } = service;
  if (spec.type !== 'LoadBalancer' || status.loadBalancer.ingress.length > 0) return [];
  const { message, fix, path = 'status.loadBalancer' } = pendingReason(service, platform);
  return [
    {
      code: 'load-balancer-pending',
      severity: 'notice',
      object: referenceTo(service),
      path,
      message: `the load balancer stays pending: ${message}`,
      fix,
    },
  ];
}
