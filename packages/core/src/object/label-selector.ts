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
