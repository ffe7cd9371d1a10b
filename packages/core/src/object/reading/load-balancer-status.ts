import { list, none } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { LoadBalancerIngress, Service } from '../service.js';

const ingress: Schema<LoadBalancerIngress> = record<LoadBalancerIngress>(
  () => ({}),
  { ip: unlessEmpty(text), hostname: unlessEmpty(text), ipMode: unlessEmpty(oneOf('Proxy', 'VIP')) },
  ['ports'],
);

const loadBalancer: Schema<Service['status']['loadBalancer']> = record<Service['status']['loadBalancer']>(
  () => ({ ingress: none }),
  { ingress: list(ingress) },
);

/** How the status of a Service or Ingress is read. @see kubernetes/api core/v1/types.go, LoadBalancerStatus */
export const loadBalancerStatusSchema: Schema<Service['status']> = record<Service['status']>(
  () => ({ loadBalancer: loadBalancer.zero }),
  { loadBalancer },
  ['conditions'],
);
