import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const folder = mkdtempSync(join(tmpdir(), 'kubehop-'));
const tarball = (name: string): string => join(folder, `${name}.tgz`);
const files = (name: string): string[] =>
  execFileSync('tar', ['-tzf', tarball(name)], { encoding: 'utf8' })
    .trim()
    .split('\n');
const manifest = (name: string): string =>
  execFileSync('tar', ['-xzOf', tarball(name), 'package/package.json'], { encoding: 'utf8' });

beforeAll(() => {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  const pack = ['--recursive', '--filter=./packages/*', 'pack', `--out=${folder}/%s.tgz`];
  execFileSync('npx', ['--yes', packageManager, ...pack], { cwd: root, stdio: 'pipe' });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['kubehop-core', 'kubehop-sim', 'kubehop'])('%s as it is published', (name) => {
  test('holds what was built, the licence and nothing else', () => {
    expect(files(name)).toContain('package/LICENSE');
    const strange =
      /^package\/(?!dist\/.+\.(js|js\.map|d\.ts)$|package\.json$|LICENSE$|README\.md$|CHANGELOG\.md$|kubehop\.schema\.json$)/;
    expect(files(name).filter((file) => strange.test(file))).toEqual([]);
  });

  test('does not lead to sources that are not there, nor to the workspace', () => {
    expect(manifest(name)).not.toMatch(/@kubehop\/source|workspace:/);
  });

  test('is what bundlers and Node expect', async () => {
    const data = readFileSync(tarball(name));
    const { messages } = await publint({ pack: { tarball: new Uint8Array(data).buffer }, strict: true });
    expect(messages).toEqual([]);
  });
});

describe.each(['kubehop-core', 'kubehop-sim'])('the types of %s', (name) => {
  test('are found from every module that imports it as ESM', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball(name))));
    const problems = result.types === false ? ['no types'] : result.problems;
    const notEsm = new Set(['node10', 'node16-cjs']);
    const real = problems.filter(
      (problem) =>
        typeof problem === 'string' || !('resolutionKind' in problem) || !notEsm.has(problem.resolutionKind),
    );
    expect(real).toEqual([]);
  });
});
