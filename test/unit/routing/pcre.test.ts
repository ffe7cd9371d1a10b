import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toBytes } from '../../../packages/core/src/address/byte-text.js';
import { Pattern } from '../../../packages/core/src/routing/pattern.js';

const page = readFileSync(new URL('../../../docs/regular-expressions.md', import.meta.url), 'utf8');

/** A row of the table: an expression, a text, what nginx makes of them and what we do. */
type Row = readonly [expression: string, text: string, nginx: string, ours: string];

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line): Row => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, expression = '', text = '', nginx = '', ours = ''] = cells;
    return [inCode(expression), inCode(text), nginx, ours];
  });

function inCode(cell: string): string {
  return cell.replaceAll('`', '');
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', x0b: '\v', x1b: '\u001B' };

/** A text as the table writes it: control characters behind a backslash. */
function textOf(written: string): string {
  return toBytes(written.replace(/\\(n|r|t|x0b|x1b)/g, (_, name: string) => controls[name] ?? ''));
}

function made(expression: string, text: string): string {
  const pattern = new Pattern(toBytes(expression), { ignoreCase: false });
  if (pattern.refusal !== undefined) return pattern.refusal === 'wrong' ? 'refused' : 'unknown';
  return pattern.test(textOf(text)) ? 'found' : 'nothing';
}

describe('a regular expression of nginx', () => {
  test('has a table of what it means', () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  test.each(rows)('%s on %s: nginx %s, ours %s', (expression, text, nginx, ours) => {
    expect(made(expression, text)).toBe(ours);
    // What we answer is what nginx does; else we say that we do not know.
    expect([nginx, 'unknown']).toContain(ours);
  });

  test('keeps the groups that it captures', () => {
    const pattern = new Pattern('^/a(/|$)(.*)', { ignoreCase: false });
    expect(pattern.find('/a/b')).toEqual(['/a/b', '/', 'b']);
    expect(pattern.find('/a')).toEqual(['/a', '', '']);
  });
});
