import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Node } from '../../../packages/core/src/object/node.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import type { Service, ServicePort } from '../../../packages/core/src/object/service.js';

/** An endpoint of a Service, read off its pod. */
interface NaiveEndpoint {
  readonly target: string;
  readonly node: string;
  readonly zone: string;
  readonly state: 'ready' | 'leaving' | 'unusable';
}

/**
 * The endpoints, as `address:port`, that a node may choose from for a port of a Service with a selector: read off pods and
 * Service at once, without slices, lists or indexes between them.
 */
export function naiveEndpoints(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  node: Node,
  isBoundToNode: boolean,
): readonly string[] {
  const all = cluster
    .list('Pod')
    .filter((pod) => isSelected(pod, service))
    .flatMap((pod) => naiveEndpoint(cluster, pod, service, port));
  const usable = isBoundToNode
    ? best(all.filter((endpoint) => endpoint.node === node.metadata.name))
    : nearest(best(all), service, zoneOf(node));
  return usable.map(({ target }) => target).sort();
}

function isSelected({ metadata }: Pod, { metadata: { namespace }, spec }: Service): boolean {
  const asked = Object.entries(spec.selector ?? {});
  const hasAll = asked.every(([label, value]) => metadata.labels[label] === value);
  return metadata.namespace === namespace && asked.length > 0 && hasAll;
}

function naiveEndpoint(
  cluster: Cluster,
  { metadata, spec, status }: Pod,
  { spec: { publishNotReadyAddresses } }: Service,
  { targetPort, protocol }: ServicePort,
): readonly NaiveEndpoint[] {
  const declared = spec.containers.flatMap(({ ports }) => ports);
  const number =
    typeof targetPort === 'number'
      ? targetPort
      : declared.find(({ name, protocol: own }) => name === targetPort && own === protocol)?.containerPort;
  const [address] = status.podIPs;
  const { nodeName = '' } = spec;
  const node = cluster.get('Node', nodeName);
  if (number === undefined || address === undefined || node === undefined) return [];
  const isReady = status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
  const isLeaving = metadata.deletionTimestamp !== undefined;
  const isUsable = publishNotReadyAddresses || (isReady && !isLeaving);
  const state = isUsable ? 'ready' : isReady ? 'leaving' : 'unusable';
  return [{ target: `${address}:${number}`, node: nodeName, zone: zoneOf(node), state }];
}

function zoneOf({ metadata }: Node): string {
  return metadata.labels['topology.kubernetes.io/zone'] ?? '';
}

/** Those that are ready; if there are none, those that serve while they terminate. */
function best(all: readonly NaiveEndpoint[]): readonly NaiveEndpoint[] {
  const ready = all.filter(({ state }) => state === 'ready');
  return ready.length > 0 ? ready : all.filter(({ state }) => state === 'leaving');
}

/** Those in the zone, where the Service prefers them, there are some, and everybody's zone is known. */
function nearest(
  usable: readonly NaiveEndpoint[],
  { spec: { trafficDistribution } }: Service,
  zone: string,
): readonly NaiveEndpoint[] {
  const near = usable.filter((endpoint) => endpoint.zone === zone && endpoint.state === 'ready');
  const areKnown = zone !== '' && usable.every((endpoint) => endpoint.zone !== '');
  return trafficDistribution !== undefined && areKnown && near.length > 0 ? near : usable;
}
