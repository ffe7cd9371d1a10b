import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-file.js';

/** One public entry of a package. */
export interface PackageEntry {
  /** What a user imports: `@kubehop/core/yaml`. */
  readonly specifier: string;
  /** The file behind it, from the repository's root: `packages/core/src/yaml/index.ts`. */
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly '@kubehop/source': string }>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

/** The code entries of every package, as their `exports` list them. */
export function packageEntries(): PackageEntry[] {
  return readdirSync(join(root, 'packages')).flatMap((folder) => {
    const { name, exports } = readManifest(`packages/${folder}`);
    return Object.entries(exports).flatMap(([subpath, target]) =>
      typeof target === 'string'
        ? []
        : [
            {
              specifier: name + subpath.slice(1),
              source: `packages/${folder}/${target['@kubehop/source'].slice(2)}`,
            },
          ],
    );
  });
}
