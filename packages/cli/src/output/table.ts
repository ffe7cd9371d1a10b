/** A column of a table. */
export interface Column<Row> {
  /** As kubectl writes it: upper case. */
  readonly header: string;
  readonly cell: (row: Row) => string;
  /** Shown with `-o wide` only. */
  readonly wide?: true;
}

const gap = '   ';

/**
 * Rows as kubectl prints them: columns as wide as their longest cell, three blanks between, none at the end of a line.
 *
 * @see kubernetes/cli-runtime pkg/printers/tableprinter.go
 */
export function tableText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.header),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join('');
}
