/** The name of the load balancer of a Service. */
export function balancerId(service: string): string {
  return `service/${service}`;
}
