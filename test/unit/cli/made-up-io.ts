import type { Io, Output, Watch } from '../../../packages/cli/src/io.js';
import { InputTooLarge } from '../../../packages/cli/src/io.js';

/** The world of a test: files by path, what is piped in, and whether a person looks. */
export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What changes one after the other while somebody looks out for it: new texts of files. */
  readonly changes?: readonly Readonly<Record<string, string>>[];
}

/** An {@link Io} without processes, and what was written to it. */
export interface MadeUpIo extends Io {
  readonly written: () => { readonly stdout: string; readonly stderr: string };
  /** The paths that were watched, each time anew. */
  readonly watched: readonly (readonly string[])[];
}

export function madeUpIo(world: World = {}): MadeUpIo {
  const stdout = recorder(world);
  const stderr = recorder(world);
  const files = new Map(Object.entries(world.files ?? {}));
  // What was read is gone.
  const stdin = [world.stdin ?? ''];
  const changes = [...(world.changes ?? [])];
  const watched: (readonly string[])[] = [];
  const directories = new Set([...files.keys()].flatMap((path) => directoriesOf(path)));
  return {
    stdout: stdout.output,
    stderr: stderr.output,
    stdin: {
      isPiped: world.stdin !== undefined,
      read: (limit) => bounded(stdin.splice(0).join(''), limit),
    },
    files: {
      entry: (path) =>
        files.has(path) ? 'file' : directories.has(path.replace(/\/$/, '')) ? 'directory' : 'missing',
      list: (directory) => [
        ...new Set(
          [...files.keys(), ...directories]
            .filter((path) => path.startsWith(`${directory.replace(/\/$/, '')}/`))
            .map((path) => path.slice(directory.replace(/\/$/, '').length + 1).split('/')[0] ?? ''),
        ),
      ],
      read: async (path, limit) => {
        const text = files.get(path);
        if (text === undefined) throw new Error(`no such file ${path}`);
        return bounded(text, limit);
      },
      watch: (paths): Watch => {
        watched.push(paths);
        return {
          changed: async () => {
            const change = changes.shift();
            for (const [path, text] of Object.entries(change ?? {})) files.set(path, text);
            return change !== undefined;
          },
          close: () => {},
        };
      },
    },
    env: world.env ?? {},
    watched,
    written: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
  };
}

function recorder({ terminal = false, columns }: World): {
  readonly output: Output;
  readonly text: () => string;
} {
  const texts: string[] = [];
  return {
    output: {
      isTerminal: terminal,
      ...(columns === undefined ? {} : { columns }),
      write: (text) => {
        texts.push(text);
      },
    },
    text: () => texts.join(''),
  };
}

function directoriesOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

async function bounded(text: string | Uint8Array, limit: number): Promise<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  if (bytes.length > limit) throw new InputTooLarge();
  return bytes;
}
