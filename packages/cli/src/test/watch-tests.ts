import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import type { Io, Watch } from '../io.js';
import { writeErrors } from '../output/write-errors.js';
import { WrongUse } from '../wrong-use.js';

/** A run of the tests: how it ends, and the files that it depends on. */
export interface WatchedRun {
  readonly status: ExitStatus;
  readonly paths: readonly string[];
}

/**
 * Runs the tests, and again whenever a file changes that they depend on, for as long as anything may change. A run that
 * ends in wrong use, such as a file that is half written, depends on what the one before it did.
 */
export async function watchTests(
  run: () => Promise<WatchedRun>,
  named: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  const first = await runOrTell(run, named, io);
  return runAgain(run, first, io.files.watch(first.paths), io);
}

async function runAgain(
  run: () => Promise<WatchedRun>,
  last: WatchedRun,
  watch: Watch,
  io: Io,
): Promise<ExitStatus> {
  io.stderr.write('Waiting for changes ...\n');
  if (!(await watch.changed())) return last.status;
  const next = await runOrTell(run, last.paths, io);
  if (next.paths.join('\n') === last.paths.join('\n')) return runAgain(run, next, watch, io);
  watch.close();
  return runAgain(run, next, io.files.watch(next.paths), io);
}

async function runOrTell(
  run: () => Promise<WatchedRun>,
  paths: readonly string[],
  io: Io,
): Promise<WatchedRun> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    writeErrors(error.messages, io);
    return { status: exitStatus.wrongUse, paths };
  }
}
