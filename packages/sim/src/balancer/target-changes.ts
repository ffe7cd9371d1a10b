import type { ClusterChange, LoadBalancer, LoadBalancerControllerName, Node, Platform } from '@kubehop/core';

const excludeLabel = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Since when neither the state of nodes nor their taints bring the service controller to list them anew. */
const stableNodes = 27;

/** Balancers whose nodes are listed by the service controller of the cloud provider. */
const byServiceController: ReadonlySet<LoadBalancerControllerName> = new Set([
  'aws-cloud-provider',
  'azure-cloud-provider',
  'cloud-provider-kind',
  'gce',
  'generic',
  'hcloud-cloud-controller-manager',
]);

/**
 * Whether a change brings the controller of a balancer to list its targets anew.
 *
 * The service controller of cloud providers does that when a node comes or goes, or is left out by its label. That a node
 * is ill, or about to be removed, the health checks find.
 * @see kubernetes/cloud-provider controllers/service/controller.go, shouldSyncUpdatedNode; KEP-3458
 */
export function concernsTargets(
  change: ClusterChange,
  balancer: LoadBalancer | undefined,
  { kubernetesMinor }: Platform,
): boolean {
  const isStable =
    balancer?.targetType === 'node' &&
    byServiceController.has(balancer.controller) &&
    kubernetesMinor >= stableNodes;
  const isTold = (object: ClusterChange['added'][number]): boolean =>
    object.kind === 'Node' ||
    object.kind === 'Service' ||
    object.kind === 'Ingress' ||
    (object.kind === 'EndpointSlice' && !isStable);
  return (
    change.added.some(isTold) ||
    change.removed.some(isTold) ||
    change.updated.some(({ from, to }) =>
      isStable && from.kind === 'Node' && to.kind === 'Node' ? isListedAnew(from, to) : isTold(to),
    )
  );
}

function isListedAnew(from: Node, to: Node): boolean {
  return (
    from.metadata.labels[excludeLabel] !== to.metadata.labels[excludeLabel] ||
    from.spec.providerID !== to.spec.providerID
  );
}
