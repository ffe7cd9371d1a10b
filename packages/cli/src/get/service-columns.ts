import type { LoadBalancerIngress, Service } from '@kubehop/core';
import type { Column } from '../output/table.js';
import { joined, none, selectorText } from './cell.js';

/** Services as kubectl shows them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printService */
export const serviceColumns: readonly Column<Service>[] = [
  { header: 'NAME', cell: (service) => service.metadata.name },
  { header: 'TYPE', cell: (service) => service.spec.type },
  { header: 'CLUSTER-IP', cell: clusterIPText },
  { header: 'EXTERNAL-IP', cell: externalIPText },
  { header: 'PORT(S)', cell: portsText },
  { header: 'SELECTOR', cell: (service) => selectorText(service.spec.selector), wide: true },
];

function clusterIPText({ spec }: Service): string {
  if (spec.type === 'ExternalName') return none;
  return joined(spec.clusterIPs.length > 0 ? spec.clusterIPs : spec.clusterIP === '' ? [] : [spec.clusterIP]);
}

function externalIPText({ spec, status }: Service): string {
  switch (spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return joined(spec.externalIPs);
    case 'LoadBalancer': {
      const addresses = [...status.loadBalancer.ingress.map(ingressText), ...spec.externalIPs];
      return addresses.length === 0 ? '<pending>' : addresses.join(',');
    }
    case 'ExternalName':
      return spec.externalName ?? none;
    default:
      return spec.type satisfies never;
  }
}

/** An address that a load balancer reported. */
export function ingressText({ ip, hostname }: LoadBalancerIngress): string {
  return ip ?? hostname ?? '';
}

function portsText({ spec }: Service): string {
  return joined(
    spec.ports.map(({ port, nodePort, protocol }) =>
      nodePort === undefined ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`,
    ),
  );
}
