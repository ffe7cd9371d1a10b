import type { LabelSelector, LabelSelectorRequirement } from '../label-selector.js';
import { list, none, textList } from '../schema/list.js';
import { record } from '../schema/record.js';
import { choice, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { noTexts, textMap } from '../schema/text-map.js';

const requirement: Schema<LabelSelectorRequirement> = record<LabelSelectorRequirement>(
  () => ({ key: '', operator: 'In', values: none }),
  {
    key: text,
    operator: choice(['In', 'NotIn', 'Exists', 'DoesNotExist'], (operator, errors) =>
      errors.invalid(operator, 'not a valid selector operator'),
    ),
    values: textList,
  },
);

/** How a label selector is read. */
export const labelSelectorSchema: Schema<LabelSelector> = record<LabelSelector>(
  () => ({ matchLabels: noTexts, matchExpressions: none }),
  {
    matchLabels: textMap,
    matchExpressions: list(requirement),
  },
);

/** Whether a selector stands for one that the manifest lacks; an empty one in the manifest does not. */
export function isMissing(selector: LabelSelector): boolean {
  return selector === labelSelectorSchema.zero;
}
