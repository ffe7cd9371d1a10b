import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';
import { fileOrDirectory, filesOfDirectory } from './paths.js';
import { readText, stdinName } from './read-text.js';

/** The text of a file of manifests. */
export interface ManifestText {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
}

const extensions = ['.json', '.yaml', '.yml'];

/** The name of the configuration, which may lie among manifests and tests. */
export const configuration = 'kubehop.yaml';

/**
 * Reads what `-f` names: a file, the manifests right in a directory (sorted by name, none below it), or `-` for standard
 * input, each once.
 *
 * @see kubernetes/cli-runtime pkg/resource/visitor.go, ExpandPathsToFileVisitors
 * @throws {WrongUse} when something is missing or cannot be read
 */
export async function readManifestTexts(names: readonly string[], io: Io): Promise<readonly ManifestText[]> {
  const files = [...new Set(names.flatMap((name) => filesOf(name, io)))];
  return Promise.all(
    files.map(async (file) => ({ file: file === '-' ? stdinName : file, text: await readText(file, io) })),
  );
}

function filesOf(name: string, io: Io): readonly string[] {
  if (name === '-') return [name];
  if (/^https?:\/\//.test(name)) {
    throw new WrongUse(
      `kubehop reads nothing from the network; pipe it in: curl -sSfL ${name} | kubehop ... -f -`,
    );
  }
  return fileOrDirectory(name, io) === 'file' ? [name] : filesIn(name, io);
}

function filesIn(directory: string, io: Io): readonly string[] {
  const files = filesOfDirectory(directory, isManifest, io);
  if (files.length === 0) {
    throw new WrongUse(
      `no manifests in "${directory}": recognized file extensions are ${extensions.join(', ')}`,
    );
  }
  return files;
}

function isManifest(name: string): boolean {
  return name !== configuration && extensions.some((extension) => name.endsWith(extension));
}
