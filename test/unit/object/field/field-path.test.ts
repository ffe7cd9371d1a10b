import { describe, expect, test } from 'vitest';
import { fieldPath, type PathSegment } from '../../../../packages/core/src/object/field/field-path.js';

describe('fieldPath', () => {
  test.each<[readonly PathSegment[], string, string]>([
    [[], '.', '.'],
    [['spec', 'ports', 0, 'nodePort'], 'spec.ports[0].nodePort', 'spec.ports[0].nodePort'],
    [
      ['metadata', 'annotations', { key: 'example.com/x' }],
      'metadata.annotations[example.com/x]',
      'metadata.annotations[example.com/x]',
    ],
    [['metadata', 'labels', { key: 'a b', unspoken: true }], 'metadata.labels', 'metadata.labels[a b]'],
    [
      ['spec', { field: 'loadBalancerSourceRanges', spelled: 'LoadBalancerSourceRanges' }, 1],
      'spec.LoadBalancerSourceRanges[1]',
      'spec.loadBalancerSourceRanges[1]',
    ],
    [
      ['spec', 'template', { field: 'metadata', spelled: '' }, 'labels'],
      'spec.template.labels',
      'spec.template.metadata.labels',
    ],
  ])('%j is %s in messages and %s in the manifest', (segments, message, manifest) => {
    expect(fieldPath(segments, 'message')).toBe(message);
    expect(fieldPath(segments, 'manifest')).toBe(manifest);
  });
});
