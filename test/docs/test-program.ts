import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../architecture/source-file.js';
import { type Ended, runIn } from './session.js';

/** The test runner that a program is written for. */
export function testRunnerOf(program: string): 'vitest' | 'jest' | undefined {
  if (program.includes(" from 'vitest'")) return 'vitest';
  return program.includes(" from '@jest/globals'") ? 'jest' : undefined;
}

/**
 * Runs a program of tests in a world under the name in its first line, with the packages that users would install. In
 * place of jest stands its own `expect` under the test runner of Node.
 */
export function runTests(world: string, program: string, runner: 'vitest' | 'jest'): Ended {
  const [, name] = /^\/\/ ([\w.-]+)\n/.exec(program) ?? [];
  if (name === undefined) return { status: null, output: 'the first line names no file' };
  installPackages(world);
  writeFileSync(join(world, name), program);
  const vitest = join(root, 'test/node_modules/vitest/vitest.mjs');
  const command = runner === 'vitest' ? `"${vitest}" run` : '--test';
  return runIn(world, `"${process.execPath}" ${command} ${name}`);
}

function installPackages(world: string): void {
  const packages = join(world, 'node_modules');
  if (existsSync(packages)) return;
  const installed = join(root, 'test/node_modules');
  mkdirSync(join(packages, '@jest/globals'), { recursive: true });
  for (const name of readdirSync(installed)) symlinkSync(join(installed, name), join(packages, name));
  writeFileSync(join(world, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(
    join(packages, '@jest/globals/package.json'),
    '{ "type": "module", "exports": "./index.js" }\n',
  );
  writeFileSync(
    join(packages, '@jest/globals/index.js'),
    "export { expect } from 'expect';\nexport { test } from 'node:test';\n",
  );
}
