import type { Io } from '../io.js';
import { InputTooLarge } from '../io.js';
import { WrongUse } from '../wrong-use.js';

const megabyte = 1_000_000;

/** More is not read: the text of one input. */
const limit = 100 * megabyte;

/** How standard input is called in messages. */
export const stdinName = 'stdin';

/**
 * Reads a file, or standard input for `-`, as UTF-8.
 *
 * @throws {WrongUse} when it cannot be read, is too large or no text
 */
export async function readText(file: string, io: Io): Promise<string> {
  const name = file === '-' ? stdinName : `"${file}"`;
  const bytes = await readBytes(file, name, io);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WrongUse(`${name} is no UTF-8 text`);
  }
}

async function readBytes(file: string, name: string, io: Io): Promise<Uint8Array> {
  try {
    return await (file === '-' ? io.stdin.read(limit) : io.files.read(file, limit));
  } catch (error) {
    if (error instanceof InputTooLarge) {
      throw new WrongUse(
        `${name} holds more than ${limit / megabyte} MB, the most that is read of one input`,
      );
    }
    throw unreadable(name, error);
  }
}

/** Looks at the file system; what that throws becomes wrong use. */
export function looking<Value>(path: string, look: () => Value): Value {
  try {
    return look();
  } catch (error) {
    throw unreadable(`"${path}"`, error);
  }
}

function unreadable(name: string, error: unknown): WrongUse {
  return new WrongUse(`cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`);
}
