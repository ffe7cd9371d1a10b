import type { Node } from '../../object/node.js';

/** The zone a node says it stands in. @see kubernetes/api core/v1/well_known_labels.go, LabelTopologyZone */
export function zoneOf(node: Node): string | undefined {
  return node.metadata.labels['topology.kubernetes.io/zone'];
}
