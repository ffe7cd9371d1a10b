import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { stories } from '../../examples/stories.js';
import { root } from '../architecture/source-file.js';

const folder = join(root, 'examples');

/** `KUBEHOP_UPDATE=1` writes what the stories print now; the difference is to be read before it is committed. */
const isUpdate = process.env['KUBEHOP_UPDATE'] === '1';

describe('examples', () => {
  test.each([...stories])('%s prints what stands in its output file', (name, story) => {
    const file = join(folder, 'output', `${name}.txt`);
    const printed = `${story()}\n`;
    if (isUpdate) writeFileSync(file, printed);
    expect(existsSync(file), `${file} is missing: KUBEHOP_UPDATE=1 writes it`).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(printed);
  });

  test('each output file is of a story', () => {
    const names = readdirSync(join(folder, 'output')).sort();
    expect(names).toEqual([...stories.keys()].map((name) => `${name}.txt`).sort());
  });

  test('the README lists each story once', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/\]\(([\w-]+)\.ts\)/g)].map(([, name]) => name);
    expect(listed).toEqual([...stories.keys()]);
  });

  test.each([...stories.keys()])('%s imports only what a user can install', (name) => {
    const imported = [...readFileSync(join(folder, `${name}.ts`), 'utf8').matchAll(/ from '([^']+)'/g)];
    const packages = [
      '@kubehop/core',
      '@kubehop/core/analysis',
      '@kubehop/core/arbitrary',
      '@kubehop/core/components',
      '@kubehop/core/explain',
      '@kubehop/core/matchers',
      '@kubehop/core/render',
      '@kubehop/core/yaml',
      '@kubehop/sim',
      'fast-check',
    ];
    expect(packages).toEqual(expect.arrayContaining(imported.map(([, from]) => from)));
  });
});
