import type { Cluster } from '@kubehop/core';
import { dnsServer } from '@kubehop/core/components';
import { inKinds, watch } from '../api/watch.js';
import type { World } from '../world.js';
import { DnsCache, type Lifetime } from './dns-cache.js';

const second = 1_000;

/** The TTL that installers give names of the cluster. @see kubernetes/kubernetes cluster/addons/dns */
const usualTTL = 30 * second;

const told = inKinds('Service', 'EndpointSlice', 'Pod', 'Namespace', 'Node');

/** What the DNS servers believe: each has its own watch, and its own cache where it keeps one. */
export class DnsServers {
  readonly #world: World;
  readonly #servers = new Map<string, Server>();
  readonly #nodeCaches = new Map<string, DnsCache>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What the server in a pod believes of a name; `node` is where the client is, whose cache comes first. */
  view(pod: string, name?: string, node?: string): Cluster {
    const server = this.#serverOf(pod);
    if (name === undefined) return server.cluster;
    const { nodeLocal } = this.#world.delays.dns;
    if (nodeLocal === undefined || node === undefined) return server.view(name).cluster;
    const cache = this.#nodeCaches.get(node) ?? new DnsCache(nodeLocal);
    this.#nodeCaches.set(node, cache);
    return this.#kept(cache.get(name, this.#world.clock.now, exists(name), () => server.view(name)));
  }

  /** Every request may find something else once what is remembered has run out. */
  #kept({ cluster, until }: Lifetime): Cluster {
    this.#world.clock.at(Math.max(until, this.#world.clock.now), () => {
      this.#world.changed();
    });
    return cluster;
  }

  #serverOf(pod: string): Server {
    const known = this.#servers.get(pod);
    if (known !== undefined) return known;
    const server = new Server(this.#world);
    this.#servers.set(pod, server);
    return server;
  }
}

/** A DNS server: its watch, and its cache. */
class Server {
  readonly #world: World;
  readonly #cache: DnsCache | undefined;
  cluster: Cluster;

  constructor(world: World) {
    const { cache } = world.delays.dns;
    this.#world = world;
    this.cluster = world.api.cluster;
    this.#cache = cache > 0 ? new DnsCache({ success: cache, denial: cache }) : undefined;
    watch(world, told, (_change, cluster) => {
      this.cluster = cluster;
      world.changed();
    });
  }

  view(name: string): Lifetime {
    const { clock } = this.#world;
    const fresh = (): Lifetime => ({ cluster: this.cluster, until: clock.now + usualTTL });
    if (this.#cache === undefined) return fresh();
    const kept = this.#cache.get(name, clock.now, exists(name), fresh);
    clock.at(kept.until, () => {
      this.#world.changed();
    });
    return kept;
  }
}

function exists(name: string): (cluster: Cluster) => boolean {
  return (cluster) => dnsServer(cluster).answer({ name, type: 'A' }).rcode === 'NOERROR';
}
