import type { Origin } from '@kubehop/core';
import { type Routes, routes, routesText } from '@kubehop/core/analysis';
import { Command, Option } from 'commander';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import { addManifestOptions, type ManifestOptions } from '../input/manifest-options.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Io } from '../io.js';
import { colorsOf, styleOf } from '../output/colors.js';
import { jsonText } from '../output/json.js';
import { during } from '../output/progress.js';
import { writeUnevaluatedPolicies } from '../output/unevaluated-policies.js';
import { readHost } from '../prove/read-host.js';
import { originForms, readOrigin } from '../trace/origin.js';
import { requireOrigin } from '../trace/require-origin.js';
import { hostsIn, ofHost } from './of-host.js';

interface RoutesOptions extends ManifestOptions {
  readonly from?: Origin;
  readonly host?: string;
  readonly all?: true;
  readonly output: 'text' | 'json';
}

/** `kubehop routes` */
export function routesCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('routes')
    .summary('list every way in')
    .description(
      'Lists every request that clients of an origin could send, in kinds that have none in common: where it is sent, Host and path, what becomes of it, and the rule that decides.',
    )
    .optionsGroup('Requests:')
    .addOption(
      new Option('--from <origin>', `where they come from: ${originForms.join(', ')}`).argParser(readOrigin),
    )
    .addOption(
      new Option('--host <name>', 'only requests for this host, such as *.example.com').argParser(readHost),
    )
    .optionsGroup('Output:')
    .addOption(new Option('-o, --output <format>', 'what to print').choices(['text', 'json']).default('text'))
    .option('--all', 'tell requests that nobody answers one by one, not in a summary');
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (options: RoutesOptions) => {
      await list(options, io);
      end(exitStatus.answered);
    });
}

const examples = `
Examples:
  kubehop routes -f shop.yaml
  kubehop routes -f k8s/ --from deployment/shop/web --all
  helm template shop ./chart | kubehop routes -f - --host shop.example.com -o json`;

async function list(options: RoutesOptions, io: Io): Promise<void> {
  const cluster = await loadCluster(options, io);
  const { from = cluster.platform.defaultOrigin, host, all = false } = options;
  requireOrigin(cluster, from);
  writeUnevaluatedPolicies([cluster], io);
  const every = await during('Looking for every way in', io.stderr, () => routes(cluster, from));
  const { found, isNamed } = host === undefined ? { found: every, isNamed: true } : ofHost(every, host);
  if (host !== undefined && !isNamed) io.stderr.write(noteNotNamed(host, found, every, io));
  const style = styleOf(colorsOf(io.stdout, io.env));
  io.stdout.write(options.output === 'json' ? jsonText(found) : `${routesText(found, { all, style })}\n`);
}

/** What is said where nothing is about a host, with those that may be meant. */
function noteNotNamed(host: string, found: Routes, every: Routes, { stderr, env }: Io): string {
  const label = colorsOf(stderr, env).yellow('note:');
  const meant = didYouMean(nearNames(host, hostsIn(every)));
  const comes =
    found.classes.length === 0
      ? ', and nothing that can be reached asks for a Host'
      : ': it fares like any other host';
  return `${label} no rule names ${host}${comes}${meant}\n`;
}
