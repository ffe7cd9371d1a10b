import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, type Program, Visitor } from 'oxc-parser';

/** The folder of the repository. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** A source file, by its path from the repository's root, with `/` between folders. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const notOurs = new Set(['node_modules', 'dist']);

/** All TypeScript files below a folder of the repository. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): SourceFile[] => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : sourceFiles(path);
    return path.endsWith('.ts') ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

/** The syntax tree of a source file. */
export function parse(file: SourceFile): Program {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors[0] !== undefined) throw new SyntaxError(`${file.path}: ${errors[0].message}`);
  return program;
}

/** What a file imports or exports from elsewhere, values and types alike, as written. */
export function specifiersOf(file: SourceFile): string[] {
  const found: string[] = [];
  const note = (node: { readonly source: { readonly value: string } | null }): void => {
    if (node.source !== null) found.push(node.source.value);
  };
  new Visitor({
    ImportDeclaration: note,
    ExportNamedDeclaration: note,
    ExportAllDeclaration: note,
    TSImportType: note,
    ImportExpression({ source }) {
      found.push(source.type === 'Literal' && typeof source.value === 'string' ? source.value : '(computed)');
    },
  }).visit(parse(file));
  return found;
}

/** The source file that a relative specifier means, or null for a package. */
export function resolveSpecifier(file: SourceFile, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
}
