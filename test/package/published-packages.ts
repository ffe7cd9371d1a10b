import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-file.js';

/** What the tests read of a package's manifest. */
export interface PackageManifest {
  readonly name: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package that is published, by its folder below `packages`. */
export interface PublishedPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** Every package that is published. */
export function publishedPackages(): readonly PublishedPackage[] {
  return readdirSync(join(root, 'packages')).map((folder) => {
    const text = readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8');
    return { folder, manifest: JSON.parse(text) as PackageManifest };
  });
}
