import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const folder = join(root, 'examples/routing-tests');
const bin = join(root, 'packages/cli/dist/bin.js');

test('the expectations of the examples hold, and exercise all that there is', () => {
  const options = ['--coverage', '--fail-under', '100'];
  const output = execFileSync(process.execPath, [bin, 'test', folder, ...options], { encoding: 'utf8' });
  expect(output).toMatch(/^(\d+) expectations: \1 hold$/m);
});

test('each file of expectations in the examples is run', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('routes.yaml'));
  expect(files).toEqual(['canary-routes.yaml', 'routes.yaml']);
});
