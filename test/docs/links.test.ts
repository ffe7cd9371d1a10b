import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';
import { anchorsOf, linksOf, type Page, pages } from './markdown.js';

/** The links of a page that lead to no file of the repository, or to no anchor in it. */
function brokenLinks(page: Page, all: readonly Page[], exists: (path: string) => boolean): readonly string[] {
  return linksOf(page).flatMap(({ target, line }) => {
    if (/^https?:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
    const linked = all.find((other) => other.path === path);
    const leads = anchor === undefined ? exists(path) : linked !== undefined && anchorsOf(linked).has(anchor);
    return leads ? [] : [`${page.path}:${line}: ${target}`];
  });
}

describe('links between pages', () => {
  const all = pages();

  test('lead somewhere', () => {
    expect(all.flatMap(linksOf).length).toBeGreaterThan(20);
    expect(all.flatMap((page) => brokenLinks(page, all, (path) => existsSync(join(root, path))))).toEqual([]);
  });

  test('each page of docs is linked from its index', () => {
    const index = all.find(({ path }) => path === 'docs/README.md') ?? { path: '', text: '' };
    const linked = linksOf(index).map(({ target }) => posix.join('docs', target));
    expect(linked).toEqual(
      expect.arrayContaining(all.map(({ path }) => path).filter((path) => /^docs\/(?!README)/.test(path))),
    );
  });

  test.each([
    ['[a](gone.md)', 'docs/page.md:1: gone.md'],
    ['text\n[a](#gone)', 'docs/page.md:2: #gone'],
    ['# A heading\n[a](#a-headin)', 'docs/page.md:2: #a-headin'],
    ['[a](../README.md#gone)', 'docs/page.md:1: ../README.md#gone'],
    ['```sh\n# no-heading\n```\n[a](#no-heading)', 'docs/page.md:4: #no-heading'],
  ])('%j is found', (text, found) => {
    const page = { path: 'docs/page.md', text };
    expect(brokenLinks(page, [page, { path: 'README.md', text: '# kubehop' }], () => false)).toEqual([found]);
  });

  test.each([
    '[a](../README.md#kubehop)',
    '# A `heading`, with more\n[a](#a-heading-with-more)',
    '<a id="cause-x"></a>[a](#cause-x)',
    '`[a](gone.md)`',
    '```md\n[a](gone.md)\n```',
    '[a](https://example.com/)',
  ])('%j is right', (text) => {
    const page = { path: 'docs/page.md', text };
    expect(brokenLinks(page, [page, { path: 'README.md', text: '# kubehop' }], () => false)).toEqual([]);
  });
});
