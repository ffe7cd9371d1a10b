import type { SourceFile } from './source-file.js';

// Written so that this file does not find itself.
const machinePath = new RegExp(String.raw`/(?:work|tmp|home/\w+|root)/(?:main|shared|brief|\.library)\b`);
const packageRegistry = new RegExp(String.raw`\bregistry\.(?:npm|yarn)\w*\.|\bnpm\.pkg\.`);
const lockedSource = /\btarball:|:\/\//;

/** Lines that name a folder of the machine they were written on, or the host of a package registry. */
export function namedPlaces(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const named =
        machinePath.test(line) ||
        packageRegistry.test(line) ||
        (file.path.endsWith('pnpm-lock.yaml') && lockedSource.test(line));
      return named ? [`${file.path}:${index + 1}: ${line.trim()}`] : [];
    }),
  );
}
