import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const folder = join(root, 'examples/routing-tests');

test('the shop is tested for the same by kubehop test and by vitest', () => {
  const { expectations } = load(readFileSync(join(folder, 'routes.yaml'), 'utf8')) as {
    readonly expectations: readonly { readonly name: string }[];
  };
  const tests = readFileSync(join(folder, 'routes.test.ts'), 'utf8');
  const names = expectations.map(({ name }) => name);
  expect(names.filter((name) => !tests.includes(name))).toEqual([]);
  expect(tests.match(/^test\b/gm)).toHaveLength(names.length);
});
