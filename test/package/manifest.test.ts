import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';
import { type PackageManifest, publishedPackages } from './published-packages.js';

const workspace: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What users can import, beside files that are no code. */
const entriesOf = ({ exports }: PackageManifest): readonly Readonly<Record<string, string>>[] =>
  Object.values(exports).filter((target) => typeof target !== 'string');

describe.each(publishedPackages())('the manifest of packages/$folder', ({ folder, manifest }) => {
  test('says what it is, under which licence, and where to turn', () => {
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/\.$/) as unknown,
      keywords: expect.arrayContaining(['kubernetes']) as unknown,
      license: 'Apache-2.0',
      homepage: 'https://github.com/kubehop/kubehop#readme',
      bugs: 'https://github.com/kubehop/kubehop/issues',
      repository: {
        type: 'git',
        url: 'git+https://github.com/kubehop/kubehop.git',
        directory: `packages/${folder}`,
      },
    });
  });

  test('publishes to everybody, with provenance', () => {
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).toHaveProperty('publishConfig', { access: 'public', provenance: true });
  });

  test('is of modules, for the Node that the workspace asks for', () => {
    expect(manifest).toMatchObject({ type: 'module' });
    expect(workspace).toMatchObject({ engines: manifest.engines });
  });

  test('publishes what was built, but nothing that only this repository can use', () => {
    const files = ['dist', '!dist/**/*.d.ts.map', '!dist/*.tsbuildinfo'];
    expect(manifest).toHaveProperty('files', expect.arrayContaining(files));
  });

  test('names the sources of an entry, which only this repository has, then its types, and its code last', () => {
    for (const entry of entriesOf(manifest)) {
      expect(Object.keys(entry)).toEqual(['@kubehop/source', 'types', 'default']);
    }
    expect(manifest.exports).toHaveProperty(['./package.json'], './package.json');
  });
});

const libraries = publishedPackages().filter(({ manifest }) => entriesOf(manifest).length > 0);

test.each(libraries)('bundlers may drop what they do not use of $manifest.name', ({ manifest }) => {
  expect(manifest).toHaveProperty('sideEffects', false);
});
