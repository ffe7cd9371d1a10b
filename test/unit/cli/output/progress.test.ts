import { describe, expect, test } from 'vitest';
import { progressOn } from '../../../../packages/cli/src/output/progress.js';
import { madeUpIo } from '../made-up-io.js';

describe('progressOn', () => {
  test('a terminal shows one line that goes away', () => {
    const io = madeUpIo({ terminal: true });
    const progress = progressOn(io.stderr);
    progress.say('Reading');
    progress.say('Settling');
    progress.clear();
    expect(io.written().stderr).toBe('\r\u001B[KReading ...\r\u001B[KSettling ...\r\u001B[K');
  });

  test('elsewhere nothing is written', () => {
    const io = madeUpIo();
    const progress = progressOn(io.stderr);
    progress.say('Reading');
    progress.clear();
    expect(io.written().stderr).toBe('');
  });
});
