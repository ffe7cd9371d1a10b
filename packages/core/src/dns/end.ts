import type { Assumption } from '../problem/assumption.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { ComponentReference, Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { DnsRecord } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import { preferredAddresses } from './client/address-choice.js';
import type { Client } from './client/client.js';
import type { Contact } from './contact.js';
import { failureOf } from './failure/failure.js';
import { addressTypes, answeredQueries, dnsHop, lostQueries, type Resolution } from './hop.js';
import type { Ask } from './message.js';
import { lowerName } from './name.js';
import { publicDns } from './public/public-dns.js';
import { ruleOf } from './rule.js';
import { serverOfCluster } from './server/dns-server.js';
import { takenForGranted } from './taken-for-granted.js';

/** One thing that a resolution may come to, with its share. */
export interface End {
  readonly probability: number;
  readonly step: (choice?: Choice) => Step;
}

/** What comes of a server that answers: one of the addresses found, or the failure to find one. */
export function answered(
  views: Views,
  memory: Memory,
  flight: Flight,
  client: Client,
  contact: Extract<Contact, { kind: 'answered' }>,
): readonly End[] {
  const name = flight.packet.destination.address;
  const { pod } = contact;
  const of: DnsServerReference = pod === undefined ? anyServer : { kind: 'dns-server', pod };
  const server = contact.by === 'cluster' ? serverOfCluster(views.of(of)) : undefined;
  const ask =
    pod === undefined ? (server?.ask ?? publicDns(views.of({ kind: 'network' }))) : askedOf(views, of);
  const asker = flight.packet.source.address;
  const walk = client.resolver.resolve(name, addressTypes, (candidate, types) =>
    types.map((type) => ask({ name: candidate, type, client: asker })),
  );
  const resolution: Resolution = { flight, client, contact, queries: answeredQueries(contact, walk.asked) };
  const { probability } = contact;
  const answer = walk.found?.answers.find(({ records }) => records.some(isAddress));
  if (walk.found === undefined || answer === undefined) {
    const cluster = views.of({ ...of, name });
    const { outcome, assumptions } = failureOf(cluster, client, name, walk, contact.place);
    const all = server === undefined ? assumptions : [...server.assumptions, ...assumptions];
    return [{ probability, step: (choice) => failed(resolution, outcome, all, choice) }];
  }
  const records = walk.found.answers.flatMap((each) => each.records);
  const usable = preferredAddresses(records.filter(isAddress), client.families);
  const chances = server === undefined ? equalChances(usable) : server.firstChances(walk.found.name, usable);
  const result = {
    action: 'resolved',
    rule: ruleOf(answer.finding),
    addresses: usable.map(({ data }) => data),
    ttl: records.reduce((least, { ttl }) => Math.min(least, ttl), Infinity),
  } as const;
  const assumptions = takenForGranted(client, server, walk, answer);
  return Array.from(chances, ([{ data }, chance]) => ({
    probability: probability * chance,
    step: (choice) => next([dnsHop(resolution, result, choice)], towards(flight, data), memory, assumptions),
  }));
}

/** Where nobody tells the servers apart. */
const anyServer: DnsServerReference = { kind: 'dns-server' };

type DnsServerReference = Extract<ComponentReference, { kind: 'dns-server' }>;

/** A DNS server may believe something else of each name: what it remembers of it. */
function askedOf(views: Views, of: DnsServerReference): Ask {
  return (question) => serverOfCluster(views.of({ ...of, name: lowerName(question.name) })).ask(question);
}

/** Resolvers of the outside world are taken to go round. */
function equalChances(records: readonly DnsRecord[]): ReadonlyMap<DnsRecord, number> {
  return new Map(records.map((record) => [record, 1 / records.length]));
}

function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA';
}

/** What comes of queries to which nobody answers: the cause is that of their loss. */
export function lost(flight: Flight, client: Client, contact: Extract<Contact, { kind: 'lost' }>): End {
  const { probability, nameserver, place, outcome } = contact;
  const rcode = outcome.kind === 'refused' ? 'REFUSED' : 'TIMEOUT';
  const [candidate] = client.resolver.candidates(flight.packet.destination.address);
  const queries = lostQueries(contact, candidate, rcode);
  const message = `Name server ${nameserver} gives no answer. ${outcome.cause.message}`;
  const ending: Outcome =
    outcome.kind === 'unknown'
      ? outcome
      : { kind: 'dns-error', rcode, place, cause: { ...outcome.cause, message } };
  return { probability, step: (choice) => failed({ flight, client, contact, queries }, ending, [], choice) };
}

const failing = { action: 'failed', rule: { id: 'name-without-address' }, addresses: [] } as const;

/** The step of a resolution without address. */
export function failed(
  resolution: Resolution,
  outcome: Outcome,
  assumptions: readonly Assumption[] = [],
  choice?: Choice,
): Step {
  const hop = dnsHop(resolution, failing, choice);
  return done([hop], outcome, [...resolution.client.assumptions, ...assumptions]);
}

/** A flight that leaves its client for an address. */
export function towards(flight: Flight, address: string): Flight {
  const { departure, packet } = flight;
  const destination = { address, port: packet.destination.port };
  return { ...flight, at: departure, packet: { ...packet, destination } };
}
