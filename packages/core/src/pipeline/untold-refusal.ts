import type { Cluster } from '../cluster/cluster.js';
import type { Hop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';

/**
 * What a client sees of a packet that kube-proxy refuses behind a load balancer of which no source says whether it passes
 * the error of ICMP on: unknown. A pod that refuses resets the connection, and every load balancer passes that on.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, REJECT where a Service has no endpoints
 */
export function untoldRefusal(
  cluster: Cluster,
  hops: readonly Hop[],
  { kind, place, cause }: Outcome,
): Outcome | undefined {
  const last = hops.at(-1);
  if (kind !== 'refused' || last?.stage !== 'service' || last.action !== 'rejected') return undefined;
  const hop = [...hops]
    .reverse()
    .find(({ action, stage }) => action === 'terminated' || stage === 'load-balancer');
  if (hop?.stage !== 'load-balancer') return undefined;
  if (cluster.loadBalancer(hop.loadBalancer)?.traits.passesRefusals !== 'unknown') return undefined;
  return {
    kind: 'unknown',
    missing: 'refusal-through-load-balancer',
    place,
    cause: {
      ...cause,
      message: `${cause.message} Whether load balancer ${hop.loadBalancer} passes the refusal on to the client, or the client waits in vain, is not documented.`,
    },
  };
}
