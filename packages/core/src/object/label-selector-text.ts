import type { LabelSelector, LabelSelectorRequirement } from './label-selector.js';

/** `key`, `!key`, `key=value`, `key!=value` or `key in (a,b)`; a comma in parentheses separates values. */
const separator = /,(?![^(]*\))/;
const equality = /^([^\s=!]+)\s*(==?|!=)\s*([^\s=!]*)$/;
const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/;
const presence = /^(!?)\s*([^\s=!(),]+)$/;

/**
 * Reads a label selector as it is written in one line; `undefined` where it is none.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, Parse
 */
export function readLabelSelector(text: string): LabelSelector | undefined {
  const requirements = text.split(separator).map((part) => readRequirement(part.trim()));
  const matchExpressions = requirements.filter((requirement) => requirement !== undefined);
  return matchExpressions.length < requirements.length ? undefined : { matchLabels: {}, matchExpressions };
}

function readRequirement(text: string): LabelSelectorRequirement | undefined {
  const [, key = '', operator, value = ''] = equality.exec(text) ?? [];
  if (operator !== undefined) return { key, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] };
  const [, setKey = '', membership, list = ''] = set.exec(text) ?? [];
  if (membership !== undefined) {
    const values = list.split(',').map((member) => member.trim());
    return { key: setKey, operator: membership === 'in' ? 'In' : 'NotIn', values };
  }
  const [, not, present] = presence.exec(text) ?? [];
  if (present === undefined) return undefined;
  return { key: present, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] };
}
