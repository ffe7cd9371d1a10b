import type { LoadBalancer } from '../infrastructure.js';
import type { IndexDefinition } from './multi-index.js';

/** Load balancers by address. */
export const loadBalancersByAddress: IndexDefinition<LoadBalancer> = {
  identityOf: (balancer) => balancer.id,
  keysOf: (balancer) => balancer.addresses,
};

/** Load balancers by the host name that the cloud gave them. */
export const loadBalancersByHostname: IndexDefinition<LoadBalancer> = {
  identityOf: (balancer) => balancer.id,
  keysOf: (balancer) => (balancer.hostname === undefined ? [] : [balancer.hostname]),
};
