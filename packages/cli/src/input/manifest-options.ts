import type { Command } from 'commander';
import { Option } from 'commander';
import { platformNames } from '@kubehop/core';
import type { PlatformChoices } from '../config/platform.js';

/** The options of every command that has a platform. */
export interface PlatformFlags extends PlatformChoices {
  readonly config?: string;
}

/** The options of every command that takes manifests. */
export interface ManifestOptions extends PlatformFlags {
  readonly filename?: readonly string[];
}

/** Gives a command the options of {@link ManifestOptions}. */
export function addManifestOptions(command: Command): Command {
  command
    .optionsGroup('Manifests and platform:')
    .addOption(
      new Option(
        '-f, --filename <file>',
        'a file, a directory or - (standard input), again for more; what is piped in unless given',
      ).argParser((value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value]),
    );
  return addPlatformOptions(command, "unless given as the nodes' providerID tells, else cloud");
}

/** Gives a command the options of {@link PlatformFlags}; it says what platform is taken unless one is given. */
export function addPlatformOptions(command: Command, unlessGiven: string): Command {
  return command
    .option('--platform <name>', `where the cluster runs: ${platformNames.join(', ')}; ${unlessGiven}`)
    .addOption(
      new Option('--proxy-mode <mode>', 'how kube-proxy works; iptables unless given').choices([
        'iptables',
        'nftables',
        'ipvs',
      ]),
    )
    .option('--kubernetes-version <version>', 'the version of Kubernetes, such as 1.34')
    .option('--config <file>', 'what manifests do not say; kubehop.yaml, where there is one, unless given');
}
