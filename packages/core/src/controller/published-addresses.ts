import type { Cluster } from '../cluster/cluster.js';
import type { Ingress } from '../object/ingress.js';
import type { KubernetesObject } from '../object/object.js';
import type { LoadBalancerIngress } from '../object/service.js';
import { takes } from './class.js';
import { controllersOf, type Controller } from './controllers.js';

/**
 * What an ingress controller writes into the status of an Ingress that it takes: where the load balancer of the Service
 * named by `--publish-service` is reached, else the nodes of its pods. `undefined` where no controller takes the Ingress,
 * or where what it writes is not known.
 *
 * @see kubernetes/ingress-nginx internal/ingress/status/status.go
 */
export function publishedAddresses(
  cluster: Cluster,
  ingress: Ingress,
): readonly LoadBalancerIngress[] | undefined {
  const taker = controllersOf(cluster).find(({ profile }) => takes(cluster, profile, ingress));
  if (taker === undefined || taker.profile.dialect !== 'ingress-nginx') return undefined;
  const name = taker.profile.flags['publish-service'];
  if (name === undefined) return nodesOf(cluster, taker);
  const service = cluster.get('Service', name);
  return service?.spec.type === 'LoadBalancer' ? service.status.loadBalancer.ingress : undefined;
}

/** Whether {@link publishedAddresses} may hang on an object. */
export function concernsPublication(object: KubernetesObject): boolean {
  return (
    object.kind === 'Pod' ||
    object.kind === 'Service' ||
    object.kind === 'Node' ||
    object.kind === 'ConfigMap'
  );
}

/** The public addresses of the nodes on which a controller runs, else their own. */
function nodesOf(cluster: Cluster, { pods }: Controller): readonly LoadBalancerIngress[] {
  const names = [...new Set(pods.flatMap((pod) => pod.spec.nodeName ?? []))].sort();
  return names.flatMap((name) => {
    const addresses = cluster.get('Node', name)?.status.addresses ?? [];
    const address =
      addresses.find(({ type }) => type === 'ExternalIP') ??
      addresses.find(({ type }) => type === 'InternalIP');
    return address === undefined ? [] : [{ ip: address.address }];
  });
}
