import type { Cluster } from '@kubehop/core';
import { dirname, isAbsolute, join } from 'node:path';
import type { Config } from '../config/config.js';
import { platformFor } from '../config/platform.js';
import { namesOf, readCluster } from '../input/load-cluster.js';
import { loadConfig } from '../input/load-config.js';
import { readText, stdinName } from '../input/read-text.js';
import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';
import { fileProblemText } from './file-problem.js';
import type { ParsedTestFile } from './parse-test-file.js';
import { parseTestFile } from './parse-test-file.js';
import type { TestCase } from './test-case.js';
import type { TestOptions } from './test-options.js';

/** The expectations of a test file, and the cluster in which they should hold. */
export interface Suite {
  /** As the user named it. */
  readonly file: string;
  /** The files and directories of the manifests; `-` is standard input. */
  readonly manifests: readonly string[];
  readonly cluster: Cluster;
  readonly cases: readonly TestCase[];
}

/**
 * Reads test files and makes their clusters. The command line wins over a test file, a test file over `kubehop.yaml`.
 *
 * @throws {WrongUse} with everything that is wrong with the test files
 */
export async function loadSuites(
  files: readonly string[],
  options: TestOptions,
  io: Io,
): Promise<readonly Suite[]> {
  const config = await loadConfig(options.config, io);
  const parsed = await readTestFiles(files, io);
  return Promise.all(parsed.map(({ file, test }) => loadSuite(file, test, { config, options, io })));
}

interface Surroundings {
  readonly config: Config;
  readonly options: TestOptions;
  readonly io: Io;
}

async function loadSuite(
  file: string,
  { settings: { manifests, ...settings }, cases }: ParsedTestFile,
  { config, options, io }: Surroundings,
): Promise<Suite> {
  const own = manifests?.map((path) => (isAbsolute(path) ? path : join(dirname(file), path)));
  const names = namesOf(options.filename ?? own ?? config.files, io);
  if (file === '-' && names.includes('-'))
    throw new WrongUse('standard input holds the expectations: name the manifests with -f');
  const cluster = await readCluster(names, platformFor({ ...config, ...settings }, options), io);
  return { file: file === '-' ? stdinName : file, manifests: names, cluster, cases };
}

interface NamedTestFile {
  readonly file: string;
  readonly test: ParsedTestFile;
}

/** Everything that is wrong with any of them is told at once. */
async function readTestFiles(files: readonly string[], io: Io): Promise<readonly NamedTestFile[]> {
  const read = await Promise.all(
    files.map(async (file) => ({ file, reading: parseTestFile(await readText(file, io)) })),
  );
  const messages = read.flatMap(({ file, reading }) =>
    reading.parsed === undefined
      ? reading.problems.map((problem) => fileProblemText(file === '-' ? stdinName : file, problem))
      : [],
  );
  if (messages.length > 0) throw new WrongUse(...messages);
  return read.flatMap(({ file, reading }) =>
    reading.parsed === undefined ? [] : [{ file, test: reading.parsed }],
  );
}
