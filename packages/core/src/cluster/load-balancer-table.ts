import { canonicalAddress } from './indexes/canonical-address.js';
import { distinct } from './indexes/distinct.js';
import { type IndexDefinition, MultiIndex } from './indexes/multi-index.js';
import type { LoadBalancer } from './infrastructure.js';
import { PersistentMap } from './persistent-map.js';
import { changedList } from './changed-list.js';
import { textOrder } from './order.js';

const order = (one: LoadBalancer, other: LoadBalancer): number => textOrder(one.id, other.id);

const byAddress: IndexDefinition<string, LoadBalancer> = {
  keysOf: ({ addresses }) => distinct(addresses.map(canonicalAddress)),
  order,
};

const byHostname: IndexDefinition<string, LoadBalancer> = {
  keysOf: ({ hostname }) => (hostname === undefined ? [] : [hostname.toLowerCase()]),
  order,
};

/** What the cloud provisioned, persistent: by id, address and host name. */
export class LoadBalancerTable {
  /** Sorted by id. */
  readonly list: readonly LoadBalancer[];
  readonly #byId: PersistentMap<string, LoadBalancer>;
  readonly #byAddress: MultiIndex<string, LoadBalancer>;
  readonly #byHostname: MultiIndex<string, LoadBalancer>;

  private constructor(
    list: readonly LoadBalancer[],
    byId: PersistentMap<string, LoadBalancer>,
    addresses: MultiIndex<string, LoadBalancer>,
    hostnames: MultiIndex<string, LoadBalancer>,
  ) {
    this.list = list;
    this.#byId = byId;
    this.#byAddress = addresses;
    this.#byHostname = hostnames;
  }

  static empty(): LoadBalancerTable {
    return new LoadBalancerTable(
      [],
      PersistentMap.empty(),
      MultiIndex.empty(byAddress),
      MultiIndex.empty(byHostname),
    );
  }

  get(id: string): LoadBalancer | undefined {
    return this.#byId.get(id);
  }

  byAddress(address: string): LoadBalancer | undefined {
    return this.#byAddress.first(address);
  }

  /** All that have an address: several may share one on different ports. */
  allByAddress(address: string): readonly LoadBalancer[] {
    return this.#byAddress.all(address);
  }

  /** By the name in lower case: names of hosts are the same in either. */
  byHostname(hostname: string): LoadBalancer | undefined {
    return this.#byHostname.first(hostname.toLowerCase());
  }

  /** The table with what becomes of these ids; `undefined` is a load balancer that is released. */
  with(changes: ReadonlyMap<string, LoadBalancer | undefined>): LoadBalancerTable {
    const removed: LoadBalancer[] = [];
    const added: LoadBalancer[] = [];
    for (const [id, after] of changes) {
      const before = this.get(id);
      if (before === after) continue;
      if (before !== undefined) removed.push(before);
      if (after !== undefined) added.push(after);
    }
    if (removed.length === 0 && added.length === 0) return this;
    const change = { removed, added, updated: [] };
    return new LoadBalancerTable(
      changedList(this.list, change, order),
      this.#byId.with([...changes]),
      this.#byAddress.with(change),
      this.#byHostname.with(change),
    );
  }
}
