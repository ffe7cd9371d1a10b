import type { HealthProbe } from '../cluster/health-probe.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';

/** What decides whether the targets of a listener are healthy: its own probe, else that of the load balancer; `null`: nothing asks. @public */
export function probeOf(
  { probe }: Pick<LoadBalancer, 'probe'>,
  listener: Pick<Listener, 'probe'>,
): HealthProbe | null {
  return (listener.probe === undefined ? probe : listener.probe) ?? null;
}
