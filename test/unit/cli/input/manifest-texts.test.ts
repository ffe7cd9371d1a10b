import { describe, expect, test } from 'vitest';
import { readManifestTexts } from '../../../../packages/cli/src/input/manifest-texts.js';
import { InputTooLarge } from '../../../../packages/cli/src/io.js';
import { WrongUse } from '../../../../packages/cli/src/wrong-use.js';
import { madeUpIo } from '../made-up-io.js';

const files = {
  'k8s/b.yaml': 'b',
  'k8s/a.yml': 'a',
  'k8s/c.json': '{}',
  'k8s/notes.txt': 'no manifest',
  'k8s/kubehop.yaml': 'files: []',
  'k8s/deep/d.yaml': 'd',
  'k8s/folder.yaml/e.yaml': 'e',
  'empty/readme.md': '',
};

async function filesRead(...names: readonly string[]): Promise<readonly string[]> {
  const texts = await readManifestTexts(names, madeUpIo({ files, stdin: 'piped' }));
  return texts.map(({ file }) => file);
}

describe('readManifestTexts', () => {
  test('reads a file', async () => {
    expect(await readManifestTexts(['k8s/b.yaml'], madeUpIo({ files }))).toEqual([
      { file: 'k8s/b.yaml', text: 'b' },
    ]);
  });

  test('reads a file of any name', async () => {
    expect(await filesRead('k8s/notes.txt')).toEqual(['k8s/notes.txt']);
  });

  test.each(['k8s', 'k8s/'])(
    'reads the manifests right in directory %s by name, kubehop.yaml is none',
    async (name) => {
      expect(await filesRead(name)).toEqual(['k8s/a.yml', 'k8s/b.yaml', 'k8s/c.json']);
    },
  );

  test('reads standard input for -', async () => {
    expect(await readManifestTexts(['-'], madeUpIo({ stdin: 'piped' }))).toEqual([
      { file: 'stdin', text: 'piped' },
    ]);
  });

  test('keeps the order of -f, and reads each once', async () => {
    expect(await filesRead('-', 'k8s/c.json', 'k8s', '-')).toEqual([
      'stdin',
      'k8s/c.json',
      'k8s/a.yml',
      'k8s/b.yaml',
    ]);
  });

  test('takes a byte order mark away', async () => {
    const io = madeUpIo({ files: { 'a.yaml': '\uFEFFkind: Pod' } });
    expect((await readManifestTexts(['a.yaml'], io))[0]?.text).toBe('kind: Pod');
  });

  test.each([
    ['missing.yaml', 'the path "missing.yaml" does not exist'],
    ['empty', 'no manifests in "empty": recognized file extensions are .json, .yaml, .yml'],
    ['https://example.com/x.yaml', 'curl -sSfL https://example.com/x.yaml | kubehop ... -f -'],
  ])('%s is wrong use', async (name, message) => {
    const reading = readManifestTexts([name], madeUpIo({ files }));
    await expect(reading).rejects.toThrow(WrongUse);
    await expect(reading).rejects.toThrow(message);
  });

  test('refuses what is no UTF-8', async () => {
    const io = madeUpIo({ files: { 'utf-16.yaml': Uint8Array.of(0xff, 0xfe, 0x6b, 0x00) } });
    await expect(readManifestTexts(['utf-16.yaml'], io)).rejects.toThrow('"utf-16.yaml" is no UTF-8 text');
  });

  test('refuses more than 100 MB', async () => {
    const io = madeUpIo();
    const endless = {
      ...io.stdin,
      read: async (limit: number) => Promise.reject(new InputTooLarge(`${limit}`)),
    };
    await expect(readManifestTexts(['-'], { ...io, stdin: endless })).rejects.toThrow(
      'stdin holds more than 100 MB',
    );
  });

  test('says what the file system says', async () => {
    const io = madeUpIo({ files });
    const locked = { ...io.files, read: async () => Promise.reject(new Error('EACCES: permission denied')) };
    await expect(readManifestTexts(['k8s/b.yaml'], { ...io, files: locked })).rejects.toThrow(
      'cannot read "k8s/b.yaml": EACCES: permission denied',
    );
  });
});
