import type { Node } from '../object/node.js';

const excludeLabel = 'node.kubernetes.io/exclude-from-external-load-balancers';
const falseTexts: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/**
 * Whether a node is left out by its label, which is read as a boolean of Go: what cannot be read leaves it out.
 *
 * @see kubernetes/cloud-provider controllers/service/controller.go; golang/go strconv/atob.go, ParseBool
 */
export function isExcluded({ metadata }: Node): boolean {
  const label = metadata.labels[excludeLabel];
  return label !== undefined && !falseTexts.has(label);
}

/** Only a node that says so is not ready: recorded nodes may say nothing. */
export function isUnready({ status }: Node): boolean {
  const ready = status.conditions.find((condition) => condition.type === 'Ready');
  return ready !== undefined && ready.status !== 'True';
}
