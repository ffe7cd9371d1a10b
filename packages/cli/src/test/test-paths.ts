import { configuration } from '../input/manifest-texts.js';
import { nearNames } from '../input/near-names.js';
import { fileOrDirectory, filesOfDirectory } from '../input/paths.js';
import { readText } from '../input/read-text.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { WrongUse } from '../wrong-use.js';

/** What tells a test file from manifests that lie beside it: the key is at its top. */
const expectations = /^[{ ]*["']?expectations["']?\s*:/m;

/** What tells manifests. */
const manifest = /^["']?(?:apiVersion|kind)["']?\s*:/m;

/**
 * The test files that are named: files, the ones right in a directory (those with `expectations`, sorted by name), or `-`
 * for standard input, each once.
 *
 * @throws {WrongUse} when one is missing, or a directory has none
 */
export async function testPaths(names: readonly string[], io: Io): Promise<readonly string[]> {
  const files = await Promise.all(names.map((name) => filesOf(name, io)));
  return [...new Set(files.flat())];
}

async function filesOf(name: string, io: Io): Promise<readonly string[]> {
  if (name === '-') return [name];
  return fileOrDirectory(name, io) === 'file' ? [name] : filesIn(name, io);
}

async function filesIn(directory: string, io: Io): Promise<readonly string[]> {
  const candidates = filesOfDirectory(directory, (file) => /\.(ya?ml|json)$/.test(file), io);
  const texts = await Promise.all(candidates.map((file) => readText(file, io)));
  for (const [index, file] of candidates.entries()) noteLeftOut(file, texts[index] ?? '', io);
  const files = candidates.filter((_, index) => expectations.test(texts[index] ?? ''));
  if (files.length === 0)
    throw new WrongUse(`no test files in "${directory}": none has expectations at its top`);
  return files;
}

/** Says that a file is left out that is perhaps meant to be one of tests: its key may be misspelt. */
function noteLeftOut(file: string, text: string, { stderr, env }: Io): void {
  if (file.endsWith('.json') || file.endsWith(`/${configuration}`)) return;
  if (expectations.test(text) || manifest.test(text)) return;
  const keys = [...text.matchAll(/^["']?(\w+)["']?\s*:/gm)].map(([, key = '']) => key);
  const [near] = nearNames('expectations', keys);
  const meant = near === undefined ? '' : `; did you mean "expectations" where it says "${near}"?`;
  const label = colorsOf(stderr, env).yellow('note:');
  stderr.write(`${label} "${file}" is left out: it has no expectations at its top${meant}\n`);
}
