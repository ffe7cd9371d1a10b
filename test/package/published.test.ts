import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';
import { run, shop } from '../unit/cli/run.js';
import { everyEntry, namesInSources } from './every-entry.js';
import { type Ended, installForUser, type UserProject } from './user-project.js';
import { shopReport } from './user/shop-report.js';

const packages = ['kubehop-core', 'kubehop-sim', 'kubehop'];
const folder = mkdtempSync(join(tmpdir(), 'kubehop-'));
const tarball = (name: string): string => join(folder, `${name}.tgz`);
const files = (name: string): string[] =>
  execFileSync('tar', ['-tzf', tarball(name)], { encoding: 'utf8' })
    .trim()
    .split('\n');
const manifest = (name: string): string =>
  execFileSync('tar', ['-xzOf', tarball(name), 'package/package.json'], { encoding: 'utf8' });

function succeeded(stdout: string): Ended {
  return { status: 0, stdout, stderr: '' };
}

beforeAll(() => {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  const pack = ['--recursive', '--filter=./packages/*', 'pack', `--out=${folder}/%s.tgz`];
  execFileSync('npx', ['--yes', packageManager, ...pack], { cwd: root, stdio: 'pipe' });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(packages)('%s as it is published', (name) => {
  test('holds what was built, the licence and nothing else', () => {
    expect(files(name)).toContain('package/LICENSE');
    const strange =
      /^package\/(?!dist\/.+\.(js|js\.map|d\.ts)$|package\.json$|LICENSE$|README\.md$|CHANGELOG\.md$|kubehop(-test|-scenario)?\.schema\.json$)/;
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

describe('the packages installed in an empty folder', () => {
  let project: UserProject;

  /** Type-checks the user's program as strictly as can be, with no types around but those that ours bring. */
  function compile(options: Readonly<Record<string, string | boolean>>): Ended {
    const strictest = { target: 'es2022', lib: ['es2022'], types: [], strict: true, skipLibCheck: false };
    const compilerOptions = { ...strictest, ...options };
    project.write({ 'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }) });
    return project.run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')]);
  }

  beforeAll(() => {
    project = installForUser(join(folder, 'user'), packages.map(tarball));
    project.write({
      'shop.yaml': shop,
      'every-entry.ts': everyEntry(),
      'shop-report.ts': readFileSync(join(root, 'test/package/user/shop-report.ts'), 'utf8'),
    });
  }, 120_000);

  test('type-check under bundler resolution', () => {
    expect(compile({ module: 'esnext', moduleResolution: 'bundler', noEmit: true })).toEqual(succeeded(''));
  });

  test('type-check under nodenext, and trace the shop in plain Node as their sources do', async () => {
    expect(compile({ module: 'nodenext' })).toEqual(succeeded(''));
    project.write({
      'main.js': `import { readFileSync } from 'node:fs';
import { names } from './every-entry.js';
import { shopReport } from './shop-report.js';
console.log(JSON.stringify(names));
console.log(shopReport(readFileSync('shop.yaml', 'utf8')));`,
    });
    const printed = `${JSON.stringify(await namesInSources())}\n${shopReport(shop)}\n`;
    expect(project.run(process.execPath, ['main.js'])).toEqual(succeeded(printed));
  });

  test('bring the command, which traces the shop', async () => {
    const command = ['trace', '-f', 'shop.yaml', 'https://shop.example.com/cart'];
    const { stdout } = await run(command);
    expect(project.run('npx', ['--no', '--', 'kubehop', ...command])).toMatchObject({ status: 0, stdout });
  });
});
