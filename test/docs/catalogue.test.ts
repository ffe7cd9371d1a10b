import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { parse, root, sourceFiles } from '../architecture/source-file.js';
import { anchorsOf } from './markdown.js';
import { catalogue, codeTables, ruleSources } from './catalogue.js';

const codes = new Set(codeTables.flatMap(({ sentences }) => Object.keys(sentences)));

/** The files that hold the tables, as they are found in the sources. */
const tableFiles =
  /\/(problem\/(codes|assumptions)|trace\/(action|causes|rules|skips)|explain\/rejections)\.ts$/;
const files = [...sourceFiles('packages/core/src'), ...sourceFiles('packages/sim/src')].filter(
  ({ path }) => !tableFiles.test(path),
);

/** Every text that stands in a literal of the sources. */
const literals = new Set<string>();
/** Every text that stands as the `code` of a value. */
const given = new Set<string>();
for (const file of files) {
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && literals.add(value)),
    Property({ key, value }) {
      if (key.type !== 'Identifier' || (key.name !== 'code' && key.name !== 'id')) return;
      if (value.type === 'Literal' && typeof value.value === 'string') given.add(value.value);
    },
  }).visit(parse(file));
}

describe('the catalogue', () => {
  test('is what the code says: `npm run catalogue` writes it', () => {
    expect(readFileSync(join(root, 'docs/catalogue.md'), 'utf8')).toBe(catalogue());
  });

  test('has every code that a value carries', () => {
    expect(given.size).toBeGreaterThan(100);
    expect([...given].filter((code) => !codes.has(code))).toEqual([]);
  });

  test('has no code that nothing carries, but those that stand ready', () => {
    // A reference that names nothing; a proxy that routes without ending the connection; a policy that lets through.
    const ready = ['field-not-found', 'routed', 'allowed'];
    expect([...codes].filter((code) => !literals.has(code))).toEqual(ready);
  });

  test('has one anchor for each code of each kind', () => {
    const anchors = codeTables.flatMap(({ anchor, sentences }) =>
      Object.keys(sentences).map((code) => `${anchor}-${code}`),
    );
    expect(new Set(anchors).size).toBe(anchors.length);
    expect([...anchorsOf({ path: '', text: catalogue() })]).toEqual(expect.arrayContaining(anchors));
  });

  test.each(codeTables)('says each of the $title in a sentence of its own', ({ sentences }) => {
    const texts = Object.values(sentences);
    expect(texts.filter((text) => !/^[\p{Lu}`]?\S.* .*\.$/u.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('names the source of each rule that is not of the model alone', () => {
    const own = [...ruleSources()].filter(([, sources]) => sources.length === 0).map(([rule]) => rule);
    expect(own).toEqual(['name-stated']);
  });
});
