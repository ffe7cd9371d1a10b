import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';
import { looking } from './read-text.js';

/**
 * What lies at a path.
 *
 * @throws {WrongUse} when nothing does
 */
export function fileOrDirectory(path: string, io: Io): 'file' | 'directory' {
  const entry = looking(path, () => io.files.entry(path));
  if (entry === 'missing') throw new WrongUse(`the path "${path}" does not exist`);
  return entry;
}

/** The files right in a directory whose names are wanted, none below it, sorted by name. */
export function filesOfDirectory(
  directory: string,
  isWanted: (name: string) => boolean,
  io: Io,
): readonly string[] {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return looking(directory, () => io.files.list(directory))
    .filter(isWanted)
    .map((name) => `${prefix}${name}`)
    .filter((file) => looking(file, () => io.files.entry(file)) === 'file')
    .sort();
}
