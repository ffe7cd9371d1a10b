import type { Cluster } from '../cluster/cluster.js';
import type { HealthProbe } from '../cluster/health-probe.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { TargetGroup } from '../cluster/listener-rule.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { ApplicationSettings } from '../cluster/platform.js';
import { endpointsOf } from '../endpoints/service-endpoint.js';
import { matchesLabels } from '../object/label-selector.js';
import type { Node } from '../object/node.js';
import { keyOf, type ObjectKey } from '../object/object.js';
import type { Service } from '../object/service.js';
import type { LoadBalancerTarget } from '../trace/hop.js';
import { isExcluded, isUnready } from './node-state.js';
import { hasProxyLine } from './proxy-line.js';
import { illnessOfPod, nodePortCheck, type PodsSeen } from './probed.js';
import { probeOf } from './probe-of.js';
import { unhealthy } from './unhealthy.js';

const autoscalerTaint = 'ToBeDeletedByClusterAutoscaler';

/** What was found for a listener or target group, as long as nothing changed that it was found by. */
interface Remembered {
  readonly nodes: readonly Node[];
  readonly slices: readonly unknown[];
  readonly service: Service | undefined;
  readonly applications: readonly ApplicationSettings[];
  readonly pods: PodsSeen;
  readonly targets: readonly LoadBalancerTarget[];
}

const remembered = new WeakMap<Listener | TargetGroup, Remembered>();

/** By what the targets of a listener or target group are found. */
interface Pool extends Pick<LoadBalancer, 'leavesOut' | 'nodeSelector' | 'announcers' | 'targetType'> {
  readonly probe: HealthProbe | null;
  readonly service: ObjectKey;
  readonly family: 'IPv4' | 'IPv6';
  /** The port of the Service. */
  readonly port: number;
  readonly protocol: Listener['protocol'];
  /** The port of nodes. */
  readonly nodePort: number;
  /** Whether checks begin with a line of the PROXY protocol, as the traffic does. */
  readonly hasProxyLine: boolean;
}

/**
 * The targets behind a listener with their health: nodes as the service controller and the probe see them, or pods.
 *
 * A NotReady node stays in the pool unless the provider leaves it out; it is the probe that takes it out.
 * @see kubernetes/cloud-provider controllers/service/controller.go, KEP-3836
 * @public
 */
export function targetsOf(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
): readonly LoadBalancerTarget[] {
  const { owner } = balancer;
  const { port, protocol, targetPort } = listener;
  return found(cluster, listener, `${owner.namespace ?? ''}/${owner.name}`, (service) => ({
    ...poolOf(balancer),
    probe: probeOf(balancer, listener),
    service,
    port,
    protocol,
    nodePort: typeof targetPort === 'number' ? targetPort : 0,
    hasProxyLine: balancer.product === 'nlb' && hasProxyLine(balancer, listener),
  }));
}

/** The targets of a target group with their health. @public */
export function targetsOfGroup(
  cluster: Cluster,
  balancer: LoadBalancer,
  group: TargetGroup,
): readonly LoadBalancerTarget[] {
  const { namespace, name } = group.service;
  return found(cluster, group, `${namespace}/${name}`, (service) => ({
    ...poolOf(balancer),
    probe: group.probe,
    targetType: group.targetType,
    service,
    port: group.port.port,
    protocol: 'TCP',
    nodePort: group.nodePort ?? 0,
    hasProxyLine: false,
  }));
}

function poolOf(
  balancer: LoadBalancer,
): Omit<Pool, 'service' | 'port' | 'protocol' | 'nodePort' | 'probe' | 'hasProxyLine'> {
  const { targetType, leavesOut, nodeSelector, announcers, addresses } = balancer;
  return {
    targetType,
    ...(leavesOut === undefined ? {} : { leavesOut }),
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
    ...(announcers === undefined ? {} : { announcers }),
    family: addresses[0]?.includes(':') === true ? 'IPv6' : 'IPv4',
  };
}

function found(
  cluster: Cluster,
  of: Listener | TargetGroup,
  key: ObjectKey,
  poolFor: (service: ObjectKey) => Pool,
): readonly LoadBalancerTarget[] {
  const nodes = cluster.list('Node');
  const slices = cluster.slicesOf(key);
  const service = cluster.get('Service', key);
  const { applications } = cluster.platform;
  const known = remembered.get(of);
  if (
    known !== undefined &&
    known.nodes === nodes &&
    known.slices === slices &&
    known.service === service &&
    known.applications === applications &&
    [...known.pods].every(([each, pod]) => cluster.get('Pod', each) === pod)
  ) {
    return known.targets;
  }
  const pool = poolFor(key);
  const pods: PodsSeen = new Map();
  const targets =
    pool.targetType === 'pod' ? podTargets(cluster, pool, pods) : nodeTargets(cluster, pool, pods);
  remembered.set(of, { nodes, slices, service, applications, pods, targets });
  return targets;
}

