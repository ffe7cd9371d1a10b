import { isInAny } from '../../address/cidr.js';
import { addressScope } from '../../address/classify.js';
import { familyOf } from '../../address/ip.js';
import { edgesOf } from '../../address/range-edges.js';
import type { Cluster } from '../../cluster/cluster.js';
import { settingsFor } from '../../endpoints/application.js';
import type { Pod } from '../../object/pod.js';
import type { Origin } from '../../request/origin.js';

/** Gives addresses that a client of one origin gets on from alike the same text. */
export function addressKinds(cluster: Cluster, origin: Origin): (address: string) => string {
  const { podCIDRs, serviceCIDRs, networkCIDRs } = cluster.platform;
  const isOutside = origin.kind === 'internet' || origin.kind === 'network';
  return (address) => {
    const isHeld =
      cluster.loadBalancersByAddress(address).length > 0 || cluster.nodeByAddress(address) !== undefined;
    if (isHeld) return address;
    const services = cluster.servicesByAddress(address);
    if (services.length > 0) {
      const isOfCluster = services.every(({ spec }) => spec.clusterIPs.includes(address));
      return isOutside && isOfCluster ? 'a cluster IP' : address;
    }
    const pod = cluster.podByAddress(address);
    if (pod !== undefined) return isOutside ? 'a pod' : podKind(cluster, pod, origin);
    const ranges = [podCIDRs, serviceCIDRs, networkCIDRs].map((range) => isInAny(range, address));
    return JSON.stringify([familyOf(address), addressScope(address), ranges]);
  };
}

/** Of so many pods each is looked at; of more those of one workload are alike. */
const fewPods = 100;

/** Pods of one workload are alike where there are many; that which asks itself is not, nor are those told otherwise. */
function podKind(cluster: Cluster, pod: Pod, origin: Origin): string {
  const { metadata, status, spec } = pod;
  if (cluster.list('Pod').length <= fewPods) return `pod ${metadata.namespace}/${metadata.name}`;
  if (origin.kind === 'pod' && origin.namespace === metadata.namespace && origin.name === metadata.name) {
    return 'the pod itself';
  }
  const owner = metadata.ownerReferences.find(({ controller }) => controller)?.name;
  const ports = spec.containers.flatMap((container) => container.ports);
  return `pod ${JSON.stringify([metadata.namespace, owner ?? metadata.name, status.phase, ports, settingsFor(cluster, pod)])}`;
}

/** An address of each kind that there is, and more. */
export function addressesIn(cluster: Cluster, scope: 'all' | 'published'): readonly string[] {
  const { podCIDRs, serviceCIDRs, networkCIDRs } = cluster.platform;
  return [
    ...cluster.infrastructure.flatMap(({ addresses }) => addresses),
    ...cluster.list('Node').flatMap(({ status }) => addressesOf(status.addresses)),
    ...(scope === 'published' ? [] : allocated(cluster)),
    ...edgesOf([...podCIDRs, ...serviceCIDRs, ...networkCIDRs, ...special]),
    '198.51.100.77',
    '2001:db8::77',
  ];
}

function allocated(cluster: Cluster): readonly string[] {
  return [
    ...cluster
      .list('Service')
      .flatMap(({ spec, status }) => [
        ...spec.clusterIPs.filter((address) => address !== 'None'),
        ...spec.externalIPs,
        ...status.loadBalancer.ingress.flatMap(({ ip }) => ip ?? []),
      ]),
    ...cluster.list('Pod').flatMap(({ status }) => status.podIPs),
  ];
}

function addressesOf(
  addresses: readonly { readonly type: string; readonly address: string }[],
): readonly string[] {
  return addresses
    .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
    .map(({ address }) => address);
}

/** Ranges with a meaning of their own. @see RFC 6890 */
const special = [
  '0.0.0.0/32',
  'ff00::/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '224.0.0.0/4',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
];
