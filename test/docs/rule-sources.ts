import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from '../architecture/source-file.js';

/** What the docstring right before each property of a file names with `@see`; a semicolon parts the sources in it. */
export function sourcesOfProperties(file: SourceFile): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  new Visitor({
    Property({ key, start }) {
      if (key.type !== 'Literal' && key.type !== 'Identifier') return;
      const name = key.type === 'Literal' ? String(key.value) : key.name;
      const [, named = ''] = /\/\*\* @see (.*) \*\/\s*$/.exec(file.text.slice(0, start)) ?? [];
      found.set(name, named === '' ? [] : named.split(';').map((source) => source.trim()));
    },
  }).visit(parse(file));
  return found;
}
