import type { IPFamily } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { ProxySettings } from '../../cluster/platform.js';
import { servicePortsOf } from '../../endpoints/service-port-info.js';
import type { LocalDetector } from '../../service/local-detector.js';
import { interfacesOf, proxyHost, type ProxyHost, type ProxyHostFamily } from '../../service/proxy-host.js';
import { servicePortPlan, type ServicePortPlan } from './service-port-plan.js';

/** What the rules of one family on one node are made of. */
export interface ProxyPlan {
  readonly family: IPFamily;
  readonly host: ProxyHost;
  readonly ofFamily: ProxyHostFamily;
  readonly ports: readonly ServicePortPlan[];
}

/**
 * Plans what the service proxy of a node programs for a family, as if it ran in this mode.
 *
 * @throws {RangeError} when the cluster has no such node
 */
export function proxyPlan(
  cluster: Cluster,
  nodeName: string,
  family: IPFamily,
  mode: ProxySettings['mode'],
): ProxyPlan {
  const node = cluster.get('Node', nodeName);
  if (node === undefined) throw new RangeError(`the cluster has no node ${nodeName}`);
  const { platform } = cluster;
  const inMode = { ...platform, proxy: { ...platform.proxy, mode } };
  const host = proxyHost(nodeName, node, inMode, interfacesOf(node));
  const ports = cluster
    .list('Service')
    .flatMap(servicePortsOf)
    .filter((port) => port.family === family)
    .map((port) => servicePortPlan(cluster, host, port));
  return { family, host, ofFamily: host.families[family], ports };
}

/** The names that interfaces of pods are taken to have, where the proxy tells pods by them. */
const podInterfaces = { bridge: 'cni0', 'name-prefix': 'veth' } as const;

/** The interface that pods are told by. */
export function podInterface(detector: Extract<LocalDetector, { by: 'interface' }>): string {
  return podInterfaces[detector.interface];
}

/** What rules take for granted, for those who read them. */
export function assumedBy({ ofFamily: { detector } }: ProxyPlan): readonly string[] {
  if (detector?.by !== 'interface') return [];
  const name = podInterface(detector);
  return detector.interface === 'bridge'
    ? [`The bridge of the pods is taken to be ${name}.`]
    : [`The names of the pods' interfaces are taken to begin with ${name}.`];
}
