import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

interface Measured {
  readonly name: string;
  readonly passed: boolean;
  readonly size: number;
}

const sizeLimit = join(root, 'node_modules/size-limit/bin.js');

// The ceilings stand in .size-limit.json. It fails when one is broken, and still says what it measured.
function measure(): Measured[] {
  try {
    return JSON.parse(
      execFileSync(process.execPath, [sizeLimit, '--json'], { cwd: root, encoding: 'utf8' }),
    ) as Measured[];
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Measured[];
  }
}

describe('bytes that a user loads', () => {
  test.each(measure())('$name stays below its ceiling', ({ passed, size }) => {
    expect({ passed, size }).toEqual({ passed: true, size });
  });
});
