import { isQuestionType, questionTypes, type QuestionType } from '@kubehop/core/components';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { readOrigin } from '../trace/origin.js';
import type { DnsOptions } from './dns-options.js';
import { runDns } from './run-dns.js';

/** `kubehop dns` */
export function dnsCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('dns')
    .summary('look a name up')
    .description(
      'Looks a name up as a pod, a node or the internet does: every query with its answer. Without --from the DNS server of the cluster is asked for the name as it is.',
    )
    .argument('<name>', 'the name; with a final dot it is not searched for');
  command
    .optionsGroup('Request:')
    .addOption(
      new Option(
        '--from <origin>',
        'who asks: internet, node/NAME, pod/NAMESPACE/NAME, deployment/NAMESPACE/NAME (or another workload)',
      ).argParser(readOrigin),
    )
    .addOption(
      new Option(
        '-t, --type <type>',
        `the type of records: ${questionTypes.join(', ')} (default: A, with --from AAAA as well)`,
      ).argParser(readType),
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'what to print').choices(['text', 'json']).default('text'),
    );
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (name: string, options: DnsOptions) => end(await runDns(name, options, io)));
}

function readType(text: string): QuestionType {
  const type = text.toUpperCase();
  if (!isQuestionType(type)) throw new InvalidArgumentError(`There are ${questionTypes.join(', ')}.`);
  return type;
}

const examples = `
Exit status: 0 there is such a record, 1 there is none, 2 wrong use or unreadable input.

Examples:
  kubehop dns cart.shop.svc.cluster.local -f shop.yaml
  kubehop dns cart --from deployment/shop/web -f shop.yaml
  kubehop dns _http._tcp.cart.shop.svc.cluster.local -t srv -f shop.yaml`;
