import { fc, test } from '@fast-check/vitest';
import { type Manifests, readManifests } from '@kubehop/core/yaml';
import { describe, expect } from 'vitest';
import { writeBlockStyle } from './block-style.js';

/** JSON objects as manifests have them; a path in brackets can hold no bracket. */
const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/[[\]]/.test(text));
const { object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      '',
      'yes',
      '022',
      '1e3',
      '22:22',
      'x: y',
      '# x',
      '---',
      '...',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
}));

/** Lines that make documents, good and broken. */
const line = fc.constantFrom(
  'kind: Service',
  'metadata:',
  '  name: web',
  '  name: db',
  ' labels: {a: b}',
  '- a: 1',
  '  - b',
  '\tc: 1',
  'x: &x [1]',
  'y: *x',
  '<<: *x',
  'a: |',
  'a: "',
  "b: '",
  'a: [',
  '}',
  '{"a": 1}',
  '{"a": 1, "a": 2}',
  '[{"b": 1},',
  '# nothing',
  '',
  '...',
  '%YAML 1.2',
  '{{ x }}',
  '? a',
  ': b',
  '!t',
  '!t c: 1',
  'd: !!int x',
  '\uFEFF',
  '\u0001',
  '__proto__: 1',
);
const document = fc.array(line, { maxLength: 6 }).map((lines) => lines.map((each) => `${each}\n`).join(''));

/** What was read, without names and lines, which depend on what stands before. */
function readingOf({ manifests, problems }: Manifests): unknown {
  return [manifests.map(({ value }) => value), problems.map(({ code, severity }) => [code, severity])];
}

describe('readManifests', () => {
  test.prop([object])('reads back what was written as JSON', (value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, '\t')]) {
      expect(readManifests(text)).toMatchObject({ manifests: [{ value }], problems: [] });
    }
  });

  test.prop([object])(
    'reads back what was written in block style, and finds the line of each field',
    (value) => {
      const { text, lines } = writeBlockStyle(value);
      const { manifests, problems } = readManifests(text);
      expect(problems).toEqual([]);
      expect(manifests.map((manifest) => manifest.value)).toEqual([value]);
      for (const [path, expected] of lines)
        expect([path, manifests[0]?.source?.locate(path)]).toEqual([path, expected]);
    },
  );

  test.prop([
    fc.oneof(
      fc.string({ unit: 'binary' }),
      document,
      fc.array(line).map((lines) => lines.join(' ')),
    ),
  ])('makes manifests or problems of any text, and says of each problem what, where and why', (text) => {
    const lineCount = text.split('\n').length;
    for (const { object: named, path, message, source } of readManifests(text, { file: 'f' }).problems) {
      expect(named.kind).not.toBe('');
      expect(named.name).not.toBe('');
      expect(path).not.toBe('');
      expect(message).not.toBe('');
      expect(source?.line).toBeGreaterThanOrEqual(1);
      expect(source?.line).toBeLessThanOrEqual(lineCount);
    }
  });

  test.prop([fc.array(document, { maxLength: 8 })])(
    'reads a document among others as it reads it alone',
    (documents) => {
      const together = readManifests(documents.map((text) => `---\n${text}`).join(''));
      const alone = documents.map((text) => readManifests(`---\n${text}`));
      expect(readingOf(together)).toEqual(
        readingOf({
          manifests: alone.flatMap(({ manifests }) => manifests),
          problems: alone.flatMap(({ problems }) => problems),
        }),
      );
    },
  );
});
