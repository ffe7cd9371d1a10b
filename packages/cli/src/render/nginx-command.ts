import { renderNginx } from '@kubehop/core/render';
import { Command } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { ManifestOptions } from '../input/manifest-options.js';
import { addManifestOptions } from '../input/manifest-options.js';
import type { Io } from '../io.js';

interface NginxCommandOptions extends ManifestOptions {
  readonly listen?: readonly string[];
  readonly certificates?: string;
}

/** `kubehop render nginx` */
export function nginxCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('nginx')
    .summary('the nginx.conf of ingress-nginx')
    .description(
      'Prints the nginx.conf that ingress-nginx would write for the Ingresses, as a stock nginx can load it.',
    )
    .option('--listen <address...>', 'the addresses that nginx listens on (default: all)')
    .option('--certificates <directory>', 'where certificates lie, as NAMESPACE-NAME.pem with their keys');
  return addManifestOptions(command)
    .addHelpText('after', examples)
    .action(async ({ listen, certificates, ...options }: NginxCommandOptions) => {
      const cluster = await loadCluster(options, io);
      io.stdout.write(
        renderNginx(cluster, {
          ...(listen === undefined ? {} : { addresses: listen }),
          ...(certificates === undefined ? {} : { certificateDirectory: certificates }),
        }),
      );
      end(exitStatus.answered);
    });
}

const examples = `
Examples:
  kubehop render nginx -f ingress-nginx.yaml -f shop.yaml
  helm template shop ./chart | kubehop render nginx -f ingress-nginx.yaml -f - > nginx.conf`;
