import { describe, expect, test } from 'vitest';
import { blockStyle } from '../../../packages/core/src/arbitrary/block-style.js';

describe('blockStyle', () => {
  test('writes fields below fields, and items behind dashes', () => {
    const pod = {
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] },
    };
    expect(blockStyle(pod)).toBe(`metadata:
  name: web
spec:
  containers:
    - name: main
      ports:
        - containerPort: 80`);
  });

  test.each([
    ['web', 'web'],
    ['--publish-service=ingress/c', '--publish-service=ingress/c'],
    ['registry.example/nginx:v1.12', 'registry.example/nginx:v1.12'],
    ['10.0.0.1', '10.0.0.1'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['8', '"8"'],
    ['1.5', '"1.5"'],
    ['1e3', '"1e3"'],
    ['true', '"true"'],
    ['No', '"No"'],
    ['', '""'],
    ['*.example.com', '"*.example.com"'],
    ['- x', '"- x"'],
    ['a: b', '"a: b"'],
    ['a:', '"a:"'],
    [80, '80'],
    [false, 'false'],
    [null, 'null'],
    [[], '[]'],
    [{}, '{}'],
  ])('writes %j as %s', (value, text) => {
    expect(blockStyle({ value })).toBe(`value: ${text}`);
    expect(blockStyle([value])).toBe(`- ${text}`);
  });
});
