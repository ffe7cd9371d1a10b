import { runScenario, type ScenarioProblem, type ScenarioReport } from '@kubehop/sim';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { writeProblems } from '../input/load-cluster.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { fileProblemText } from '../test/file-problem.js';
import { WrongUse } from '../wrong-use.js';
import { manyRequests, requestsOf } from './check-times.js';
import { loadScenario, type LoadedScenario } from './load-scenario.js';
import { reported } from './report/reported.js';
import { progressOn } from './progress.js';
import type { SimulateOptions } from './simulate-options.js';

/** Plays a scenario as the options say, and writes what came of it. */
export async function runSimulate(path: string, options: SimulateOptions, io: Io): Promise<ExitStatus> {
  const loaded = await loadScenario(path, options, io);
  warnOfMany(loaded, io);
  const report = play(loaded, io);
  writeProblems(report.problems, io);
  const { stdout, env } = io;
  const page = {
    colors: colorsOf(stdout, env),
    ...(stdout.columns !== undefined && { columns: stdout.columns }),
  };
  stdout.write(reported({ title: loaded.title, file: loaded.file, report }, options.output, page));
  return report.holds ? exitStatus.answered : exitStatus.notAnswered;
}

function play({ file, manifests, platform, scenario, lineOf }: LoadedScenario, io: Io): ScenarioReport {
  const progress = progressOn(io.stderr, scenario.until);
  try {
    const { report, problems } = runScenario(manifests, scenario, { platform, onProgress: progress.at });
    if (report !== undefined) return report;
    throw new WrongUse(...problems.map((problem) => problemText(file, problem, lineOf)));
  } catch (error) {
    // What the library refuses of a scenario is wrong use here, wherever in the file it stands.
    if (error instanceof RangeError) throw new WrongUse(`${file}: ${error.message}`);
    throw error;
  } finally {
    progress.end();
  }
}

function problemText(
  file: string,
  { part, index, message, absent }: ScenarioProblem,
  lineOf: (path: string) => number,
): string {
  const path = `${part}[${index}]`;
  return fileProblemText(file, {
    code: absent === undefined ? 'not-allowed' : 'not-found',
    path,
    line: lineOf(path),
    message: absent === undefined ? message : `${message}${hint(absent.name, absent.known)}`,
  });
}

/** What may have been meant, or else what there is. */
function hint(name: string, known: readonly string[]): string {
  const near = nearNames(name, known);
  if (near.length > 0 || known.length === 0) return didYouMean(near);
  const namespace = /^[^/]*\//.exec(name)?.[0] ?? '';
  const sameNamespace = known.filter((each) => each.startsWith(namespace));
  const told = sameNamespace.length > 0 ? sameNamespace : known;
  const shown = told.slice(0, 5).join(', ');
  return `; there ${told.length === 1 ? 'is' : 'are'} ${shown}${told.length > 5 ? ' and others' : ''}`;
}

function warnOfMany({ file, scenario: { loads = [], until } }: LoadedScenario, { stderr, env }: Io): void {
  const count = requestsOf(loads, until);
  if (count <= manyRequests) return;
  const label = colorsOf(stderr, env).yellow('warning:');
  stderr.write(
    `${label} ${file}: the loads send about ${count.toExponential(1)} requests; that takes minutes, lower rates say the same\n`,
  );
}
