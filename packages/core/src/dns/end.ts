import type { Assumption } from '../problem/assumption.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { DnsRecord } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import { preferredAddresses } from './client/address-choice.js';
import type { Client } from './client/client.js';
import type { Walk } from './client/resolver.js';
import type { Contact } from './contact.js';
import { failureOf, unlistedAssumption } from './failure/failure.js';
import { addressTypes, answeredQueries, dnsHop, lostQueries, type Resolution } from './hop.js';
import type { Answer, QuestionType } from './message.js';
import { publishedAssumption } from './public/published-assumption.js';
import { publicDns } from './public/public-dns.js';
import { ruleOf } from './rule.js';
import { askServer } from './server/dns-server.js';

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
  const walk = client.resolver.resolve(name, addressTypes, askerOf(views, contact.by));
  const resolution: Resolution = { flight, client, contact, queries: answeredQueries(contact, walk.asked) };
  const { probability } = contact;
  const answer = walk.found?.answers.find(({ records }) => records.some(isAddress));
  if (walk.found === undefined || answer === undefined) {
    const server = views.of({ kind: 'dns-server' });
    const { outcome, assumptions } = failureOf(server, client, name, walk, contact.place);
    return [{ probability, step: (choice) => failed(resolution, outcome, assumptions, choice) }];
  }
  const addresses = preferredAddresses(addressesIn(walk.found.answers), client.families);
  const result = { action: 'resolved', rule: ruleOf(answer.finding), addresses } as const;
  const assumptions = takenForGranted(client, walk, answer);
  return addresses.map((address) => ({
    probability: probability / addresses.length,
    step: (choice) =>
      next([dnsHop(resolution, result, choice)], towards(flight, address), memory, assumptions),
  }));
}

/** Whom the queries of a client reach, each with its own belief. */
function askerOf(
  views: Views,
  by: 'cluster' | 'public',
): (name: string, types: readonly QuestionType[]) => readonly Answer[] {
  if (by === 'cluster') {
    const cluster = views.of({ kind: 'dns-server' });
    return (name, types) => askServer(cluster, name, types);
  }
  const ask = publicDns(views.of({ kind: 'network' }));
  return (name, types) => types.map((type) => ask({ name, type }));
}

function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA';
}

function addressesIn(answers: readonly Answer[]): readonly string[] {
  const addresses: string[] = [];
  for (const { records } of answers) {
    for (const record of records) if (isAddress(record)) addresses.push(record.data);
  }
  return addresses;
}

function takenForGranted(client: Client, walk: Walk<Answer>, answer: Answer): readonly Assumption[] {
  const unlisted = unlistedAssumption(walk);
  const published = publishedAssumption(answer);
  if (unlisted === undefined && published === undefined) return client.assumptions;
  return [...client.assumptions, unlisted, published].filter((assumption) => assumption !== undefined);
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
