import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import { nodeAddress } from '../cluster/node-address.js';
import { keyOf } from '../object/object.js';
import type { Node } from '../object/node.js';
import type { LoadBalancerTarget } from '../trace/hop.js';

const excludeLabel = 'node.kubernetes.io/exclude-from-external-load-balancers';
const autoscalerTaint = 'ToBeDeletedByClusterAutoscaler';

/** What was found for a listener, as long as neither nodes nor slices changed; a balancer that changes has new listeners. */
interface Remembered {
  readonly nodes: readonly Node[];
  readonly slices: readonly unknown[];
  readonly targets: readonly LoadBalancerTarget[];
}

const remembered = new WeakMap<Listener, Remembered>();

/**
 * The nodes behind a listener with their health, as the service controller and the probe see them.
 *
 * A NotReady node stays in the pool; it is the probe that takes it out.
 * @see kubernetes/cloud-provider controllers/service/controller.go, KEP-3836
 */
export function targetsOf(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
): readonly LoadBalancerTarget[] {
  const nodes = cluster.list('Node');
  const slices = cluster.slicesOf(`${balancer.owner.namespace ?? ''}/${balancer.owner.name}`);
  const known = remembered.get(listener);
  if (known !== undefined && known.nodes === nodes && known.slices === slices) return known.targets;
  const family = balancer.addresses[0]?.includes(':') === true ? 'IPv6' : 'IPv4';
  const local = new Set(
    slices.flatMap((slice) =>
      slice.endpoints
        .filter((endpoint) => endpoint.conditions.ready !== false)
        .flatMap((endpoint) => (endpoint.nodeName === undefined ? [] : [endpoint.nodeName])),
    ),
  );
  const targets = nodes.filter(isInPool).map((node): LoadBalancerTarget => {
    const health = healthOf(balancer, node, local);
    return {
      name: keyOf(node),
      address: nodeAddress(node, family) ?? '',
      port: listener.targetPort,
      healthy: health === undefined,
      reason: health ?? 'the health check passes',
    };
  });
  remembered.set(listener, { nodes, slices, targets });
  return targets;
}

function isInPool(node: Node): boolean {
  const label = node.metadata.labels[excludeLabel];
  const excluded = label !== undefined && label !== 'false';
  return !excluded && !node.spec.taints.some((taint) => taint.key === autoscalerTaint);
}

/** Why the probe fails on a node, or `undefined` when it passes. */
function healthOf(balancer: LoadBalancer, node: Node, local: ReadonlySet<string>): string | undefined {
  const ready = node.status.conditions.find((condition) => condition.type === 'Ready');
  if (ready !== undefined && ready.status !== 'True') return 'not ready';
  switch (balancer.probe.kind) {
    case 'node':
      return undefined;
    case 'node-port':
      return local.size > 0 ? undefined : 'no endpoint behind the node port';
    case 'local-endpoints':
      return local.has(keyOf(node)) ? undefined : 'no ready endpoint of its own';
    default:
      return balancer.probe satisfies never;
  }
}
