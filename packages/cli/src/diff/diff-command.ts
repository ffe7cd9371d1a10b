import { platformNames } from '@kubehop/core';
import { type Difference, diff, differenceMarkdown, differenceText } from '@kubehop/core/analysis';
import { Command, Option } from 'commander';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { listOf } from '../input/list-of.js';
import { addPlatformOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { colorsOf, styleOf } from '../output/colors.js';
import { jsonText } from '../output/json.js';
import { during } from '../output/progress.js';
import { writeUnevaluatedPolicies } from '../output/unevaluated-policies.js';
import { urlOf } from '../trace/command-for-request.js';
import { originForms, readOrigin } from '../trace/origin.js';
import { requireOrigin } from '../trace/require-origin.js';
import type { DiffOptions } from './diff-options.js';
import { loadSides } from './load-sides.js';

/** `kubehop diff` */
export function diffCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('diff')
    .summary('find which requests fare otherwise')
    .description(
      'Finds all requests that fare otherwise after a change of manifests or of the platform: what the client sees, who takes the request, what the pod gets.',
    )
    .argument('<before>', 'a file, a directory or - (standard input)')
    .argument('<after>', 'the same after the change')
    .optionsGroup('Requests:')
    .addOption(
      new Option(
        '--from <origin>',
        `where they come from, again for more: ${originForms.join(', ')}`,
      ).argParser(listOf(readOrigin)),
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'what to print')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .optionsGroup('Platform:');
  return addPlatformOptions(command, "unless given as the nodes' providerID tells, else cloud")
    .optionsGroup('Platform after the change:')
    .option('--after-platform <name>', `where the cluster runs then: ${platformNames.join(', ')}`)
    .option('--after-config <file>', 'what holds then, in place of --config and the options above')
    .addHelpText('after', examples)
    .action(async (before: string, after: string, options: DiffOptions) =>
      end(await runDiff(before, after, options, io)),
    );
}

const examples = `
Exit status: 0 no request fares otherwise, 1 some do, 2 wrong use or unreadable input.

Examples:
  kubehop diff shop.yaml k8s/
  kubehop diff shop.yaml shop.yaml --platform kind --after-platform aws
  git show main:shop.yaml | kubehop diff - shop.yaml -o markdown`;

async function runDiff(
  nameBefore: string,
  nameAfter: string,
  options: DiffOptions,
  io: Io,
): Promise<ExitStatus> {
  const { before, after } = await loadSides(nameBefore, nameAfter, options, io);
  const { from } = options;
  for (const origin of from ?? []) requireOrigin(before, origin);
  writeUnevaluatedPolicies([before, after], io);
  const found = await during('Comparing every way in', io.stderr, () =>
    diff(before, after, from === undefined ? {} : { from }),
  );
  io.stdout.write(reported(found, options, io));
  return found.changes.length === 0 ? exitStatus.answered : exitStatus.notAnswered;
}

function reported(found: Difference, { output }: DiffOptions, { stdout, env }: Io): string {
  switch (output) {
    case 'text':
      return `${differenceText(found, { style: styleOf(colorsOf(stdout, env)) })}\n`;
    case 'markdown':
      return differenceMarkdown(found);
    case 'json':
      return jsonText({
        ...found,
        changes: found.changes.map((change) => ({ url: urlOf(change.example), ...change })),
      });
    default:
      return output satisfies never;
  }
}
