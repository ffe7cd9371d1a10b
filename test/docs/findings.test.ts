import { findings } from '@kubehop/core/analysis';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const page = readFileSync(join(root, 'docs/findings.md'), 'utf8');

/** The rows of the table of all findings, each as its cells. */
const rows = page
  .slice(page.indexOf('\n## Every finding'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()));

test('the page on findings has each of them, with what it means and its examples', () => {
  const expected = Object.entries(findings).map(([code, sentence]) => [
    `\`${code}\``,
    sentence,
    `[broken](../examples/findings/${code}.yaml)`,
    `[mended](../examples/findings/${code}.fixed.yaml)`,
  ]);
  expect(rows).toEqual(expected);
});
