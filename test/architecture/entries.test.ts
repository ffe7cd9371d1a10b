import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allowedPackages, backDoors, packagesBehind } from './entries.js';
import { packageEntries } from './package-entries.js';
import { root, sourceFiles } from './source-file.js';

const entries = packageEntries();
const specifiers = entries.map((entry) => entry.specifier);

describe('entries', () => {
  test.each(entries)('$specifier has its source', ({ source }) => {
    expect(existsSync(join(root, source))).toBe(true);
  });

  test.each(entries.filter((entry) => entry.specifier.startsWith('@kubehop/')))(
    '$specifier needs only the packages it may',
    ({ specifier, source }) => {
      const folder = source.split('/').slice(0, 3).join('/');
      const needed = packagesBehind(source, sourceFiles(folder));
      expect(allowedPackages[specifier]).toEqual(expect.arrayContaining([...needed]));
    },
  );

  test('a package that an entry comes to by a long way is found', () => {
    const files = [
      { path: 'src/index.ts', text: `export { read } from './yaml/read.js';` },
      { path: 'src/yaml/read.ts', text: `import { load } from 'js-yaml'; import at from 'lodash/at.js';` },
      { path: 'src/arbitrary.ts', text: `import fc from 'fast-check';` },
    ];
    expect([...packagesBehind('src/index.ts', files)]).toEqual(['js-yaml', 'lodash']);
  });
});

describe('packages', () => {
  test.each(['packages/core', 'packages/sim', 'packages/cli'])(
    '%s takes no back door into another',
    (folder) => {
      expect(backDoors(folder, sourceFiles(`${folder}/src`), specifiers)).toEqual([]);
    },
  );

  test.each(['../../core/src/address/ip.js', '@kubehop/core/src/index.js', '@kubehop/core/dist/index.js'])(
    'a package that imports %s is found',
    (specifier) => {
      const files = [{ path: 'packages/sim/src/view.ts', text: `import { x } from '${specifier}';` }];
      expect(backDoors('packages/sim', files, specifiers)).toEqual([
        `packages/sim/src/view.ts imports ${specifier}`,
      ]);
    },
  );

  test.each(['@kubehop/core', './clock.js', 'eventemitter3'])('a package may import %s', (specifier) => {
    const files = [{ path: 'packages/sim/src/view.ts', text: `import { x } from '${specifier}';` }];
    expect(backDoors('packages/sim', files, specifiers)).toEqual([]);
  });
});
