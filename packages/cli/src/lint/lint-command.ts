import { type Cluster, createCluster, traceApiVersion } from '@kubehop/core';
import { type FindingCode, lint } from '@kubehop/core/analysis';
import { Command, Option } from 'commander';
import { platformFor } from '../config/platform.js';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { namesOf, readFiles, writeProblems } from '../input/load-cluster.js';
import { loadConfig } from '../input/load-config.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { jsonText } from '../output/json.js';
import { during } from '../output/progress.js';
import { hasAtLeast } from './counted.js';
import { readCodes } from './finding-codes.js';
import { findingsMarkdown } from './findings-markdown.js';
import { findingsText } from './findings-text.js';
import type { LintOptions } from './lint-options.js';
import { locate, type LocatedFinding } from './located-finding.js';

/** `kubehop lint` */
export function lintCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('lint')
    .summary('find what does not do what it looks like')
    .description(
      'Looks for what in the manifests does not do what it looks like, or costs more than it must. Each finding has its evidence: a request that shows it, or the rule of Kubernetes behind it.',
    )
    .optionsGroup('Findings:')
    .addOption(new Option('--only <code>', 'only findings of this kind, again for more').argParser(addCodes))
    .addOption(new Option('--skip <code>', 'no findings of this kind, again for more').argParser(addCodes))
    .addOption(
      new Option('--fail-on <severity>', 'the least that makes the command fail')
        .choices(['error', 'warning', 'notice', 'never'])
        .default('error'),
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'what to print')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    );
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (options: LintOptions) => end(await runLint(options, io)));
}

const examples = `
Exit status: 0 nothing was found that matters as much as --fail-on says, 1 something was,
             2 wrong use or unreadable input.

Examples:
  kubehop lint -f shop.yaml
  kubehop lint -f k8s/ --fail-on warning --skip search-list-cost
  helm template shop ./chart | kubehop lint -o markdown --platform aws -f -`;

function addCodes(text: string, previous: readonly FindingCode[] = []): readonly FindingCode[] {
  return [...previous, ...readCodes(text)];
}

async function runLint(options: LintOptions, io: Io): Promise<ExitStatus> {
  const config = await loadConfig(options.config, io);
  const platform = platformFor(config, options);
  const manifests = await readFiles(namesOf(options.filename ?? config.files, io), io);
  const cluster = await during('Settling the cluster', io.stderr, () =>
    createCluster(manifests, { platform }),
  );
  writeProblems(cluster.problems, io);
  const { only, skip = [], failOn } = options;
  const all = await during('Looking for findings', io.stderr, () => lint(cluster));
  const selected = all.filter(({ code }) => (only?.includes(code) ?? true) && !skip.includes(code));
  const found = locate(selected, manifests.manifests);
  io.stdout.write(reported(found, cluster, options, io));
  return failOn !== 'never' && hasAtLeast(found, failOn) ? exitStatus.notAnswered : exitStatus.answered;
}

function reported(
  found: readonly LocatedFinding[],
  cluster: Cluster,
  options: LintOptions,
  { stdout, env }: Io,
): string {
  switch (options.output) {
    case 'text':
      return findingsText(found, { cluster, options }, colorsOf(stdout, env));
    case 'json':
      return jsonText({ apiVersion: traceApiVersion, kind: 'Findings', findings: found });
    case 'markdown':
      return findingsMarkdown(found, { cluster, options });
    default:
      return options.output satisfies never;
  }
}
