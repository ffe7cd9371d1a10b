import type { Problem } from '@kubehop/core';
import type { Colors } from './colors.js';
import { problemText } from './problem-text.js';

/**
 * Problems one below the other. What is said of every kind that the model does not look at takes one line: manifests
 * are full of them.
 */
export function problemsText(problems: readonly Problem[], colors: Colors): string {
  const kinds = problems.filter(({ code }) => code === 'kind-not-modelled').map(({ object }) => object.kind);
  const others = problems.filter(({ code }) => code !== 'kind-not-modelled');
  const leftAside =
    kinds.length === 0
      ? ''
      : `${colors.cyan('notice')}: the model does not look at ${[...new Set(kinds)].sort().join(', ')}\n`;
  return others.map((problem) => problemText(problem, colors)).join('') + leftAside;
}
