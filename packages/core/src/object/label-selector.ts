import type { StringMap } from './metadata.js';

/** One requirement of a label selector. @public */
export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A label selector; without any requirement it matches everything. @see kubernetes/apimachinery pkg/apis/meta/v1/types.go @public */
export interface LabelSelector {
  readonly matchLabels: StringMap;
  readonly matchExpressions: readonly LabelSelectorRequirement[];
}

/**
 * Whether labels meet every requirement of a selector. `NotIn` holds where the label is missing.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, Requirement.Matches
 * @example
 * matchesLabels({ matchLabels: { app: 'cart' }, matchExpressions: [] }, { app: 'cart', tier: 'web' }); // true
 */
export function matchesLabels(selector: LabelSelector, labels: StringMap): boolean {
  for (const key in selector.matchLabels) if (labels[key] !== selector.matchLabels[key]) return false;
  return selector.matchExpressions.every((requirement) => meets(requirement, labels));
}

function meets({ key, operator, values }: LabelSelectorRequirement, labels: StringMap): boolean {
  // What an object inherits, such as `constructor`, is no text and so no label.
  const value: unknown = labels[key];
  const isPresent = typeof value === 'string';
  if (operator === 'Exists' || operator === 'DoesNotExist') return isPresent === (operator === 'Exists');
  const isListed = isPresent && values.includes(value);
  return isListed === (operator === 'In');
}

/** The selector that asks for exactly these labels; of Services and ReplicationControllers. */
export function selectorOf(labels: StringMap): LabelSelector {
  return { matchLabels: labels, matchExpressions: [] };
}
