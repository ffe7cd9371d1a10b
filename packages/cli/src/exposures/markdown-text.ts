import type { Column } from '../output/table.js';

/** Rows as a table of Markdown. */
export function markdownText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => header.toLowerCase()),
    columns.map(() => '---'),
    ...rows.map((row) => columns.map(({ cell }) => cell(row).replaceAll('|', String.raw`\|`))),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
