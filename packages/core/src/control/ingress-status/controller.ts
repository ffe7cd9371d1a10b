import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Ingress } from '../../object/ingress.js';
import { keyOf, type KubernetesObject, type ObjectKey } from '../../object/object.js';
import { isSameValue } from '../../object/same-value.js';
import type { LoadBalancerIngress } from '../../object/service.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';

/** What knows which controller serves an Ingress, and where that one is found. */
export interface IngressPublisher {
  /** The addresses that the controller writes into the status; undefined when nobody serves the Ingress. */
  readonly addressesOf: (cluster: Cluster, ingress: Ingress) => readonly LoadBalancerIngress[] | undefined;
  /** Whether the addresses of Ingresses may hang on an object: a controller's pod or Service, say. */
  readonly concerns: (object: KubernetesObject) => boolean;
}

/**
 * Writes into the status of each Ingress where it is served, as ingress controllers do. An Ingress that nobody serves
 * keeps the status that it has.
 *
 * @see kubernetes/ingress-nginx internal/ingress/status/status.go
 */
export function ingressStatusController({ addressesOf, concerns }: IngressPublisher): Controller {
  return {
    name: 'ingress-status',
    keysFor: (change, cluster) => keysFor(change, cluster, concerns),
    reconcile(cluster, key) {
      const object = cluster.get('Ingress', key);
      if (object === undefined) return [];
      const ingress = addressesOf(cluster, object);
      if (ingress === undefined || isSameValue(ingress, object.status.loadBalancer.ingress)) return [];
      return [{ kind: 'put', object: { ...object, status: { loadBalancer: { ingress } } } }];
    },
  };
}

function* keysFor(
  change: ClusterChange,
  cluster: Cluster,
  concerns: IngressPublisher['concerns'],
): Generator<ObjectKey> {
  for (const object of touched(change)) {
    if (object.kind === 'Ingress') yield keyOf(object);
    else if (object.kind === 'IngressClass' || concerns(object)) {
      for (const ingress of cluster.list('Ingress')) yield keyOf(ingress);
      return;
    }
  }
}
