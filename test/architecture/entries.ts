import { resolveSpecifier, type SourceFile, specifiersOf } from './source-file.js';

/** What the code behind an entry of core and of sim may need from outside, values and types alike. */
export const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  '@kubehop/core': ['immutable', 're2js'],
  '@kubehop/core/yaml': ['immutable', 're2js', 'js-yaml'],
  '@kubehop/core/analysis': ['immutable', 're2js'],
  '@kubehop/core/explain': ['immutable', 're2js'],
  '@kubehop/core/render': ['immutable', 're2js'],
  '@kubehop/core/components': ['immutable', 're2js'],
  '@kubehop/core/engine': ['immutable', 're2js'],
  '@kubehop/core/matchers': ['immutable', 're2js'],
  '@kubehop/core/arbitrary': ['immutable', 're2js', 'fast-check'],
  '@kubehop/sim': ['@kubehop/core', 'eventemitter3', 'tinyqueue'],
  '@kubehop/sim/arbitrary': ['@kubehop/core', 'eventemitter3', 'tinyqueue', 'fast-check'],
};

/** The name of the package a bare specifier belongs to: `lodash` for `lodash/groupBy.js`. */
function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The packages that the code behind an entry needs, whichever way it comes to them. */
export function packagesBehind(entry: string, files: readonly SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (file === undefined) throw new Error(`${path} is imported and does not exist`);
    if (seen.has(path)) continue;
    seen.add(path);
    for (const specifier of specifiersOf(file)) {
      const target = resolveSpecifier(file, specifier);
      if (target === null) packages.add(packageName(specifier));
      else open.push(target);
    }
  }
  return packages;
}

/** Imports with which a package passes by the public entries of another. */
export function backDoors(
  folder: string,
  files: readonly SourceFile[],
  publicSpecifiers: readonly string[],
): string[] {
  return files.flatMap((file) =>
    specifiersOf(file).flatMap((specifier) => {
      const target = resolveSpecifier(file, specifier);
      const legal =
        target === null
          ? !/^(@kubehop\/|kubehop$)/.test(specifier) || publicSpecifiers.includes(specifier)
          : target.startsWith(`${folder}/`);
      return legal ? [] : [`${file.path} imports ${specifier}`];
    }),
  );
}
