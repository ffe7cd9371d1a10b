import { renderResolvConf } from '@kubehop/core/render';
import { Command } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { ManifestOptions } from '../input/manifest-options.js';
import { addManifestOptions } from '../input/manifest-options.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';

interface ResolvConfOptions extends ManifestOptions {
  readonly pod: string;
}

/** `kubehop render resolv-conf` */
export function resolvConfCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('resolv-conf')
    .summary('the /etc/resolv.conf of a pod')
    .description('Prints the /etc/resolv.conf that a pod gets by its dnsPolicy and dnsConfig.')
    .requiredOption('--pod <namespace/name>', 'the pod');
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async (options: ResolvConfOptions) => {
      const cluster = await loadCluster(options, io);
      const key = options.pod.includes('/') ? options.pod : `default/${options.pod}`;
      const pod = cluster.get('Pod', key);
      if (pod === undefined) {
        const keys = cluster.list('Pod').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
        throw new WrongUse(`there is no pod ${key}${didYouMean(nearNames(key, keys))}`);
      }
      io.stdout.write(renderResolvConf(cluster, pod));
      end(exitStatus.answered);
    });
}

const examples = `
Examples:
  kubehop render resolv-conf --pod shop/web-0 -f shop.yaml`;
