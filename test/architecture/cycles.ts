import { resolveSpecifier, type SourceFile, specifiersOf } from './source-file.js';

/** Every import that closes a circle, as the files on the way round. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const importsOf = new Map(
    files.map((file) => [
      file.path,
      specifiersOf(file).flatMap((specifier) => resolveSpecifier(file, specifier) ?? []),
    ]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];

  function visit(path: string): void {
    const at = way.indexOf(path);
    if (at >= 0) cycles.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    way.push(path);
    for (const next of importsOf.get(path) ?? []) visit(next);
    way.pop();
    done.add(path);
  }

  for (const path of importsOf.keys()) visit(path);
  return cycles;
}
