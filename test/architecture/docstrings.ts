import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from './source-file.js';

/** Declarations that are exported where they stand, and have no docstring right before them. */
export function undocumented(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const found: string[] = [];
    new Visitor({
      ExportNamedDeclaration(node) {
        const documented = /\*\/\s*$/.test(file.text.slice(0, node.start));
        if (node.declaration === null || documented) return;
        const line = file.text.slice(0, node.start).split('\n').length;
        found.push(`${file.path}:${line}`);
      },
    }).visit(parse(file));
    return found;
  });
}
