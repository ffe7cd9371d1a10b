import { Command, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { ManifestOptions } from '../input/manifest-options.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { jsonText } from '../output/json.js';
import { resourceNamed, resources } from './resource.js';

interface GetOptions extends ManifestOptions {
  readonly namespace: string;
  readonly allNamespaces?: true;
  readonly output: 'table' | 'wide' | 'json';
}

/** `kubehop get` */
export function getCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('get')
    .summary('show what the control plane makes of the manifests')
    .description(
      'Shows what the control plane makes of the manifests: pods with their addresses and nodes, and so on.',
    )
    .argument('<kind>', resources.map(({ names: [plural, , short] }) => `${plural} (${short})`).join(', '));
  command
    .optionsGroup('Output:')
    .option('-n, --namespace <namespace>', 'the namespace', 'default')
    .option('-A, --all-namespaces', 'all namespaces')
    .addOption(
      new Option('-o, --output <format>', 'what to print')
        .choices(['table', 'wide', 'json'])
        .default('table'),
    );
  addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (kind: string, options: GetOptions) => {
      await get(kind, options, io);
      end(exitStatus.answered);
    });
  return command;
}

const examples = `
Examples:
  kubehop get pods -A -f shop.yaml
  helm template shop ./chart | kubehop get svc -n shop -o wide -f -`;

async function get(kind: string, options: GetOptions, io: Io): Promise<void> {
  const resource = resourceNamed(kind);
  const cluster = await loadCluster(options, io);
  const isEverywhere = options.allNamespaces === true || !resource.isNamespaced;
  const listing = resource.list(cluster, isEverywhere ? undefined : options.namespace);
  if (options.output === 'json') {
    io.stdout.write(jsonText({ apiVersion: 'v1', kind: 'List', items: listing.objects }));
    return;
  }
  if (listing.objects.length > 0) {
    const view = { isWide: options.output === 'wide', showsNamespace: isEverywhere && resource.isNamespaced };
    io.stdout.write(listing.table(view));
    return;
  }
  const elsewhere = isEverywhere ? 0 : resource.list(cluster, undefined).objects.length;
  const where = isEverywhere ? '' : ` in ${options.namespace} namespace`;
  const advice = elsewhere === 0 ? '' : ` Other namespaces hold ${elsewhere}: ask with -A.`;
  io.stderr.write(`No resources found${where}.${advice}\n`);
}
