import type { Node, NodeAddress } from '@kubehop/core';
import type { Column } from '../output/table.js';
import { joined, none } from './cell.js';

/** Nodes as `kubectl get nodes -o wide` shows them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printNode */
export const nodeColumns: readonly Column<Node>[] = [
  { header: 'NAME', cell: (node) => node.metadata.name },
  { header: 'STATUS', cell: statusText },
  { header: 'ROLES', cell: rolesText },
  { header: 'INTERNAL-IP', cell: (node) => addressText(node, 'InternalIP') },
  { header: 'EXTERNAL-IP', cell: (node) => addressText(node, 'ExternalIP') },
  { header: 'ZONE', cell: (node) => node.metadata.labels['topology.kubernetes.io/zone'] ?? none, wide: true },
  { header: 'POD-CIDR', cell: (node) => joined(node.spec.podCIDRs), wide: true },
];

function statusText({ spec, status }: Node): string {
  const ready = status.conditions.find(({ type }) => type === 'Ready')?.status;
  const health = ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady';
  return spec.unschedulable ? `${health},SchedulingDisabled` : health;
}

const rolePrefix = 'node-role.kubernetes.io/';

function rolesText({ metadata }: Node): string {
  const roles = Object.keys(metadata.labels)
    .filter((label) => label.startsWith(rolePrefix))
    .map((label) => label.slice(rolePrefix.length))
    .sort();
  return joined(roles);
}

function addressText({ status }: Node, type: NodeAddress['type']): string {
  return joined(status.addresses.filter((entry) => entry.type === type).map(({ address }) => address));
}
