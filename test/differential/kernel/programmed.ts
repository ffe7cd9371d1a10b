import type { Cluster, IPFamily, ProxySettings } from '@kubehop/core';
import { renderIptables, renderNftables } from '@kubehop/core/render';
import { addresses, listenPort, nodeNames } from './place.js';
import type { Testbed } from './testbed.js';
import { allPods, podAddress } from './world.js';

/** A mode of the service proxy that the kernel can be asked about. */
export type KernelMode = Exclude<ProxySettings['mode'], 'ipvs'>;

/** Loads the rules of every node in place of those that are there, in both families. */
export async function program(
  { nodes }: Testbed,
  cluster: Cluster,
  mode: KernelMode,
  family: IPFamily,
): Promise<void> {
  await Promise.all(
    nodes.map(async (agent, index) => {
      const node = nodeNames[index] ?? '';
      const { loader, rules } = loading(cluster, node, mode, family);
      const { status, output } = await agent.tell({
        do: 'run',
        program: 'sh',
        args: ['-c', `nft flush ruleset && ${loader}`],
        input: rules,
      });
      if (status !== 0) throw new Error(`${node} does not take its rules: ${output}\n${rules}`);
    }),
  );
}

function loading(
  cluster: Cluster,
  node: string,
  mode: KernelMode,
  family: IPFamily,
): { readonly loader: string; readonly rules: string } {
  switch (mode) {
    case 'iptables': {
      const loader = family === 'IPv4' ? 'iptables-restore' : 'ip6tables-restore';
      return { loader, rules: renderIptables(cluster, node, family) };
    }
    case 'nftables':
      return { loader: 'nft -f -', rules: renderNftables(cluster, node, family) };
    default:
      return mode satisfies never;
  }
}

/** The rules of mode iptables that a node was given, and those that it has, as `iptables-save` shows both. */
export async function keptRules(
  testbed: Testbed,
  cluster: Cluster,
  family: IPFamily,
): Promise<{ readonly given: readonly string[]; readonly kept: readonly string[] }> {
  const [agent] = testbed.nodes;
  if (agent === undefined) throw new RangeError('there is no node');
  await program(testbed, cluster, 'iptables', family);
  const saver = family === 'IPv4' ? 'iptables-save' : 'ip6tables-save';
  const { output } = await agent.tell({ do: 'run', program: saver, args: [], input: '' });
  return { given: rulesOf(renderIptables(cluster, nodeNames[0], family)), kept: rulesOf(output) };
}

/** Tables come in an order of their own, and so do chains; comments and counters are no rules. */
function rulesOf(text: string): readonly string[] {
  const chainsOfTables = text.split(/^(?=\*)/m).flatMap((table) => {
    const [head = '', ...lines] = table.split('\n').filter((line) => /^[*:-]/.test(line));
    const chains = new Map<string, string>();
    for (const line of lines) {
      const [, chain = ''] = /^(?::|-A )(\S+)/.exec(line) ?? [];
      chains.set(chain, `${chains.get(chain) ?? head}\n${line.replace(/ \[\d+:\d+\]$/, '')}`);
    }
    return [...chains.values()];
  });
  return chainsOfTables.sort();
}

/** Lets every pod listen, and forgets what was heard before. */
export async function listen({ nodes, pods }: Testbed): Promise<void> {
  await Promise.all(
    [...pods, ...nodes].map(async (agent, index) => {
      const place = allPods[index];
      const port = place?.hostNetwork === true ? listenPort.host : listenPort.pod;
      const sockets = (['IPv4', 'IPv6'] as const).flatMap((family) =>
        (['TCP', 'UDP'] as const).map((protocol) => ({
          protocol,
          address: podAddress(addresses[family], index),
          port,
          name: place?.name ?? '',
        })),
      );
      await agent.tell({ do: 'listen', sockets });
    }),
  );
}
