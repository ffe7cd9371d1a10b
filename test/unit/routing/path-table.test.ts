import { describe, expect, test } from 'vitest';
import { PathTable, type PathRule } from '../../../packages/core/src/routing/path-table.js';

interface Numbered extends PathRule {
  readonly number: number;
}

/** Rules such as `Prefix /foo`. */
function rules(...texts: readonly string[]): readonly Numbered[] {
  return texts.map((text, number) => {
    const [pathType, path = ''] = text.split(' ');
    return { path, pathType: pathType === 'Exact' ? 'Exact' : 'Prefix', number };
  });
}

describe('PathTable', () => {
  test.each([
    ['a prefix covers its path', ['Prefix /foo'], '/foo', 0],
    ['a prefix covers what follows behind a slash', ['Prefix /foo'], '/foo/bar', 0],
    ['a prefix covers its path with a slash', ['Prefix /foo'], '/foo/', 0],
    ['a prefix does not cover a longer element', ['Prefix /foo'], '/foobar', undefined],
    ['a prefix with a slash covers the path without', ['Prefix /foo/'], '/foo', 0],
    ['paths are compared with case', ['Prefix /foo'], '/Foo', undefined],
    ['the root covers everything', ['Prefix /'], '/any/path', 0],
    ['an exact path covers itself only', ['Exact /foo'], '/foo/', undefined],
    ['an exact path with a slash does not cover the path without', ['Exact /foo/'], '/foo', undefined],
    ['the longest prefix counts', ['Prefix /', 'Prefix /a', 'Prefix /a/b'], '/a/b/c', 2],
    ['a longer prefix that does not cover gives way', ['Prefix /a', 'Prefix /a/b'], '/a/bc', 0],
    ['an exact path beats the prefix of the same text', ['Prefix /foo', 'Exact /foo'], '/foo', 1],
    ['below an exact path the prefix counts', ['Prefix /foo', 'Exact /foo'], '/foo/x', 0],
    ['of two equal rules the first counts', ['Prefix /foo', 'Prefix /foo'], '/foo', 0],
    ['of two equal exact rules the first counts', ['Exact /foo', 'Exact /foo'], '/foo', 0],
    ['where both slash forms are prefixes the longer takes both', ['Prefix /foo', 'Prefix /foo/'], '/foo', 1],
    ['double slashes make empty elements', ['Prefix /foo'], '//foo', undefined],
    ['an empty element at the end is left out', ['Prefix /foo'], '/foo//', 0],
    ['a path that is no path finds nothing', ['Prefix /'], '*', undefined],
    ['an empty path is covered by the root', ['Prefix /'], '', 0],
    ['a path far longer than any rule is cut at once', ['Prefix /a'], `/a${'/x'.repeat(2000)}`, 0],
  ])('%s', (_title, texts, path, expected) => {
    expect(new PathTable(rules(...texts)).match(path)?.number).toBe(expected);
  });
});
