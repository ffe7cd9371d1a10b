import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { listOf } from '../input/list-of.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { readHeader, readMethod } from './header.js';
import { originForms, readOrigin } from './origin.js';
import { readResolve } from './resolve.js';
import { runTrace } from './run-trace.js';
import { traceFormats } from './trace-format.js';
import type { TraceOptions } from './trace-options.js';

/** `kubehop trace` */
export function traceCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('trace')
    .summary('follow a request')
    .description('Follows a request through the cluster that the manifests describe: every hop, and why.')
    .argument('<url>', 'as curl takes it; http, https, grpc, grpcs, tcp, tls, udp or sctp');
  addManifestOptions(addWayOptions(addRequestOptions(command)))
    .optionsGroup('Output:')
    .addOption(new Option('-o, --output <format>', 'what to print').choices(traceFormats).default('text'))
    .option('--explain', 'add what was considered and rejected at each hop')
    .addHelpText('after', examples)
    .action(async (url: string, options: TraceOptions) => end(await runTrace(url, options, io)));
  return command;
}

/** What the client sends, as curl is told. */
function addRequestOptions(command: Command): Command {
  return command
    .optionsGroup('Request:')
    .addOption(
      new Option('--from <origin>', `where it comes from: ${originForms.join(', ')}`).argParser(readOrigin),
    )
    .addOption(new Option('-X, --request <method>', 'the request method').argParser(readMethod))
    .addOption(
      new Option('-H, --header <header>', "a header 'Name: value', again for more").argParser(
        listOf(readHeader),
      ),
    )
    .option('-k, --insecure', 'take any certificate, also one that does not name the host')
    .option('-L, --location', 'follow redirects')
    .option('--path-as-is', 'do not squash /../ and /./ in the path')
    .addOption(
      new Option(
        '--resolve <host:port:ip>',
        'an address in place of name resolution, again for more',
      ).argParser(listOf(readResolve)),
    );
}

/** Which of the ways that a request may take are followed: the first of each choice unless told otherwise. */
function addWayOptions(command: Command): Command {
  return command
    .optionsGroup('Ways:')
    .addOption(
      new Option('--all', 'follow every way that it may take, with its share').conflicts([
        'seed',
        'location',
      ]),
    )
    .addOption(new Option('--seed <number>', 'draw one way, the same each time').argParser(readSeed));
}

const examples = `
Exit status: 0 a pod of yours answered, 1 anything else (with --all: if any way ends elsewhere),
             2 wrong use or unreadable input.

Examples:
  kubehop trace -f shop.yaml https://shop.example.com/cart
  kubehop trace -f k8s/ --from deployment/shop/web http://cart
  helm template shop ./chart | kubehop trace -f - --all -o summary https://shop.example.com/
  kubectl get nodes,pods,services,endpointslices -A -o yaml | kubehop trace -f - tcp://203.0.113.10:5432
  kubehop trace -f shop.yaml -H 'X-Tenant: blue' --resolve shop.example.com:443:203.0.113.10 -L https://shop.example.com/`;

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0xffffffff) {
    throw new InvalidArgumentError('A seed is a number between 0 and 4294967295.');
  }
  return seed;
}
