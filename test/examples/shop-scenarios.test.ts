import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const folder = join(root, 'examples/shop-scenarios');
const bin = join(root, 'packages/cli/dist/bin.js');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.yaml$/.exec(file)?.[1] ?? []);

/** `KUBEHOP_UPDATE=1` writes what the command prints now; the difference is to be read before it is committed. */
const isUpdate = process.env['KUBEHOP_UPDATE'] === '1';

async function simulated(name: string): Promise<{ readonly status: number; readonly output: string }> {
  const options = { cwd: folder, env: { ...process.env, FORCE_COLOR: '' } };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, 'simulate', `${name}.yaml`], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), output: stderr + stdout });
    });
  });
}

test.each(names)('%s comes to what it expects, as its output file says', async (name) => {
  const file = join(folder, 'output', `${name}.txt`);
  const { status, output } = await simulated(name);
  if (isUpdate) writeFileSync(file, output);
  expect(existsSync(file), `${file} is missing: KUBEHOP_UPDATE=1 writes it`).toBe(true);
  expect(output).toBe(readFileSync(file, 'utf8'));
  expect(status).toBe(0);
  expect(output).toMatch(/^(\d+) expectations: \1 hold$/m);
});

test('each output file is of a scenario', () => {
  expect(readdirSync(join(folder, 'output')).sort()).toEqual(names.map((name) => `${name}.txt`).sort());
});
