import type { Cluster } from '../../cluster/cluster.js';
import type { Answer, Ask, AskPlugin } from '../message.js';
import { longestZone, lowerName } from '../name.js';
import { autopathPlugin } from './autopath.js';
import { cachePlugin } from './cache.js';
import type { Corefile, ServerBlock } from './corefile/corefile.js';
import { forwardPlugin } from './forward.js';
import { k8sExternalPlugin } from './k8s-external/plugin.js';
import { externallyTransferred } from './k8s-external/transfer.js';
import type { ExternalView } from './k8s-external/view.js';
import { kubernetesPlugin } from './kubernetes/plugin.js';
import { transferred } from './kubernetes/transfer.js';
import type { ServerView } from './kubernetes/view.js';
import { transferPlugin, type Transferer } from './transfer.js';

/** Everything that the answers of a DNS server depend on. */
export interface ServerSettings {
  readonly cluster: Cluster;
  readonly corefile: Corefile;
  /** The addresses that the server is bound to. */
  readonly localIPs: readonly string[];
  /** The search list of the server itself. */
  readonly searches: readonly string[];
  readonly isSynced: boolean;
  /** Whoever names are forwarded to. */
  readonly outside: Ask;
}

/** A DNS server: each question goes to one of its blocks, and there from plugin to plugin. */
export interface Server {
  readonly ask: Ask;
  /** The block that a name is for. */
  readonly blockOf: (name: string) => ServerBlock | undefined;
}

/** Aliases that lead from zone to zone of the server in a circle end after this many look-ups, and the answer is a failure. */
const mostLookups = 8;

/** A server with the blocks of a Corefile. @see coredns/coredns core/dnsserver/server.go, ServeDNS */
export function serverWith(settings: ServerSettings): Server {
  let lookups = 0;
  const resolve: Ask = (question) => {
    if (lookups === mostLookups) return endless(question.name);
    lookups += 1;
    const answer = ask(question);
    lookups -= 1;
    return answer;
  };
  const chains = settings.corefile.map((block) => ({ block, ask: chainOf(settings, block, resolve) }));
  const chainFor = (name: string): (typeof chains)[number] | undefined => {
    let chain: (typeof chains)[number] | undefined;
    let longest = '';
    for (const each of chains) {
      const zone = longestZone(each.block.zones, name);
      if (zone === undefined || zone.length <= longest.length) continue;
      chain = each;
      longest = zone;
    }
    return chain;
  };
  // Clients ask for several types of one name in a row.
  let last = { name: '', lower: '', chain: chainFor('') };
  const ask: Ask = ({ name, type, client }) => {
    if (last.name !== name) {
      const lower = lowerName(name);
      last = { name, lower, chain: chainFor(lower) };
    }
    const { lower, chain } = last;
    return (
      chain?.ask({ name, lower, type, client }) ?? {
        rcode: 'REFUSED',
        records: [],
        finding: { kind: 'not-forwarded', name },
      }
    );
  };
  return { ask, blockOf: (name) => chainFor(lowerName(name))?.block };
}

function endless(name: string): Answer {
  return { rcode: 'SERVFAIL', records: [], finding: { kind: 'alias-loop', name } };
}

/** The plugins of a block, each with the one behind it as its next. */
function chainOf(settings: ServerSettings, block: ServerBlock, resolve: Ask): AskPlugin {
  const { cluster, localIPs, isSynced, searches, outside } = settings;
  const { autopath, cache, transfer, k8sExternal, kubernetes, forward = [] } = block;
  let next = forward.reduceRight((behind, plugin) => forwardPlugin(plugin, outside, behind), nobody);
  const transferers: Transferer[] = [];
  if (kubernetes !== undefined) {
    const view: ServerView = { cluster, plugin: kubernetes, localIPs, isSynced, next, resolve };
    next = kubernetesPlugin(view);
    transferers.push((zone) => transferred(view, zone));
    if (k8sExternal !== undefined) {
      const external: ExternalView = { plugin: k8sExternal, kubernetes: view };
      next = k8sExternalPlugin(external, next);
      transferers.unshift((zone) => externallyTransferred(external, zone));
    }
  }
  if (transfer !== undefined) next = transferPlugin(transfer, transferers, next);
  if (cache !== undefined) next = cachePlugin(cache, next);
  if (autopath !== undefined)
    next = autopathPlugin({ plugin: autopath, cluster, kubernetes, searches }, next);
  return next;
}

/** Behind the last plugin nobody answers. @see coredns/coredns plugin/plugin.go, NextOrFailure */
const nobody: AskPlugin = ({ name }) => ({
  rcode: 'SERVFAIL',
  records: [],
  finding: { kind: 'not-forwarded', name },
});
