import { dirname, isAbsolute, join } from 'node:path';
import type { Config } from '../config/config.js';
import { parseConfig } from '../config/parse-config.js';
import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';
import { looking, readText } from './read-text.js';

/** The configuration that is used without being asked for. */
const usual = 'kubehop.yaml';

/**
 * Reads the configuration: the one named, or else the `kubehop.yaml` in the working directory, which is said. Its files
 * are relative to it.
 *
 * @throws {WrongUse} when it is missing or wrong
 */
export async function loadConfig(named: string | undefined, io: Io): Promise<Config> {
  const file = named ?? usual;
  if (looking(file, () => io.files.entry(file)) === 'missing') {
    if (named === undefined) return {};
    throw new WrongUse(`the path "${named}" does not exist`);
  }
  const config = parseConfig(await readText(file, io), file);
  if (named === undefined) io.stderr.write(`Using ${usual}.\n`);
  const { files } = config;
  if (files === undefined) return config;
  return { ...config, files: files.map((path) => (isAbsolute(path) ? path : join(dirname(file), path))) };
}
