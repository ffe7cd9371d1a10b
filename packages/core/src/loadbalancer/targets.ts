import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import { nodeAddress } from '../cluster/node-address.js';
import { endpointsOf } from '../endpoints/service-endpoint.js';
import { keyOf } from '../object/object.js';
import type { Node } from '../object/node.js';
import type { LoadBalancerTarget } from '../trace/hop.js';
import { unhealthy } from './causes.js';

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
 * The targets behind a listener with their health: nodes as the service controller and the probe see them, or pods.
 *
 * A NotReady node stays in the pool unless the provider leaves it out; it is the probe that takes it out.
 * @see kubernetes/cloud-provider controllers/service/controller.go, KEP-3836
 */
export function targetsOf(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
): readonly LoadBalancerTarget[] {
  const nodes = cluster.list('Node');
  const slices = cluster.slicesOf(ownerKey(balancer));
  const known = remembered.get(listener);
  if (known !== undefined && known.nodes === nodes && known.slices === slices) return known.targets;
  const targets =
    balancer.targetType === 'pod'
      ? podTargets(cluster, balancer, listener)
      : nodeTargets(cluster, balancer, listener);
  remembered.set(listener, { nodes, slices, targets });
  return targets;
}

function ownerKey({ owner }: LoadBalancer): `${string}/${string}` {
  return `${owner.namespace ?? ''}/${owner.name}`;
}

function familyOf({ addresses }: LoadBalancer): 'IPv4' | 'IPv6' {
  return addresses[0]?.includes(':') === true ? 'IPv6' : 'IPv4';
}

/** Ready pods only, each asked itself. @see kubernetes-sigs/aws-load-balancer-controller pkg/backend/endpoint_resolver.go */
function podTargets(
  cluster: Cluster,
  balancer: LoadBalancer,
  { protocol, port }: Listener,
): readonly LoadBalancerTarget[] {
  const servicePort = cluster
    .get('Service', ownerKey(balancer))
    ?.spec.ports.find((entry) => entry.port === port && entry.protocol === protocol);
  if (servicePort === undefined) return [];
  const endpoints = endpointsOf(cluster.slicesOf(ownerKey(balancer)), {
    family: familyOf(balancer),
    name: servicePort.name,
    protocol,
  });
  return endpoints.flatMap(({ isReady, isTerminating, nodeName, target, targetRef }) => {
    if (!isReady || isTerminating || nodeName === undefined) return [];
    const { namespace = '', name = target.address } = targetRef ?? {};
    return [
      {
        name: targetRef === undefined ? name : `${namespace}/${name}`,
        node: nodeName,
        ...target,
        healthy: true,
        reason: 'the health check passes',
      },
    ];
  });
}

function nodeTargets(
  cluster: Cluster,
  balancer: LoadBalancer,
  { targetPort }: Listener,
): readonly LoadBalancerTarget[] {
  const local = new Set(
    cluster
      .slicesOf(ownerKey(balancer))
      .flatMap((slice) =>
        slice.endpoints
          .filter((endpoint) => endpoint.conditions.ready !== false)
          .flatMap((endpoint) => (endpoint.nodeName === undefined ? [] : [endpoint.nodeName])),
      ),
  );
  const isLocal = cluster.get('Service', ownerKey(balancer))?.spec.externalTrafficPolicy === 'Local';
  const nodes = cluster.list('Node').filter((node) => isInPool(balancer, node));
  return nodes.map((node): LoadBalancerTarget => {
    const ill = isUnready(node) ? unhealthy.notReady : illnessOf(balancer, keyOf(node), local, isLocal);
    return {
      name: keyOf(node),
      node: keyOf(node),
      address: nodeAddress(node, familyOf(balancer)) ?? '',
      port: typeof targetPort === 'number' ? targetPort : 0,
      healthy: ill === undefined,
      reason:
        ill ?? (balancer.announcers === undefined ? 'the health check passes' : 'it announces the address'),
    };
  });
}

function isInPool(balancer: LoadBalancer, node: Node): boolean {
  const label = node.metadata.labels[excludeLabel];
  const isExcluded = label !== undefined && !isFalse(label);
  return (
    !isExcluded &&
    !node.spec.taints.some((taint) => taint.key === autoscalerTaint) &&
    !(balancer.leavesOut === 'not-ready' && isUnready(node))
  );
}

const falseTexts: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** The label is read as a boolean of Go: what cannot be read leaves the node out. @see Go strconv, ParseBool */
function isFalse(label: string): boolean {
  return falseTexts.has(label);
}

/** Only a node that says so is not ready: recorded nodes may say nothing. */
function isUnready(node: Node): boolean {
  const ready = node.status.conditions.find((condition) => condition.type === 'Ready');
  return ready !== undefined && ready.status !== 'True';
}

/** Why a node takes no traffic of the balancer, or `undefined` when it does. */
function illnessOf(
  { probe, announcers }: LoadBalancer,
  node: string,
  local: ReadonlySet<string>,
  isLocal: boolean,
): string | undefined {
  if (announcers !== undefined) {
    if (isLocal) return local.has(node) ? undefined : unhealthy.withoutOwnEndpoint;
    return local.size > 0 ? undefined : unhealthy.withoutEndpoint;
  }
  if (probe === null) return undefined;
  switch (probe.kind) {
    case 'node':
    case 'pod':
      return undefined;
    case 'node-port':
      if (isLocal) return local.has(node) ? undefined : unhealthy.withoutOwnEndpoint;
      return local.size > 0 ? undefined : unhealthy.withoutEndpoint;
    case 'local-endpoints':
      return local.has(node) ? undefined : unhealthy.withoutOwnEndpoint;
    default:
      return probe.kind satisfies never;
  }
}
