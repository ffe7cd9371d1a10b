import type { Ingress } from '@kubehop/core';
import type { Column } from '../output/table.js';
import { none } from './cell.js';
import { ingressText } from './service-columns.js';

/** The most hosts in a cell. */
const most = 3;

/** Ingresses as kubectl shows them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printIngress */
export const ingressColumns: readonly Column<Ingress>[] = [
  { header: 'NAME', cell: (ingress) => ingress.metadata.name },
  { header: 'CLASS', cell: (ingress) => ingress.spec.ingressClassName ?? none },
  { header: 'HOSTS', cell: hostsText },
  { header: 'ADDRESS', cell: (ingress) => ingress.status.loadBalancer.ingress.map(ingressText).join(',') },
  { header: 'PORTS', cell: (ingress) => (ingress.spec.tls.length === 0 ? '80' : '80, 443') },
];

function hostsText({ spec }: Ingress): string {
  const hosts = spec.rules.map(({ host }) => host).filter((host) => host !== '');
  if (hosts.length === 0) return '*';
  const more = hosts.length > most ? ` + ${hosts.length - most} more...` : '';
  return `${hosts.slice(0, most).join(',')}${more}`;
}
