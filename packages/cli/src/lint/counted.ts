import type { Finding, FindingSeverity } from '@kubehop/core/analysis';

const severities: readonly FindingSeverity[] = ['error', 'warning', 'notice'];

/** `3 findings: 1 error, 2 warnings.` */
export function counted(found: readonly Finding[]): string {
  if (found.length === 0) return 'Nothing was found.';
  const counts = severities.flatMap((severity) => {
    const count = found.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [numbered(count, severity)];
  });
  return `${numbered(found.length, 'finding')}: ${counts.join(', ')}.`;
}

/** Whether one of the findings matters as much as a severity, or more. */
export function hasAtLeast(found: readonly Finding[], least: FindingSeverity): boolean {
  return found.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
}

function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
