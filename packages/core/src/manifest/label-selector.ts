import type { TextMap } from './metadata.js';

/** One requirement of a label selector, as written. @public */
export interface LabelSelectorRequirementManifest {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** A label selector, as written. @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, LabelSelector @public */
export interface LabelSelectorManifest {
  readonly matchLabels?: TextMap;
  readonly matchExpressions?: readonly LabelSelectorRequirementManifest[];
}
