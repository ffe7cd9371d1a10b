import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { runSimulate } from './run-simulate.js';
import { simulateFormats, type SimulateOptions } from './simulate-options.js';

/** `kubehop simulate` */
export function simulateCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('simulate')
    .summary('play a scenario over time, and see which requests fail, when and why')
    .description(
      'Plays what happens to a cluster while requests are under way: each component learns of it after a while.',
    )
    .argument('<scenario>', 'a scenario file or - (standard input)')
    .addOption(
      new Option('--seed <n>', 'decides everything that is drawn; that of the file, or 1').argParser(
        readSeed,
      ),
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'how to tell it').choices(simulateFormats).default('text'),
    );
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (path: string, options: SimulateOptions) => end(await runSimulate(path, options, io)));
}

const examples = `
Manifests: what -f names, or else those of the scenario, of kubehop.yaml, or what is piped in.

Exit status: 0 everything is as the scenario expects, 1 something is not, 2 wrong use or unreadable input.

Examples:
  kubehop simulate rollout.yaml
  kubehop simulate rollout.yaml --seed 7 -o html > rollout.html
  helm template shop ./chart | kubehop simulate rollout.yaml -f -`;

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError('Write a whole number from 0 on.');
  return seed;
}
