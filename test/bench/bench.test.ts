import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const bench = fileURLToPath(new URL('../../bench/dist/main.js', import.meta.url));

/** Runs the benchmarks as they are built, at a size at which the figures mean nothing, and reads what they print. */
function smoke(...args: readonly string[]): unknown {
  return JSON.parse(
    execFileSync(process.execPath, [bench, '--json', '--smoke', ...args], { encoding: 'utf8' }),
  );
}

const figure: unknown = expect.any(Number);

function comparison(row: string, anchor: string): unknown {
  const name: unknown = expect.stringContaining(anchor);
  return expect.objectContaining({
    row,
    ours: figure,
    anchor: { name, value: figure },
    ratio: figure,
  });
}

test('every benchmark runs beside its anchor, and they agree on the answers', () => {
  const rows: unknown = expect.arrayContaining([
    comparison('L1', 'find-my-way'),
    comparison('L2', 'find-my-way'),
    comparison('R1', '8 kB'),
    comparison('C1', 'JSON.parse'),
    comparison('C2', 'objects'),
    comparison('T1', 'Map.get'),
    comparison('T2', 'rate wanted'),
    comparison('U1', 'Map.set'),
    comparison('A1', 'cidr-matcher'),
    comparison('A1', 'ipaddr.js'),
  ]);
  expect(smoke()).toMatchObject({ node: process.version, rows });
});

test('one row can be run alone', () => {
  expect(smoke('--row', 'S1')).toMatchObject({ size: 'smoke', rows: [{ row: 'S1' }] });
});
