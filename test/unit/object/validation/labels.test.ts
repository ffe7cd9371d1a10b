import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { labelValue, qualifiedName } from '../../../../packages/core/src/object/validation/labels.js';
import { manifest, problemsOf, template } from '../admitted.js';

const namePattern =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const valuePattern =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

describe('qualifiedName', () => {
  test.each<[string, readonly string[]]>([
    ['app', []],
    ['a-b_c.D', []],
    ['example.com/app', []],
    ['a'.repeat(63), []],
    ['a'.repeat(64), ['name part must be no more than 63 bytes']],
    ['', ['name part must be non-empty', namePattern]],
    ['example.com/', ['name part must be non-empty', namePattern]],
    ['/app', ['prefix part must be non-empty']],
    ['-app', [namePattern]],
    ['app ', [namePattern]],
    ['Example/app', ['prefix part a lowercase RFC 1123 subdomain']],
    ['a/b/c', ['a valid label key must consist']],
  ])('%s', (key, details) => {
    const found = qualifiedName(key);
    expect(found).toHaveLength(details.length);
    found.forEach((detail, index) => expect(detail).toContain(details[index]));
  });
});

describe('labelValue', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['v1.2_3-a', []],
    ['a'.repeat(63), []],
    ['a'.repeat(64), ['must be no more than 63 bytes']],
    ['.a', [valuePattern]],
    ['a b', [valuePattern]],
    ['\u00e4', [valuePattern]],
  ])('%j', (value, details) => {
    expect(labelValue(value)).toEqual(details);
  });

  test.prop([
    fc.string({ unit: fc.constantFrom('a', 'Z', '5', '-', '_', '.', '/', ' ', '\n'), maxLength: 70 }),
  ])('agrees with its pattern', (value) => {
    const fits = value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
    expect(labelValue(value).length === 0).toBe(fits);
  });
});

describe('labels and annotations of an object', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['may be empty texts', { labels: { app: '' }, annotations: { note: '' } }, []],
    [
      'have keys that are qualified names',
      { labels: { 'a b': 'c' } },
      [`metadata.labels: Invalid value: "a b": ${namePattern}`],
    ],
    [
      'have values that are label values',
      { labels: { app: 'a b' } },
      [`metadata.labels: Invalid value: "a b": ${valuePattern}`],
    ],
    ['of an annotation may be any text', { annotations: { app: 'a b' } }, []],
    ['of an annotation may have a domain in capitals', { annotations: { 'Example.COM/app': '' } }, []],
    [
      'of an annotation have keys, too',
      { annotations: { 'a b': '' } },
      [`metadata.annotations: Invalid value: "a b": ${namePattern}`],
    ],
    [
      'of annotations end somewhere',
      { annotations: { a: 'x'.repeat(262_144) } },
      ['metadata.annotations: Too long: may not be more than 262144 bytes'],
    ],
  ])('%s', (_, metadata, problems) => {
    expect(problemsOf(manifest('ConfigMap', {}, metadata))).toEqual(problems);
  });
});

describe('a label selector', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      'In and NotIn name values',
      { matchExpressions: [{ key: 'app', operator: 'In' }] },
      [
        "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      ],
    ],
    [
      'Exists and DoesNotExist name none',
      { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] },
      [
        "spec.selector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      ],
    ],
    [
      'other operators there are not',
      { matchExpressions: [{ key: 'app', operator: 'in', values: ['web'] }] },
      ['spec.selector.matchExpressions[0].operator: Invalid value: "in": not a valid selector operator'],
    ],
    [
      'keys and values are those of labels',
      { matchExpressions: [{ key: 'a b', operator: 'NotIn', values: ['c d'] }] },
      [
        `spec.selector.matchExpressions[0].key: Invalid value: "a b": ${namePattern}`,
        `spec.selector.matchExpressions[0].values[0]: Invalid value: "c d": ${valuePattern}`,
      ],
    ],
    [
      'matchLabels are labels',
      { matchLabels: { app: 'web', 'a b': 'c' } },
      [`spec.selector.matchLabels: Invalid value: "a b": ${namePattern}`],
    ],
  ])('%s', (_, selector, problems) => {
    const spec = { selector, template: template({ app: 'web', 'a b': 'c' }) };
    const own = problemsOf(manifest('ReplicaSet', { spec })).filter((problem) =>
      problem.startsWith('spec.selector'),
    );
    expect(own).toEqual(problems);
  });
});
