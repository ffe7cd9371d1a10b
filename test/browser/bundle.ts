import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/**
 * Bundles a program of this folder for browsers, as the bundlers of users do: with the packages as they are built, and
 * nothing in the place of what only Node has. What it exports is found under a global name.
 *
 * @throws for an import that no browser has
 */
export async function bundleForBrowser(program: string, globalName: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName,
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
