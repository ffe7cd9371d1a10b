import type { Cluster } from '../../cluster/cluster.js';
import { internet, network, node, type Origin, pod } from '../../request/origin.js';
import { nthAddress, parseCIDR } from '../../address/cidr.js';
import { partsOf } from './membership.js';
import type { RequestSet } from './request-set.js';

/** The origins that a set of requests speaks of; the platform's own where it speaks of none. */
export function originsOf(cluster: Cluster, set: RequestSet): readonly Origin[] {
  const named = [...partsOf(set)].flatMap((part) => (part.kind === 'from' ? part.origin : []));
  if (named.length === 0) return [cluster.platform.defaultOrigin];
  const all = named.includes('anywhere') || namesUnderNot(set) ? anywhere(cluster) : [];
  const origins = [...named.filter((origin) => origin !== 'anywhere'), ...all];
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}

/** Whether a set leaves origins out: then those that it does not speak of count too. */
function namesUnderNot(set: RequestSet): boolean {
  return [...partsOf(set)].some(
    (part) => part.kind === 'not' && [...partsOf(part.set)].some(({ kind }) => kind === 'from'),
  );
}

/** Where clients can be: outside, beside the nodes, on each node, in each pod. */
function anywhere(cluster: Cluster): readonly Origin[] {
  const neighbours = cluster.platform.networkCIDRs.flatMap((range) => {
    const cidr = parseCIDR(range);
    const address = cidr === undefined ? undefined : nthAddress(cidr, 9);
    return address === undefined ? [] : [network(address.text)];
  });
  return [
    internet(),
    ...neighbours,
    ...cluster.list('Node').map(({ metadata }) => node(metadata.name)),
    ...cluster
      .list('Pod')
      .filter(({ status }) => status.phase === 'Running')
      .map(({ metadata }) => pod(metadata.namespace, metadata.name)),
  ];
}
