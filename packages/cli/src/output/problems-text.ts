import type { Problem } from '@kubehop/core';
import type { Colors } from './colors.js';
import { problemText } from './problem-text.js';

/**
 * Problems one below the other. The kinds that the model does not look at take a line: manifests are full of them; those
 * that route or filter traffic in a real cluster take one of their own.
 */
export function problemsText(problems: readonly Problem[], colors: Colors): string {
  const others = problems.filter((problem) => !isLeftAside(problem));
  const traffic = kindsOf(
    problems.filter((problem) => isLeftAside(problem) && problem.severity !== 'notice'),
  );
  const rest = kindsOf(problems.filter((problem) => isLeftAside(problem) && problem.severity === 'notice'));
  return [
    ...others.map((problem) => problemText(problem, colors)),
    traffic === ''
      ? ''
      : `${colors.yellow('warning')}: the model does not look at ${traffic}, though they route or filter traffic in a real cluster\n`,
    rest === '' ? '' : `${colors.cyan('notice')}: the model does not look at ${rest}\n`,
  ].join('');
}

function isLeftAside({ code }: Problem): boolean {
  return code === 'kind-not-modelled';
}

function kindsOf(problems: readonly Problem[]): string {
  return [...new Set(problems.map(({ object }) => object.kind))].sort().join(', ');
}
