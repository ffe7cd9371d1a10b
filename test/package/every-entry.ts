import { type PackageEntry, packageEntries } from '../architecture/package-entries.js';

/** The names of the values that each entry exports, by what a user imports. */
export type NamesByEntry = Readonly<Record<string, readonly string[]>>;

/** A module, as TypeScript and as JavaScript, that imports every entry of every package and exports their `names`. */
export function everyEntry(entries: readonly PackageEntry[] = packageEntries()): string {
  const imports = entries.map(({ specifier }, index) => `import * as entry${index} from '${specifier}';`);
  const names = entries.map(({ specifier }, index) => `  '${specifier}': Object.keys(entry${index}).sort(),`);
  return [...imports, 'export const names = {', ...names, '};', ''].join('\n');
}

/** The same names, of the sources. */
export async function namesInSources(): Promise<NamesByEntry> {
  const names = packageEntries().map(async ({ specifier }) => {
    const entry = (await import(/* @vite-ignore */ specifier)) as object;
    return [specifier, Object.keys(entry).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(names));
}
