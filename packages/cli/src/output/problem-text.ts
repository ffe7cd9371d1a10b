import type { ObjectReference, Problem, Severity } from '@kubehop/core';
import type { Colors } from './colors.js';

/**
 * A problem as compilers and kubectl write theirs: where, how bad, which object and field, what is wrong; below it what
 * to do.
 */
export function problemText(problem: Omit<Problem, 'code'>, colors: Colors): string {
  const { source, severity, object, path, message, fix } = problem;
  const place =
    source === undefined ? '' : `${source.file === undefined ? 'line ' : `${source.file}:`}${source.line}: `;
  const field = path === '.' || path === '' ? '' : ` ${path}`;
  const advice = fix === undefined ? '' : `    ${colors.dim(`fix: ${fix}`)}\n`;
  return `${place}${severityText(severity, colors)}: ${objectText(object)}${field}: ${message}\n${advice}`;
}

function severityText(severity: Severity, colors: Colors): string {
  switch (severity) {
    case 'error':
      return colors.red(severity);
    case 'warning':
      return colors.yellow(severity);
    case 'notice':
      return colors.cyan(severity);
    default:
      return severity satisfies never;
  }
}

/** `Service shop/cart` */
export function objectText({ kind, namespace, name }: ObjectReference): string {
  return namespace === undefined || namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