/** Ready pods only, each asked itself. @see kubernetes-sigs/aws-load-balancer-controller pkg/backend/endpoint_resolver.go */
function podTargets(
  cluster: Cluster,
  { service, family, protocol, port, probe }: Pool,
  pods: PodsSeen,
): readonly LoadBalancerTarget[] {
  const servicePort = cluster
    .get('Service', service)
    ?.spec.ports.find((entry) => entry.port === port && entry.protocol === protocol);
  if (servicePort === undefined) return [];
  const endpoints = endpointsOf(cluster.slicesOf(service), { family, name: servicePort.name, protocol });
  return endpoints.flatMap((endpoint) => {
    const { isReady, isTerminating, nodeName, target, targetRef } = endpoint;
    if (!isReady || isTerminating || nodeName === undefined) return [];
    const { namespace = '', name = target.address } = targetRef ?? {};
    const ill = probe === null ? undefined : illnessOfPod(cluster, probe, endpoint, pods);
    return [
      {
        name: targetRef === undefined ? name : `${namespace}/${name}`,
        node: nodeName,
        ...target,
        healthy: ill === undefined,
        reason: ill ?? passes,
      },
    ];
  });
}

const passes = 'the health check passes';

function nodeTargets(cluster: Cluster, pool: Pool, pods: PodsSeen): readonly LoadBalancerTarget[] {
  const local = new Set(
    cluster
      .slicesOf(pool.service)
      .flatMap((slice) =>
        slice.endpoints
          .filter((endpoint) => endpoint.conditions.ready !== false)
          .flatMap((endpoint) => (endpoint.nodeName === undefined ? [] : [endpoint.nodeName])),
      ),
  );
  const isLocal = cluster.get('Service', pool.service)?.spec.externalTrafficPolicy === 'Local';
  const check = pool.probe?.kind === 'node-port' ? nodePortCheck(cluster, pool.probe, pool, pods) : undefined;
  const nodes = cluster.list('Node').filter((node) => isInPool(pool, node));
  return nodes.map((node): LoadBalancerTarget => {
    const key = keyOf(node);
    const ill = isUnready(node) ? unhealthy.notReady : (check?.(key) ?? illnessOf(pool, key, local, isLocal));
    return {
      name: key,
      node: key,
      address: nodeAddress(node, pool.family) ?? '',
      port: pool.nodePort,
      healthy: ill === undefined,
      reason: ill ?? (pool.announcers === undefined ? passes : 'it announces the address'),
    };
  });
}

function isInPool({ leavesOut, nodeSelector }: Pool, node: Node): boolean {
  return (
    !isExcluded(node) &&
    (nodeSelector === undefined || matchesLabels(nodeSelector, node.metadata.labels)) &&
    !node.spec.taints.some((taint) => taint.key === autoscalerTaint) &&
    !(leavesOut !== undefined && isUnready(node)) &&
    !(leavesOut === 'not-ready-or-disrupted' && isDisrupted(node))
  );
}

/** @see kubernetes-sigs/aws-load-balancer-controller pkg/backend/endpoint_utils.go, IsNodeSuitableAsTrafficProxy */
function isDisrupted({ spec: { taints } }: Node): boolean {
  return taints.some(({ key, effect }) => key === 'karpenter.sh/disrupted' && effect === 'NoSchedule');
}

/** Why a node takes no traffic of the balancer, or `undefined` when it does; node ports are asked apart. */
function illnessOf(
  { probe, announcers, hasProxyLine: isBroken }: Pool,
  node: string,
  local: ReadonlySet<string>,
  isLocal: boolean,
): string | undefined {
  if (announcers !== undefined) {
    if (isLocal) return local.has(node) ? undefined : unhealthy.withoutOwnEndpoint;
    return local.size > 0 ? undefined : unhealthy.withoutAnyEndpoint;
  }
  if (probe === null) return undefined;
  // Health checks carry the line too, and kube-proxy, whom these two ask, reads HTTP alone.
  const isAnswered = probe.protocol === 'TCP' || !isBroken;
  switch (probe.kind) {
    case 'pod':
    case 'node-port':
      return undefined;
    case 'node':
      return isAnswered ? undefined : unhealthy.proxyLine;
    case 'local-endpoints':
      if (!local.has(node)) return unhealthy.withoutOwnEndpoint;
      return isAnswered ? undefined : unhealthy.proxyLine;
    default:
      return probe.kind satisfies never;
  }
}
