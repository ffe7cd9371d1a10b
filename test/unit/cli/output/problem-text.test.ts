import { describe, expect, test } from 'vitest';
import type { Problem } from '@kubehop/core';
import { colorsOf } from '../../../../packages/cli/src/output/colors.js';
import { problemText } from '../../../../packages/cli/src/output/problem-text.js';
import { madeUpIo } from '../made-up-io.js';

const problem: Problem = {
  code: 'field-invalid',
  severity: 'error',
  object: { kind: 'Service', namespace: 'shop', name: 'web' },
  path: 'spec.ports[0].nodePort',
  message: 'Invalid value: 99999',
};

const plain = colorsOf(madeUpIo().stderr, {});

describe('problemText', () => {
  test.each<readonly [string, Problem, string]>([
    [
      'names object and field',
      problem,
      'error: Service shop/web spec.ports[0].nodePort: Invalid value: 99999\n',
    ],
    [
      'begins with file and line',
      { ...problem, source: { file: 'shop.yaml', line: 12 } },
      'shop.yaml:12: error: Service shop/web spec.ports[0].nodePort: Invalid value: 99999\n',
    ],
    [
      'begins with the line of a text without name',
      { ...problem, source: { line: 12 } },
      'line 12: error: Service shop/web spec.ports[0].nodePort: Invalid value: 99999\n',
    ],
    [
      'says what to do',
      { ...problem, fix: 'Write a port between 30000 and 32767' },
      'error: Service shop/web spec.ports[0].nodePort: Invalid value: 99999\n    fix: Write a port between 30000 and 32767\n',
    ],
    [
      'leaves out the path of the whole object, and the namespace of an object without',
      { ...problem, severity: 'notice', path: '.', object: { kind: 'Node', name: 'node-1' } },
      'notice: Node node-1: Invalid value: 99999\n',
    ],
  ])('%s', (_, given, text) => {
    expect(problemText(given, plain)).toBe(text);
  });

  test('severities are coloured on a terminal', () => {
    const colors = colorsOf(madeUpIo({ terminal: true }).stderr, {});
    const texts = (['error', 'warning', 'notice'] as const).map((severity) =>
      problemText({ ...problem, severity }, colors),
    );
    expect(texts.map((text) => text.slice(0, 5))).toEqual(['\u001B[31m', '\u001B[33m', '\u001B[36m']);
  });
});
