import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Comparison } from './comparison.js';
import { comparisonText, conditionsNow, headText, type RowComparison } from './report.js';
import { rows } from './rows.js';
import { type Size, sizes } from './size.js';

const usage = `npm run bench [-- [--json] [--row ROW]... [--full | --smoke]]
Rows: ${rows.map(({ id }) => id).join(' ')}`;

const rowProcess = fileURLToPath(new URL('row-process.js', import.meta.url));
const heapMegabytes = 12_000;

/** The comparisons of a row, measured in a process of its own: no heap gets in the way of another. */
function measured(id: string, size: Size): readonly RowComparison[] {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--expose-gc', `--max-old-space-size=${heapMegabytes}`, rowProcess, id, size.name],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  const comparisons: unknown = status === 0 ? JSON.parse(stdout) : undefined;
  if (!isComparisons(comparisons)) throw new Error(`row ${id} failed`);
  return comparisons.map((comparison) => ({ row: id, ...comparison }));
}

function isComparisons(value: unknown): value is readonly Comparison[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === 'object' && item !== null && 'ratio' in item)
  );
}

function main(): void {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      row: { type: 'string', multiple: true },
      full: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
    },
  });
  const ids = values.row ?? rows.map(({ id }) => id);
  const unknown = ids.find((id) => !rows.some((row) => row.id === id));
  if (unknown !== undefined) throw new RangeError(`there is no row ${unknown}\n${usage}`);
  const size = values.smoke ? sizes.smoke : values.full ? sizes.full : sizes.usual;
  const conditions = conditionsNow(size.name);
  if (values.json) {
    const document = { ...conditions, rows: ids.flatMap((id) => measured(id, size)) };
    console.log(JSON.stringify(document, null, 2));
    return;
  }
  console.log(headText(conditions));
  for (const id of ids) {
    for (const comparison of measured(id, size)) console.log(comparisonText(comparison));
  }
}

main();
