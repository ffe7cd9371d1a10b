import { isInCIDR } from '../../address/cidr.js';
import type { DnsRecord } from '../../trace/hop.js';
import type { LoadbalancePlugin } from './corefile/loadbalance-plugin.js';

/** Draws a number from 0 up to, and without, the one given. @public */
export type Draw = (count: number) => number;

/**
 * The records of an answer in the order in which the server sends them, by what is drawn.
 *
 * @see coredns/coredns plugin/loadbalance/loadbalance.go, weighted.go, prefer.go
 * @public
 * @example
 * inOrder(records, { policy: 'round_robin', prefer: ['10.9.20.0/24'] }, () => 0); // those of 10.9.20.0/24 come first
 */
export function inOrder(
  records: readonly DnsRecord[],
  plugin: LoadbalancePlugin,
  draw: Draw,
): readonly DnsRecord[] {
  const ordered =
    plugin.policy === 'weighted' ? topFirst(records, plugin, draw) : shuffledGroups(records, draw);
  return plugin.prefer.length === 0 ? ordered : preferredFirst(ordered, plugin.prefer);
}

interface Groups {
  readonly aliases: readonly DnsRecord[];
  readonly others: readonly DnsRecord[];
  readonly addresses: readonly DnsRecord[];
  readonly exchanges: readonly DnsRecord[];
}

function groupsOf(records: readonly DnsRecord[]): Groups {
  const aliases: DnsRecord[] = [];
  const others: DnsRecord[] = [];
  const addresses: DnsRecord[] = [];
  const exchanges: DnsRecord[] = [];
  for (const record of records) {
    if (record.type === 'CNAME') aliases.push(record);
    else if (record.type === 'A' || record.type === 'AAAA') addresses.push(record);
    else if (record.type === 'MX') exchanges.push(record);
    else others.push(record);
  }
  return { aliases, others, addresses, exchanges };
}

function shuffledGroups(records: readonly DnsRecord[], draw: Draw): readonly DnsRecord[] {
  const { aliases, others, addresses, exchanges } = groupsOf(records);
  return [...aliases, ...others, ...shuffled(addresses, draw), ...shuffled(exchanges, draw)];
}

/** Every order is equally likely. @see R. Durstenfeld, Algorithm 235: random permutation (1964) */
function shuffled(records: readonly DnsRecord[], draw: Draw): readonly DnsRecord[] {
  const open = [...records];
  return records.flatMap((_, index) => open.splice(draw(records.length - index), 1));
}

type Weighted = Extract<LoadbalancePlugin, { policy: 'weighted' }>;

/** Weights only decide which address comes first: it changes places with the one that did. */
function topFirst(records: readonly DnsRecord[], plugin: Weighted, draw: Draw): readonly DnsRecord[] {
  const { aliases, others, addresses, exchanges } = groupsOf(records);
  if (addresses.length === 0) return records;
  const swapped = withTop(addresses, drawn(addresses, plugin, draw));
  return [...aliases, ...others, ...swapped, ...exchanges];
}

function withTop(addresses: readonly DnsRecord[], top: DnsRecord): readonly DnsRecord[] {
  const [first = top] = addresses;
  return addresses.map((record) => {
    if (record === first) return top;
    return record === top ? first : record;
  });
}

/** Heavier ones hold the lower numbers. */
function drawn(addresses: readonly DnsRecord[], plugin: Weighted, draw: Draw): DnsRecord {
  const weighted = addresses
    .map((record) => ({ record, weight: weightOf(record, plugin) }))
    .sort((one, other) => other.weight - one.weight);
  let number = draw(weighted.reduce((sum, { weight }) => sum + weight, 0));
  const slot = weighted.find(({ weight }) => {
    number -= weight;
    return number < 0;
  });
  if (slot === undefined) throw new RangeError('a number was drawn that is not below the one given');
  return slot.record;
}

function weightOf({ name, data }: DnsRecord, { weights }: Weighted): number {
  return weights[name]?.[data] ?? 1;
}

function preferredFirst(records: readonly DnsRecord[], networks: readonly string[]): readonly DnsRecord[] {
  const { aliases, others, addresses, exchanges } = groupsOf(records);
  const open = new Set(addresses);
  const preferred = networks.flatMap((network) => {
    const inside = [...open].filter(({ data }) => isInCIDR(network, data));
    for (const record of inside) open.delete(record);
    return inside;
  });
  return [...aliases, ...preferred, ...open, ...exchanges, ...others];
}

/**
 * With which probability each address of an answer comes first, which is the one that clients take.
 *
 * @param plugin absent where the server leaves the order as it is
 */
export function firstChances(
  addresses: readonly DnsRecord[],
  plugin: LoadbalancePlugin | undefined,
): ReadonlyMap<DnsRecord, number> {
  const [first] = addresses;
  if (first === undefined) return new Map();
  if (plugin === undefined) return new Map([[first, 1]]);
  if (plugin.policy === 'round_robin') {
    const likely = mostPreferred(addresses, plugin.prefer);
    return new Map(likely.map((record) => [record, 1 / likely.length]));
  }
  const chances = new Map<DnsRecord, number>();
  const sum = addresses.reduce((total, record) => total + weightOf(record, plugin), 0);
  for (const record of addresses) {
    const [sent = record] = mostPreferred(withTop(addresses, record), plugin.prefer);
    chances.set(sent, (chances.get(sent) ?? 0) + weightOf(record, plugin) / sum);
  }
  return chances;
}

/** The addresses of the first network that has any; all where none has. */
function mostPreferred(addresses: readonly DnsRecord[], networks: readonly string[]): readonly DnsRecord[] {
  for (const network of networks) {
    const inside = addresses.filter(({ data }) => isInCIDR(network, data));
    if (inside.length > 0) return inside;
  }
  return addresses;
}
