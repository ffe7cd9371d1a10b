import type { Cluster, Pod } from '@kubehop/core';
import { dnsServer } from '@kubehop/core/components';
import { clusterDnsService, keyOf } from '@kubehop/core/engine';
import { inKinds, watch } from '../api/watch.js';
import type { Cancel } from '../time/clock.js';
import type { World } from '../world.js';
import { DnsCache, type CachedQuestion, type Lifetime } from './dns-cache.js';

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

  /** A pod that serves DNS may have come or gone. */
  refresh(cluster: Cluster): void {
    const current = new Map(podsOfDns(cluster).map((pod) => [keyOf(pod), pod.metadata.uid]));
    for (const [pod, server] of this.#servers) {
      if (current.get(pod) === server.uid) continue;
      server.close();
      this.#servers.delete(pod);
    }
    for (const [pod, uid] of current) {
      if (!this.#servers.has(pod)) this.#servers.set(pod, new Server(this.#world, uid));
    }
  }

  /** What the server in a pod believes of a name; `node` is where the client is, whose cache comes first. */
  view(pod: string, name?: string, node?: string): Cluster {
    const { clock, api, delays } = this.#world;
    const server = this.#servers.get(pod);
    if (server === undefined) return api.cluster;
    if (name === undefined) return server.cluster;
    const exists = (cluster: Cluster): boolean =>
      dnsServer(cluster).answer({ name, type: 'A' }).rcode === 'NOERROR';
    const { nodeLocal } = delays.dns;
    if (nodeLocal === undefined || node === undefined) return server.lookUp({ name, exists }).cluster;
    const cache = this.#nodeCaches.get(node) ?? new DnsCache(nodeLocal, forgetting(this.#world));
    this.#nodeCaches.set(node, cache);
    return cache.get({ name, exists, ask: () => server.lookUp({ name, exists }) }, clock.now).cluster;
  }
}

/** The pods that the Service of DNS leads to, ready or not. */
function podsOfDns(cluster: Cluster): readonly Pod[] {
  const service = clusterDnsService(cluster);
  if (service === undefined) return [];
  const keys = cluster
    .slicesOf(keyOf(service))
    .flatMap(({ endpoints }) =>
      endpoints.flatMap(({ targetRef }) =>
        targetRef?.kind === 'Pod' ? [`${targetRef.namespace ?? ''}/${targetRef.name}`] : [],
      ),
    );
  return [...new Set(keys)].flatMap((key) => cluster.get('Pod', key) ?? []);
}

/** Whoever asks may find something else once what is remembered has run out. */
function forgetting(world: World): (entry: Lifetime) => void {
  return ({ until }) => {
    world.clock.at(until, () => {
      world.changed();
    });
  };
}

/** A DNS server: its watch, and its cache. */
class Server {
  readonly uid: string;
  readonly #world: World;
  readonly #cache: DnsCache | undefined;
  readonly #leave: Cancel;
  #cluster: Cluster;

  constructor(world: World, uid: string) {
    const { cache } = world.delays.dns;
    this.uid = uid;
    this.#world = world;
    this.#cluster = world.api.cluster;
    this.#cache = cache > 0 ? new DnsCache({ success: cache, denial: cache }, forgetting(world)) : undefined;
    this.#leave = watch(
      world,
      told,
      (_change, cluster) => {
        this.#cluster = cluster;
        world.changed();
      },
      (today) => {
        this.#cluster = today;
      },
    );
  }

  /** The cluster as its watch has it. */
  get cluster(): Cluster {
    return this.#cluster;
  }

  lookUp(question: Omit<CachedQuestion, 'ask'>): Lifetime {
    const { now } = this.#world.clock;
    const ask = (): Lifetime => ({ cluster: this.#cluster, until: now + usualTTL });
    return this.#cache?.get({ ...question, ask }, now) ?? ask();
  }

  close(): void {
    this.#leave();
  }
}
