import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { proxyAddress } from './balancer-address.js';
import { balancerId } from './balancer-id.js';

/** The load balancer of a Service, as planned, with its addresses. */
export function balancerFor(
  service: Service,
  provider: LoadBalancerProvider,
  plan: LoadBalancerPlan,
  addresses: readonly string[],
  hostname: string | undefined,
): LoadBalancer {
  const { namespace, name } = service.metadata;
  const isSeen = plan.listeners.some(({ preservesClient }) => !preservesClient);
  const from = isSeen ? proxyAddress(provider, keyOf(service)) : undefined;
  return {
    ...plan,
    id: balancerId(keyOf(service)),
    owner: { apiVersion: 'v1', kind: 'Service', namespace, name },
    addresses,
    ...(hostname === undefined ? {} : { hostname }),
    ...(from === undefined ? {} : { proxyAddress: from }),
  };
}
