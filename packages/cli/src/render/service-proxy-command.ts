import type { Cluster, IPFamily } from '@kubehop/core';
import { renderIptables, renderNftables } from '@kubehop/core/render';
import { Command, Option } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { ManifestOptions } from '../input/manifest-options.js';
import { addManifestOptions } from '../input/manifest-options.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Io } from '../io.js';
import { WrongUse } from '../wrong-use.js';

interface ServiceProxyOptions extends ManifestOptions {
  readonly node?: string;
  readonly family: IPFamily;
}

/** A language in which kube-proxy programs the kernel. */
interface Language {
  readonly name: 'iptables' | 'nftables';
  readonly render: (cluster: Cluster, node: string, family: IPFamily) => string;
  readonly form: string;
}

const languages: readonly Language[] = [
  {
    name: 'iptables',
    render: renderIptables,
    form: 'as iptables-save shows them and iptables-restore (ip6tables-restore) reads them',
  },
  { name: 'nftables', render: renderNftables, form: 'as a file for nft -f' },
];

/** `kubehop render iptables` and `kubehop render nftables` */
export function serviceProxyCommands(io: Io, end: (status: ExitStatus) => void): readonly Command[] {
  return languages.map((language) => serviceProxyCommand(language, io, end));
}

function serviceProxyCommand(language: Language, io: Io, end: (status: ExitStatus) => void): Command {
  const { name, form } = language;
  const command = new Command(name)
    .summary(`the rules of kube-proxy in mode ${name}`)
    .description(`Prints the rules that kube-proxy in mode ${name} keeps on a node, ${form}.`)
    .option('--node <name>', 'the node; may be left out where there is only one')
    .addOption(
      new Option('--family <family>', 'the family of addresses').choices(['IPv4', 'IPv6']).default('IPv4'),
    );
  return addManifestOptions(command)
    .addHelpText('after', examplesOf(name))
    .action(async (options: ServiceProxyOptions) => {
      const cluster = await loadCluster(options, io);
      io.stdout.write(language.render(cluster, nodeOf(cluster, options.node), options.family));
      end(exitStatus.answered);
    });
}

function examplesOf(name: string): string {
  return `
Examples:
  kubehop render ${name} --platform kind -f shop.yaml
  helm template shop ./chart | kubehop render ${name} --platform kind -f -`;
}

/** The node named, or the only one. */
function nodeOf(cluster: Cluster, named: string | undefined): string {
  const names = cluster.list('Node').map(({ metadata }) => metadata.name);
  if (named !== undefined) {
    if (names.includes(named)) return named;
    const near = nearNames(named, names);
    throw new WrongUse(`there is no node ${named}${near.length > 0 ? didYouMean(near) : thereAre(names)}`);
  }
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  throw new WrongUse(`name a node with --node${thereAre(names)}`);
}

/** The most nodes that a message lists. */
const most = 5;

function thereAre(names: readonly string[]): string {
  if (names.length === 0) return '; there are none';
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `; there are ${names.slice(0, most).join(', ')}${more}`;
}
