import { describe, expect, test } from 'vitest';
import type { Problem } from '@kubehop/core';
import { colorsOf } from '../../../../packages/cli/src/output/colors.js';
import { problemsText } from '../../../../packages/cli/src/output/problems-text.js';
import { madeUpIo } from '../made-up-io.js';

const colors = colorsOf(madeUpIo().stderr, {});

function notLookedAt(kind: string, severity: Problem['severity'] = 'notice'): Problem {
  return {
    code: 'kind-not-modelled',
    severity,
    object: { kind, name: 'web' },
    path: 'kind',
    message: '2 objects are left aside',
  };
}

describe('problemsText', () => {
  test('problems stand one below the other, and kinds that are not looked at share the last line', () => {
    const wrong: Problem = {
      code: 'field-required',
      severity: 'error',
      object: { kind: 'Service', namespace: 'shop', name: 'web' },
      path: 'spec.ports[0].name',
      message: 'Required value',
    };
    const problems = [notLookedAt('Role'), wrong, notLookedAt('ClusterRole'), wrong, notLookedAt('Role')];
    expect(problemsText(problems, colors)).toBe(
      [
        'error: Service shop/web spec.ports[0].name: Required value',
        'error: Service shop/web spec.ports[0].name: Required value',
        'notice: the model does not look at ClusterRole, Role',
        '',
      ].join('\n'),
    );
  });

  test('kinds that route or filter traffic are a warning of their own', () => {
    const problems = [notLookedAt('Role'), notLookedAt('HTTPRoute', 'warning')];
    expect(problemsText(problems, colors)).toBe(
      [
        'warning: the model does not look at HTTPRoute, though they route or filter traffic in a real cluster',
        'notice: the model does not look at Role',
        '',
      ].join('\n'),
    );
  });

  test('no problems are no text', () => {
    expect(problemsText([], colors)).toBe('');
  });
});
