import type { Node } from '../node.js';

/** The node with what the control plane gave the one that it replaces, where a manifest does not name it: its pod ranges and its id at the cloud. */
export function registeredNode(node: Node, old: Node | undefined): Node {
  if (old === undefined) return node;
  const { podCIDRs, providerID = old.spec.providerID } = node.spec;
  return {
    ...node,
    spec: {
      ...node.spec,
      podCIDRs: podCIDRs.length > 0 ? podCIDRs : old.spec.podCIDRs,
      ...(providerID !== undefined && { providerID }),
    },
  };
}
