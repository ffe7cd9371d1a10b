import { describe, expect, test } from 'vitest';
import { tableText } from '../../../../packages/cli/src/output/table.js';

describe('tableText', () => {
  const columns = [
    { header: 'NAME', cell: (row: readonly string[]) => row[0] ?? '' },
    { header: 'ADDRESS', cell: (row: readonly string[]) => row[1] ?? '' },
    { header: 'PORTS', cell: (row: readonly string[]) => row[2] ?? '' },
  ];

  test('columns are as wide as their longest cell, with three blanks between and none at the end', () => {
    const rows = [
      ['web', '', '80'],
      ['checkout', '203.0.113.10', '80, 443'],
    ];
    expect(tableText(columns, rows)).toBe(
      [
        'NAME       ADDRESS        PORTS',
        'web                       80',
        'checkout   203.0.113.10   80, 443',
        '',
      ].join('\n'),
    );
  });
});
