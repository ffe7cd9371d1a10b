import type { WebApplication } from '@kubehop/core/analysis';
import { compareWaysIn, waysInText } from '@kubehop/core/analysis';
import { Command, InvalidArgumentError, Option } from 'commander';
import { namedPlatform } from '../config/platform.js';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadConfig } from '../input/load-config.js';
import type { PlatformFlags } from '../input/manifest-options.js';
import { addPlatformOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { jsonText } from '../output/json.js';
import { WrongUse } from '../wrong-use.js';

interface WaysInOptions extends PlatformFlags {
  readonly sites?: number;
  readonly replicas: number;
  readonly policy: 'Cluster' | 'Local';
  readonly output: 'table' | 'json' | 'markdown';
}

/** `kubehop ways-in` */
export function waysInCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('ways-in')
    .summary('compare the ways into an application')
    .description(
      'Compares the ways into an application on a platform: hostNetwork, NodePort, a LoadBalancer for each site, an Ingress controller behind one, on AWS an NLB for each site and one ALB, on Google Cloud a GCE Ingress for each site. Builds each, sends requests through it, and says what the pod sees, what fails together, what is provisioned and what it costs a month.',
    )
    .argument('[host...]', 'the host names of its sites; www.example.com unless given');
  command
    .optionsGroup('Application:')
    .addOption(
      new Option('--sites <count>', 'so many made-up sites, in place of host names').argParser(
        number(1, most),
      ),
    )
    .addOption(
      new Option('--replicas <count>', 'pods of each site, and of the controller')
        .argParser(number(1, most))
        .default(2),
    )
    .addOption(
      new Option('--policy <policy>', 'externalTrafficPolicy of what is asked from outside')
        .choices(['Cluster', 'Local'])
        .default('Cluster'),
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'what to print')
        .choices(['table', 'json', 'markdown'])
        .default('table'),
    )
    .optionsGroup('Platform:');
  return addPlatformOptions(command, 'cloud unless given')
    .addHelpText('after', examples)
    .action(async (hosts: readonly string[], options: WaysInOptions) => {
      await compare(hosts, options, io);
      end(exitStatus.answered);
    });
}

const examples = `
Examples:
  kubehop ways-in --platform aws shop.example.com
  kubehop ways-in --platform gcp --sites 10 -o markdown
  kubehop ways-in --platform metallb --policy Local --replicas 3`;

/** More sites and pods say nothing more. */
const most = 50;

function number(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It is a number from ${from} to ${to}.`);
  };
}

async function compare(hosts: readonly string[], options: WaysInOptions, io: Io): Promise<void> {
  const config = await loadConfig(options.config, io);
  const platform = namedPlatform(config, options);
  const application: WebApplication = {
    sites: sitesOf(hosts, options.sites),
    replicas: options.replicas,
    externalTrafficPolicy: options.policy,
  };
  const prices = config.prices === undefined ? {} : { prices: config.prices };
  const compared = comparison(application, platform, prices);
  switch (options.output) {
    case 'json':
      io.stdout.write(jsonText(compared));
      return;
    case 'table':
      io.stdout.write(`${waysInText(compared)}\n`);
      return;
    case 'markdown':
      io.stdout.write(`${waysInText(compared, { format: 'markdown' })}\n`);
      return;
    default:
      options.output satisfies never;
  }
}

function comparison(...asked: Parameters<typeof compareWaysIn>): ReturnType<typeof compareWaysIn> {
  try {
    return compareWaysIn(...asked);
  } catch (error) {
    if (error instanceof RangeError) throw new WrongUse(error.message);
    throw error;
  }
}

function sitesOf(hosts: readonly string[], count: number | undefined): readonly string[] {
  if (hosts.length > 0) return hosts;
  if (count === undefined) return ['www.example.com'];
  return Array.from({ length: count }, (_, index) => `site-${index + 1}.example.com`);
}
