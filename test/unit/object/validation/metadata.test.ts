import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { manifest, problemsOf } from '../admitted.js';

const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web' };

describe('metadata', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['needs a name', { name: '' }, ['metadata.name: Required value: name or generateName is required']],
    ['has a name of its kind', { name: 'a_b' }, ['metadata.name: Invalid value: "a_b"']],
    ['has a prefix of its kind', { generateName: 'WEB-' }, ['metadata.generateName: Invalid value: "WEB-"']],
    ['may have a prefix that ends in a hyphen', { generateName: 'web-' }, []],
    [
      'has a namespace that is a label',
      { namespace: 'a.b' },
      ['metadata.namespace: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'has owners that are named in full',
      { ownerReferences: [{ uid: 'u' }] },
      [
        'metadata.ownerReferences[0].apiVersion: Required value: must not be empty',
        'metadata.ownerReferences[0].kind: Required value: must not be empty',
        'metadata.ownerReferences[0].name: Required value: must not be empty',
      ],
    ],
    ['has owners that need no uid', { ownerReferences: [owner] }, []],
    [
      'has one controller at most',
      { ownerReferences: [{ ...owner, controller: true }, owner, { ...owner, controller: true }] },
      [
        'metadata.ownerReferences[2].controller: Invalid value: true: Only one reference can have Controller set to true',
      ],
    ],
  ])('%s', (_, metadata, problems) => {
    const found = problemsOf(manifest('ConfigMap', {}, metadata));
    expect(found).toHaveLength(problems.length);
    found.forEach((problem, index) => expect(problem).toContain(problems[index]));
  });

  test.each<[Parameters<typeof manifest>[0], string, boolean]>([
    ['Namespace', 'a.b', false],
    ['Node', 'a.b', true],
    ['Pod', 'a.b', true],
    ['StatefulSet', 'a.b', false],
    ['Service', '1a', false],
    ['Service', 'a1', true],
    ['Secret', '1a', true],
  ])('a %s may be called %s: %s', (kind, name, expected) => {
    const problems = problemsOf(manifest(kind, {}, { name }));
    expect(problems.some((problem) => problem.startsWith('metadata.name'))).toBe(!expected);
  });
});
