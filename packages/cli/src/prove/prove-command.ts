import type { Origin } from '@kubehop/core';
import { prove } from '@kubehop/core/analysis';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { listOf } from '../input/list-of.js';
import { loadCluster } from '../input/load-cluster.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { during } from '../output/progress.js';
import { writeUnevaluatedPolicies } from '../output/unevaluated-policies.js';
import { originForms, readOrigin } from '../trace/origin.js';
import { requireOrigin } from '../trace/require-origin.js';
import { proofJson, proofText } from './proof-report.js';
import { doubtsAbout, outcomeNames, propertyOf, readCause, readStatus } from './property.js';
import type { ProveOptions } from './prove-options.js';
import { readHost } from './read-host.js';
import { requestSetOf } from './request-set.js';

/** `kubehop prove` */
export function proveCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('prove')
    .summary('show that something holds for all requests of a set')
    .description(
      'Shows that something holds for all requests of a set on every way that they may take, or finds the smallest request for which it does not.',
    );
  return addManifestOptions(addPropertyOptions(addRequestOptions(command)))
    .optionsGroup('Output:')
    .addOption(new Option('-o, --output <format>', 'what to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', examples)
    .action(async (options: ProveOptions) => end(await runProve(options, io)));
}

/** Which requests: all unless told otherwise. */
function addRequestOptions(command: Command): Command {
  const again = 'again for one of several';
  return command
    .optionsGroup('Requests (those that fit all of these):')
    .addOption(
      new Option('--from <origin>', `from there, ${again}: anywhere, ${originForms.join(', ')}`).argParser(
        listOf(readFrom),
      ),
    )
    .addOption(
      new Option('--under <url>', `to a URL and everything below it, ${again}`).argParser(
        listOf(readEscapes),
      ),
    )
    .addOption(
      new Option('--host <name>', `with this Host, such as *.example.com; ${again}`).argParser(
        listOf(readHost),
      ),
    )
    .addOption(new Option('--port <number>', `to this port, ${again}`).argParser(listOf(readPort)))
    .addOption(
      new Option('--path <path>', `with this path or one below it, ${again}`).argParser(listOf(readPath)),
    )
    .addOption(
      new Option('--not-path <path>', 'without this path and those below it, again for more').argParser(
        listOf(readPath),
      ),
    );
}

/** What must hold, as test files say it. */
function addPropertyOptions(command: Command): Command {
  return command
    .optionsGroup('What must hold (all of these):')
    .addOption(
      new Option(
        '--reaches <object>',
        'it comes to service/NAMESPACE/NAME, a workload, a pod or an Ingress; again for one of several',
      ).argParser(listOf(asIs)),
    )
    .addOption(
      new Option('--never-reaches <object>', 'it does not come to this object, again for more').argParser(
        listOf(asIs),
      ),
    )
    .addOption(
      new Option('--status <status>', 'the response has this status, such as 404 or 2xx').argParser(
        readStatus,
      ),
    )
    .addOption(new Option('--outcome <kind>', 'what comes of it').choices(outcomeNames))
    .addOption(new Option('--cause <code>', 'why, as the catalogue of codes lists it').argParser(readCause))
    .addOption(
      new Option('--source-at-pod <whose>', 'whose address the pod sees').choices(['client', 'node']),
    )
    .option('--certificate <which>', 'what the client is shown: fits, default or secret/NAMESPACE/NAME');
}

const examples = `
Exit status: 0 it holds, 1 it does not or nobody knows, 2 wrong use or unreadable input.

Examples:
  kubehop prove -f shop.yaml --under https://shop.example.com/cart --reaches service/shop/cart
  kubehop prove -f shop.yaml --from internet --path /admin --never-reaches service/shop/web
  kubehop prove -f k8s/ --from anywhere --under http://shop.example.com --status 308`;

async function runProve(options: ProveOptions, io: Io): Promise<ExitStatus> {
  const property = propertyOf(options);
  const requests = requestSetOf(options);
  const cluster = await loadCluster(options, io);
  for (const origin of options.from ?? []) if (origin !== 'anywhere') requireOrigin(cluster, origin);
  writeUnevaluatedPolicies([cluster], io);
  const doubts = doubtsAbout(cluster, property);
  const proof = await during('Looking at all requests', io.stderr, () => prove(cluster, requests, property));
  const isEmpty =
    proof.kinds === 0 ? ['no request is in this set: mind the host, the port and the path'] : [];
  const colors = colorsOf(io.stdout, io.env);
  for (const doubt of [...doubts, ...isEmpty])
    io.stderr.write(`${colorsOf(io.stderr, io.env).yellow('warning')}: ${doubt}\n`);
  const ground = { cluster, options };
  io.stdout.write(options.output === 'json' ? proofJson(proof, ground) : proofText(proof, ground, colors));
  return proof.kind === 'holds' ? exitStatus.answered : exitStatus.notAnswered;
}

function readFrom(text: string): Origin | 'anywhere' {
  return text === 'anywhere' ? text : readOrigin(text);
}

function readPath(text: string): string {
  if (!text.startsWith('/')) throw new InvalidArgumentError('A path begins with a slash.');
  if (/[?#]/.test(text)) throw new InvalidArgumentError('A path has no query and no fragment.');
  return readEscapes(text);
}

/** Makes sure that escapes can be read: servers refuse others, and the byte zero. */
function readEscapes(text: string): string {
  if (/%(?![\da-f]{2})|%00/i.test(text))
    throw new InvalidArgumentError(
      'A percent sign begins an escape such as %2F; write %25 for the sign itself.',
    );
  return text;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}

function asIs(text: string): string {
  return text;
}
