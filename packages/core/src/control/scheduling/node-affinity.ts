import type { Node } from '../../object/node.js';
import type { NodeSelectorRequirement, NodeSelectorTerm, PodSpec } from '../../object/pod.js';

/**
 * Whether a node has what the pod demands by nodeSelector and required node affinity.
 *
 * @see kubernetes/component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go
 */
export function fitsNodeAffinity(spec: PodSpec, node: Node): boolean {
  const { labels } = node.metadata;
  for (const key in spec.nodeSelector) if (labels[key] !== spec.nodeSelector[key]) return false;
  if (spec.nodeAffinity === undefined) return true;
  return spec.nodeAffinity.some((term) => fitsTerm(term, node));
}

/** Whether a node meets every requirement of a term; one without any requirement selects no node. */
export function fitsTerm({ matchExpressions, matchFields }: NodeSelectorTerm, node: Node): boolean {
  return (
    matchExpressions.length + matchFields.length > 0 &&
    matchExpressions.every((requirement) => holds(requirement, node.metadata.labels[requirement.key])) &&
    matchFields.every((requirement) => holds(requirement, field(node, requirement.key)))
  );
}

/** The only field of a node that affinity may speak of. */
function field(node: Node, key: string): string | undefined {
  return key === 'metadata.name' ? node.metadata.name : undefined;
}

function holds({ operator, values }: NodeSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return wholeNumber(value) > wholeNumber(values[0]);
    case 'Lt':
      return wholeNumber(value) < wholeNumber(values[0]);
    default:
      return operator satisfies never;
  }
}

/** NaN for what is no whole number: no comparison with it holds. */
function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
}
