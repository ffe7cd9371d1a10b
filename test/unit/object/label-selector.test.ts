import { describe, expect, test } from 'vitest';
import {
  type LabelSelector,
  type LabelSelectorRequirement,
  matchesLabels,
  selectorOf,
} from '../../../packages/core/src/object/label-selector.js';

const labels = { app: 'web', tier: '' };

function asking(...matchExpressions: readonly LabelSelectorRequirement[]): LabelSelector {
  return { matchLabels: {}, matchExpressions };
}

describe('matchesLabels', () => {
  test.each<[string, LabelSelector, boolean]>([
    ['nothing asked for matches', asking(), true],
    ['an equal label matches', selectorOf({ app: 'web' }), true],
    ['an empty value is a value', selectorOf({ tier: '' }), true],
    ['another value does not match', selectorOf({ app: 'api' }), false],
    ['a missing label does not match', selectorOf({ app: 'web', zone: 'a' }), false],
    ['In: one of the values', asking({ key: 'app', operator: 'In', values: ['api', 'web'] }), true],
    ['In: none of the values', asking({ key: 'app', operator: 'In', values: ['api'] }), false],
    ['In: a missing label has none', asking({ key: 'zone', operator: 'In', values: [''] }), false],
    ['NotIn: none of the values', asking({ key: 'app', operator: 'NotIn', values: ['api'] }), true],
    ['NotIn: one of the values', asking({ key: 'app', operator: 'NotIn', values: ['web'] }), false],
    ['NotIn: a missing label is in no list', asking({ key: 'zone', operator: 'NotIn', values: ['a'] }), true],
    ['Exists: whatever the value', asking({ key: 'tier', operator: 'Exists', values: [] }), true],
    ['Exists: a missing label does not', asking({ key: 'zone', operator: 'Exists', values: [] }), false],
    ['DoesNotExist: a missing label', asking({ key: 'zone', operator: 'DoesNotExist', values: [] }), true],
    [
      'DoesNotExist: a label that is there',
      asking({ key: 'app', operator: 'DoesNotExist', values: [] }),
      false,
    ],
    [
      'every requirement has to hold',
      asking({ key: 'app', operator: 'Exists', values: [] }, { key: 'tier', operator: 'In', values: ['x'] }),
      false,
    ],
    [
      'what objects inherit is no label',
      asking({ key: 'constructor', operator: 'Exists', values: [] }),
      false,
    ],
    [
      'what objects inherit is in no list',
      asking({ key: 'toString', operator: 'NotIn', values: ['x'] }),
      true,
    ],
  ])('%s', (_, selector, expected) => {
    expect(matchesLabels(selector, labels)).toBe(expected);
  });
});
