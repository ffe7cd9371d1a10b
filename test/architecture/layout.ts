import { basename, dirname } from 'node:path/posix';
import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from './source-file.js';

/** The longest a file may be, in lines. */
const wall = 400;

const subjectless = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'shared',
  'type',
  'types',
]);

function exportsAll(file: SourceFile): boolean {
  let found = false;
  new Visitor({
    ExportAllDeclaration() {
      found = true;
    },
  }).visit(parse(file));
  return found;
}

/** Files longer than the wall. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    return lines > wall ? [`${file.path} has ${lines} lines`] : [];
  });
}

/**
 * Files and folders without a subject, names that are not kebab-case, `export *`, and an `index.ts` that is no entry
 * of its package.
 */
export function layoutViolations(files: readonly SourceFile[], entries: readonly string[]): string[] {
  return files.flatMap((file) => {
    const found: string[] = [];
    const name = basename(file.path, '.ts');
    const names = [...dirname(file.path).split('/'), ...name.split('.')];
    if (names.some((part) => subjectless.has(part))) found.push(`${file.path} names no subject`);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) found.push(`${file.path} is not in kebab-case`);
    if (name === 'index' && !entries.includes(file.path)) found.push(`${file.path} is no entry`);
    if (exportsAll(file)) found.push(`${file.path} exports *`);
    return found;
  });
}
