import type { Problem } from '@kubehop/core';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { writeProblems } from '../input/load-cluster.js';
import { readingStdinOnce } from '../input/read-once.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { during } from '../output/progress.js';
import { WrongUse } from '../wrong-use.js';
import { reported } from './reporter/reporter.js';
import type { TestReport } from './result.js';
import { isGood } from './result.js';
import { coverageOf, runSuite } from './run-suite.js';
import { filtered, sharded } from './select-cases.js';
import type { Suite } from './suite.js';
import { loadSuites } from './suite.js';
import type { TestOptions } from './test-options.js';
import { testPaths } from './test-paths.js';
import type { WatchedRun } from './watch-tests.js';
import { watchTests } from './watch-tests.js';

/** Runs test files as the options say, and writes what came of them. */
export async function runTest(names: readonly string[], options: TestOptions, io: Io): Promise<ExitStatus> {
  const run = (): Promise<WatchedRun> => runFiles(names, options, readingStdinOnce(io));
  if (options.watch !== true) return (await run()).status;
  const named = [...names, ...(options.filename ?? [])];
  if (named.includes('-')) throw new WrongUse('standard input does not change: name files with --watch');
  return watchTests(run, named, io);
}

async function runFiles(names: readonly string[], options: TestOptions, io: Io): Promise<WatchedRun> {
  const suites = await loadSuites(await testPaths(names, io), options, io);
  writeProblems(problemsOf(suites), io);
  const selected = selectedCases(suites, options);
  const report = await during('Following requests', io.stderr, () => reportOn(selected, options));
  const { stdout, env } = io;
  const page = {
    colors: colorsOf(stdout, env),
    ...(stdout.columns !== undefined && { columns: stdout.columns }),
  };
  stdout.write(reported(report, options.reporter, page));
  return {
    status: isGood(report) ? exitStatus.answered : exitStatus.notAnswered,
    paths: [...new Set([...names, ...suites.flatMap(({ file, manifests }) => [file, ...manifests])])],
  };
}

/** What is wrong with the manifests; files of the same manifests say it once. */
function problemsOf(suites: readonly Suite[]): readonly Problem[] {
  const problems = suites.flatMap(({ cluster }) => cluster.problems);
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function selectedCases(suites: readonly Suite[], { filter, shard }: TestOptions): readonly Suite[] {
  const named = filter === undefined ? suites : filtered(suites, filter);
  if (filter !== undefined && named.every(({ cases }) => cases.length === 0))
    throw new WrongUse(`no expectation has "${filter}" in its name`);
  return shard === undefined ? named : sharded(named, shard);
}

function reportOn(suites: readonly Suite[], { coverage, failUnder }: TestOptions): TestReport {
  const results = suites.map(runSuite);
  return {
    suites: results,
    ...((coverage === true || failUnder !== undefined) && { coverage: coverageOf(suites, results) }),
    ...(failUnder !== undefined && { failUnder }),
  };
}
