import type { LoadBalancerProvider, Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import { planBalancer } from '../../provider/balancer/plan-balancer.js';
import { referenceTo } from './reference.js';

/** Says of a Service of type LoadBalancer without an address why it has none. */
export function pendingBalancer(service: Service, { name, loadBalancers }: Platform): readonly Problem[] {
  const { spec, status } = service;
  if (spec.type !== 'LoadBalancer' || status.loadBalancer.ingress.length > 0) return [];
  const { message, fix, path = 'status.loadBalancer' } = pendingReason(service, name, loadBalancers);
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

interface PendingReason {
  readonly message: string;
  readonly fix: string;
  readonly path?: string;
}

function pendingReason(
  service: Service,
  platform: string,
  provider: LoadBalancerProvider | null,
): PendingReason {
  if (provider === null) {
    return {
      message: `nobody provides load balancers on the platform ${platform}`,
      fix:
        platform === 'minikube'
          ? "Run minikube tunnel: minikube({ tunnel: 'vm' }) or 'container'"
          : 'Ask for the node port, or choose a platform that has load balancers, such as cloud()',
    };
  }
  const answer = planBalancer(service, provider);
  switch (answer.kind) {
    case 'refused':
      return answer;
    case 'not-served':
      return notServed(service, provider);
    case 'plan':
      return answer.plan.status.field === 'ip' && answer.plan.status.value === 'addresses-of-nodes'
        ? withoutNode(service)
        : withoutAddress(service, provider, answer.plan.scheme);
    default:
      return answer satisfies never;
  }
}

function notServed({ spec: { loadBalancerClass } }: Service, { name }: LoadBalancerProvider): PendingReason {
  const what =
    loadBalancerClass === undefined ? 'what its annotations ask for' : `the class ${loadBalancerClass}`;
  return {
    message: `nobody on the platform ${name} provides ${what}`,
    fix: 'State the address that it has in status.loadBalancer.ingress',
  };
}

/** It has the addresses of nodes, and no node may hold it. */
function withoutNode({ spec: { externalTrafficPolicy } }: Service): PendingReason {
  return externalTrafficPolicy === 'Local'
    ? {
        path: 'spec.externalTrafficPolicy',
        message:
          'with externalTrafficPolicy Local it has the addresses of nodes with a ready pod, and there are none',
        fix: 'Make pods of the Service ready',
      }
    : { message: 'it has the addresses of ready nodes, and there are none', fix: 'Make the nodes ready' };
}

function withoutAddress(
  { spec: { loadBalancerIP, ipFamilies } }: Service,
  { name, addressCIDR, internalCIDR = addressCIDR }: LoadBalancerProvider,
  scheme: 'internet-facing' | 'internal',
): PendingReason {
  if (loadBalancerIP !== undefined) {
    return {
      message: `the address ${loadBalancerIP} is held by another`,
      fix: 'Ask for another spec.loadBalancerIP',
    };
  }
  const range = scheme === 'internal' ? internalCIDR : addressCIDR;
  return {
    message: `${name} has no ${ipFamilies.join(' or ')} address left in ${range}`,
    fix: 'State the address that it has in status.loadBalancer.ingress',
  };
}
