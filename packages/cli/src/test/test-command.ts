import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { reporterNames } from './reporter/reporter.js';
import { runTest } from './run-test.js';
import type { Shard } from './shard.js';
import type { TestOptions } from './test-options.js';

/** `kubehop test` */
export function testCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('test')
    .summary('hold requests against what is expected of them')
    .description(
      'Holds the requests of test files against what is expected of them, on every way that they may take.',
    )
    .argument('<files...>', 'test files, directories of test files or - (standard input)')
    .optionsGroup('Tests:')
    .option('-t, --filter <name>', 'only expectations with this text in their name')
    .addOption(
      new Option('--shard <i/n>', 'only the i-th of n equal parts')
        .argParser(readShard)
        .conflicts(['coverage', 'failUnder']),
    )
    .option('--watch', 'run again whenever a file changes')
    .optionsGroup('Output:')
    .addOption(new Option('--reporter <name>', 'how to tell it').choices(reporterNames).default('text'))
    .option('--coverage', 'tell which rules, Service ports and ways in were exercised')
    .addOption(
      new Option('--fail-under <percent>', 'fail when fewer of them were; tells them too').argParser(
        readPercent,
      ),
    );
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (files: readonly string[], options: TestOptions) => end(await runTest(files, options, io)));
}

const examples = `
Manifests: what -f names, or else those of the test file, of kubehop.yaml, or what is piped in.

Exit status: 0 everything holds, 1 something does not or too little was exercised,
             2 wrong use or unreadable input.

Examples:
  kubehop test routes.yaml
  kubehop test routes.yaml -f k8s/ --coverage --fail-under 90
  helm template shop ./chart | kubehop test routes.yaml -f -
  kubehop test routes.yaml --reporter junit > kubehop.xml`;

function readShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) throw new InvalidArgumentError('Write i/n, such as 1/4.');
  return { index, count };
}

function readPercent(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (!/^\d{1,3}(\.\d+)?%?$/.test(text) || percent > 100)
    throw new InvalidArgumentError('Write a number between 0 and 100.');
  return percent;
}
