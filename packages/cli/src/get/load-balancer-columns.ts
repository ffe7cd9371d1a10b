import type { Cluster, LoadBalancer, LoadBalancerTarget } from '@kubehop/core';
import { targetsOf, targetsOfGroup } from '@kubehop/core/engine';
import type { Column } from '../output/table.js';
import { joined, none } from './cell.js';

/** Load balancers outside of the cluster, with the health of their targets. */
export function loadBalancerColumns(cluster: Cluster): readonly Column<LoadBalancer>[] {
  return [
    { header: 'NAME', cell: ({ id }) => id },
    { header: 'PRODUCT', cell: ({ product }) => product },
    { header: 'SCHEME', cell: ({ scheme }) => scheme },
    { header: 'ADDRESS', cell: ({ hostname, addresses }) => hostname ?? joined(addresses) },
    {
      header: 'LISTENERS',
      cell: ({ listeners }) => joined(listeners.map(({ port, protocol }) => `${port}/${protocol}`)),
    },
    { header: 'HEALTHY', cell: (balancer) => healthText(targetsBehind(cluster, balancer)) },
    { header: 'ADDRESSES', cell: ({ addresses }) => joined(addresses), wide: true },
    { header: 'CONTROLLER', cell: ({ controller }) => controller, wide: true },
    { header: 'TARGETS', cell: ({ targetType }) => `${targetType}s`, wide: true },
  ];
}

/** The targets of all listeners, and of the groups that their rules lead to. */
function targetsBehind(cluster: Cluster, balancer: LoadBalancer): readonly LoadBalancerTarget[] {
  return balancer.listeners.flatMap((listener) => {
    if (listener.routing === undefined) return targetsOf(cluster, balancer, listener);
    const { rules, otherwise } = listener.routing;
    return [...rules, otherwise].flatMap(({ action }) =>
      action.kind === 'forward'
        ? action.to.flatMap(({ group }) => targetsOfGroup(cluster, balancer, group))
        : [],
    );
  });
}

/** How many of the targets are healthy at every port that they are asked at. */
function healthText(targets: readonly LoadBalancerTarget[]): string {
  if (targets.length === 0) return none;
  const ill = new Set(targets.filter(({ healthy }) => !healthy).map(({ name }) => name));
  const all = new Set(targets.map(({ name }) => name));
  return `${all.size - ill.size}/${all.size}`;
}
