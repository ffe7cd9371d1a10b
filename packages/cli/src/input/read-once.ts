import type { Io } from '../io.js';

/** The same world, in which standard input may be read again and again: what it held is kept. */
export function readingStdinOnce(io: Io): Io {
  let held: Promise<Uint8Array> | undefined;
  return { ...io, stdin: { ...io.stdin, read: (limit) => (held ??= io.stdin.read(limit)) } };
}
