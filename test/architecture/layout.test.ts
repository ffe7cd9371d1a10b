import { describe, expect, test } from 'vitest';
import { layoutViolations, tooLong } from './layout.js';
import { packageEntries } from './package-entries.js';
import { sourceFiles } from './source-file.js';

describe('layout of the packages', () => {
  test('every file names its subject, and only entries are an index', () => {
    const entries = packageEntries().map((entry) => entry.source);
    expect(layoutViolations(sourceFiles('packages'), entries)).toEqual([]);
  });

  test.each([
    'service/utils.ts',
    'service/helpers/vip.ts',
    'service/vip.types.ts',
    'common.ts',
    'service/virtualIP.ts',
    'service/Vip.ts',
    'service/index.ts',
  ])('%s is found', (path) => {
    expect(layoutViolations([{ path, text: '' }], ['index.ts'])).not.toEqual([]);
  });

  test.each([`export * from './vip.js';`, `export * as vip from './vip.js';`])('%s is found', (text) => {
    expect(layoutViolations([{ path: 'index.ts', text }], ['index.ts'])).toEqual(['index.ts exports *']);
  });

  test('an entry and a file with a subject are allowed', () => {
    const files = [
      { path: 'yaml/index.ts', text: `export { readManifests } from './read-manifests.js';` },
      { path: 'yaml/read-manifests.ts', text: `// export * from './nothing.js'` },
    ];
    expect(layoutViolations(files, ['yaml/index.ts'])).toEqual([]);
  });
});

describe('length of files', () => {
  test('is at most 400 lines', () => {
    expect(tooLong(['packages', 'examples', 'test', 'bench'].flatMap(sourceFiles))).toEqual([]);
  });

  test('is found when it is more', () => {
    expect(tooLong([{ path: 'long.ts', text: '//\n'.repeat(401) }])).toEqual(['long.ts has 401 lines']);
    expect(tooLong([{ path: 'just.ts', text: '//\n'.repeat(400) }])).toEqual([]);
  });
});
