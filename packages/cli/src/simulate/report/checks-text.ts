import type { Check, ScenarioReport } from '@kubehop/sim';
import type { Page } from '../../test/reporter/page.js';
import { timeText } from './time-text.js';

/** What was expected, and whether it came so; a line at the end counts it. */
export function checksText({ loads, requests }: ScenarioReport, page: Page): string {
  const all = [...loads, ...requests].flatMap(({ name, checks }) => checks.map((check) => ({ name, check })));
  if (all.length === 0) return '';
  const { colors } = page;
  const failed = all.filter(({ check }) => !check.holds).length;
  const lines = all.map(({ name, check }) => checkText(name, check, page));
  const total = all.length === 1 ? '1 expectation' : `${all.length} expectations`;
  const good = all.length - failed;
  const holding = colors.green(`${good} ${good === 1 ? 'holds' : 'hold'}`);
  const failing = failed === 0 ? '' : `, ${colors.red(`${failed} ${failed === 1 ? 'does' : 'do'} not`)}`;
  return `Expected\n${lines.join('')}\n${colors.bold(total)}: ${holding}${failing}\n`;
}

function checkText(name: string, check: Check, { colors }: Page): string {
  const { member, expected, actual, holds, unit } = check;
  const mark = holds ? colors.green('✓') : colors.red('✗');
  const wanted =
    typeof expected === 'string' ? expected : `${expected.comparison} ${valueText(expected.value, unit)}`;
  const came = actual === undefined ? 'none' : valueText(actual, unit);
  return `  ${mark} ${name}: ${member} ${wanted}${holds ? colors.dim(` (${came})`) : `, but it is ${came}`}\n`;
}

function valueText(value: number | string, unit: Check['unit']): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'share':
      return `${String(Math.floor(value * 1e5 + 1e-6) / 1e3)}%`;
    case 'time':
      return timeText(value);
    case 'ratio':
      return String(Math.round(value * 1e4) / 1e4);
    case 'count':
    case 'text':
      return String(value);
    default:
      return unit satisfies never;
  }
}
