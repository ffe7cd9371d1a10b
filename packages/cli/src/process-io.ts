import { createReadStream, fstatSync, readdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { isatty } from 'node:tty';
import { fileWatch } from './file-watch.js';
import type { Entry, Io, Output } from './io.js';
import { InputTooLarge } from './io.js';

/** The world as the process finds it. */
export function processIo(): Io {
  endQuietlyWithItsReader(process.stdout);
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: { isPiped: isPiped(0), read: (limit) => collect(process.stdin, limit) },
    files: {
      entry: entryAt,
      list: (directory) => readdirSync(directory),
      read: (path, limit) => collect(createReadStream(path), limit),
      watch: fileWatch,
    },
    env: process.env,
  };
}

function outputOf(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  return {
    isTerminal: isatty(stream.fd),
    columns: stream.columns,
    write: (text) => {
      stream.write(text);
    },
  };
}

/** `kubehop trace ... | head` is no error. */
function endQuietlyWithItsReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

function isPiped(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isFile() || stats.isSocket();
  } catch {
    return false;
  }
}

function entryAt(path: string): Entry {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'missing';
  return stats.isDirectory() ? 'directory' : 'file';
}

async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new InputTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
