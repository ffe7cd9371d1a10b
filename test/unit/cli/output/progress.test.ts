import { describe, expect, test } from 'vitest';
import { during } from '../../../../packages/cli/src/output/progress.js';
import { madeUpIo } from '../made-up-io.js';

describe('during', () => {
  test('a terminal shows a line that is gone when the work is done', async () => {
    const io = madeUpIo({ terminal: true });
    expect(await during('Reading', io.stderr, () => 42)).toBe(42);
    expect(io.written().stderr).toBe('Reading ...\r\u001B[K');
  });

  test('the line is gone as well when the work fails', async () => {
    const io = madeUpIo({ terminal: true });
    const failing = during('Reading', io.stderr, async () => Promise.reject(new Error('locked')));
    await expect(failing).rejects.toThrow('locked');
    expect(io.written().stderr).toBe('Reading ...\r\u001B[K');
  });

  test('elsewhere nothing is written', async () => {
    const io = madeUpIo();
    expect(await during('Reading', io.stderr, () => 42)).toBe(42);
    expect(io.written().stderr).toBe('');
  });
});
