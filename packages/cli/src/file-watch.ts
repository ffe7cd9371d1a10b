import type { FSWatcher } from 'node:fs';
import { statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Watch } from './io.js';

/** Changes that come within this time are one: editors and generators write a file in several steps. */
const settleMilliseconds = 100;

/**
 * Looks out for changes of files and of what is right in directories, by the directories: editors replace a file, and a
 * watch on the file itself would stay with the old one.
 */
export function fileWatch(paths: readonly string[]): Watch {
  let hasChanged = false;
  let tell: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hasChanged = true;
      tell?.();
    }, settleMilliseconds);
  };
  const watchers = [...directoriesOf(paths)].flatMap(([directory, names]) =>
    watcherOf(directory, names, onChange),
  );
  return {
    changed: async () => {
      if (!hasChanged) await new Promise<void>((resolve) => (tell = resolve));
      hasChanged = false;
      return true;
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** The directories to watch, and the names that count in each; all of them where a directory itself was named. */
function directoriesOf(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string> | 'all'> {
  const directories = new Map<string, Set<string> | 'all'>();
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      directories.set(path, 'all');
      continue;
    }
    const directory = dirname(path);
    const names = directories.get(directory) ?? new Set();
    if (names !== 'all') directories.set(directory, names.add(basename(path)));
  }
  return directories;
}

/** None where the directory is missing. */
function watcherOf(
  directory: string,
  names: ReadonlySet<string> | 'all',
  onChange: () => void,
): readonly FSWatcher[] {
  try {
    const watcher = watch(directory, (_, name) => {
      if (names === 'all' || name === null || names.has(name)) onChange();
    });
    // A directory that is taken away is no reason to end.
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
