import type { Cluster, Node, Origin, Pod } from '@kubehop/core';
import { traceRequest } from '@kubehop/core';

/** An address of a documentation range: what leaves for it goes nowhere. @see RFC 5737 */
const nowhere = 'udp://192.0.2.53:53';

/** The pod or node that an origin is; `undefined` outside of the cluster. Of a workload, the pod that would send. */
export function clientAt(cluster: Cluster, from: Origin): Pod | Node | undefined {
  const place = traceRequest(cluster, { url: nowhere, from }).hops[0]?.place;
  switch (place?.kind) {
    case 'pod':
      return cluster.get('Pod', `${place.namespace}/${place.name}`);
    case 'node':
      return cluster.get('Node', place.name);
    default:
      return undefined;
  }
}
