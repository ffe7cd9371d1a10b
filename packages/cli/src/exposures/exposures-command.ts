import { costText, exposures, priceNotes, totalCost } from '@kubehop/core/analysis';
import type { Exposure } from '@kubehop/core/analysis';
import { Command, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { configuredCluster } from '../input/load-cluster.js';
import { loadConfig } from '../input/load-config.js';
import type { ManifestOptions } from '../input/manifest-options.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';
import { jsonText } from '../output/json.js';
import { tableText } from '../output/table.js';
import { exposureColumns } from './exposure-columns.js';
import { markdownText } from './markdown-text.js';

interface ExposuresOptions extends ManifestOptions {
  readonly output: 'table' | 'json' | 'markdown';
}

/** `kubehop exposures` */
export function exposuresCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('exposures')
    .summary('list what can be asked from outside')
    .description(
      'Lists what can be asked from outside of the cluster: load balancers, node ports, external IPs, hosts of Ingresses and pods at their nodes, by whom, what was provisioned for it, and what that costs a month by list prices or those of kubehop.yaml.',
    );
  command
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'what to print')
        .choices(['table', 'json', 'markdown'])
        .default('table'),
    );
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (options: ExposuresOptions) => {
      await list(options, io);
      end(exitStatus.answered);
    });
}

const examples = `
Examples:
  kubehop exposures -f shop.yaml
  helm template shop ./chart | kubehop exposures -o markdown --platform aws -f -`;

async function list(options: ExposuresOptions, io: Io): Promise<void> {
  const config = await loadConfig(options.config, io);
  const cluster = await configuredCluster(config, options, io);
  const found = exposures(cluster, config.prices === undefined ? {} : { prices: config.prices });
  switch (options.output) {
    case 'json':
      io.stdout.write(jsonText(found));
      return;
    case 'table':
      if (found.length === 0) io.stderr.write('Nothing is exposed to outside.\n');
      else io.stdout.write(tableText(exposureColumns, found) + notes(found, ''));
      return;
    case 'markdown':
      io.stdout.write(markdownText(exposureColumns, found) + notes(found, '- '));
      return;
    default:
      options.output satisfies never;
  }
}

/** What is taken for granted, what all costs together, and where the prices are from. */
function notes(found: readonly Exposure[], mark: string): string {
  const costs = found.map(({ cost }) => cost);
  const prices = priceNotes(costs);
  const lines = [
    ...new Set(found.flatMap(({ assumptions }) => assumptions.map(({ message }) => message))),
    ...(prices.length === 0 ? [] : [`All of it costs ${costText(totalCost(costs))} a month.`, ...prices]),
  ];
  return lines.length === 0 ? '' : ['', ...lines.map((line) => mark + line), ''].join('\n');
}
