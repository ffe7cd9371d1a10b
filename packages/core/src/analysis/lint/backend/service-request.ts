import type { Cluster } from '../../../cluster/cluster.js';
import { usesClusterDns } from '../../../dns/client/pod-resolv-conf.js';
import type { Pod } from '../../../object/pod.js';
import { isReady } from '../../../object/readiness.js';
import type { Service, ServicePort } from '../../../object/service.js';
import { node, pod } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';

/**
 * A connection to a port of a Service from within the cluster: from a node to its cluster IP, or, where it is headless,
 * from a pod to its name. Undefined where there is nobody to ask.
 */
export function requestTo(cluster: Cluster, service: Service, port: ServicePort): RequestInput | undefined {
  const { clusterIP, clusterIPs } = service.spec;
  const url = `${port.protocol.toLowerCase()}://${nameOf(cluster, service)}:${port.port}`;
  if (isHeadless(service)) {
    const sender = senderIn(cluster, service.metadata.namespace);
    return sender && { from: pod(sender.metadata.namespace, sender.metadata.name), url };
  }
  const [first] = cluster.list('Node');
  const address = clusterIPs[0] ?? clusterIP;
  return first === undefined || address === ''
    ? undefined
    : { from: node(first.metadata.name), url, address };
}

/** A Service without an address of its own: its name leads to its endpoints. */
export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === 'None';
}

function nameOf({ platform }: Cluster, { metadata: { namespace, name } }: Service): string {
  return `${name}.${namespace}.svc.${platform.dns.clusterDomain}`;
}

const remembered = new WeakMap<readonly Pod[], Pod | null>();

/** A pod that can ask for names of the cluster: one of the namespace, or else any. */
function senderIn(cluster: Cluster, namespace: string): Pod | undefined {
  return firstSender(cluster.list('Pod', namespace)) ?? firstSender(cluster.list('Pod'));
}

function firstSender(pods: readonly Pod[]): Pod | undefined {
  let sender = remembered.get(pods);
  if (sender === undefined) {
    sender = pods.find((one) => usesClusterDns(one) && isReady(one) && one.status.podIPs.length > 0) ?? null;
    remembered.set(pods, sender);
  }
  return sender ?? undefined;
}
