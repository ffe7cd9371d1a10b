import type { Io } from '../io.js';
import { colorsOf } from './colors.js';

/** Writes to stderr what is wrong with the use of the command. */
export function writeErrors(messages: readonly string[], { stderr, env }: Io): void {
  const label = colorsOf(stderr, env).red('error:');
  for (const message of messages) stderr.write(`${label} ${message}\n`);
}
