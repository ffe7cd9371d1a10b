import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stories } from '../../examples/stories.js';
import { root } from '../architecture/source-file.js';
import { run } from '../unit/cli/run.js';

const folder = join(root, 'examples/scenarios');

const files = readdirSync(folder).sort();

describe('scenarios of the stories', () => {
  test.each(files)('%s comes to what it expects', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { status, stdout, stderr } = await run(['simulate', file], { files: { [file]: text } });
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/^ +✗/m);
    // A scenario that expects nothing shows nothing.
    expect(stdout.match(/^ +✓/gm)?.length).toBeGreaterThan(0);
    expect(status).toBe(0);
  });

  test('each is told by the story of its name', () => {
    expect([...stories.keys()]).toEqual(
      expect.arrayContaining(files.map((file) => file.replace(/\.yaml$/, ''))),
    );
  });
});
