import type { Assumption } from '../problem/assumption.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Component, Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { DnsRecord } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import type { DnsCarrier } from './carrier.js';
import { preferredAddresses } from './client/address-choice.js';
import { clientOf, type Client } from './client/client.js';
import type { Walk } from './client/resolver.js';
import { contactsOf, type Contact } from './contact.js';
import { failureOf, unlistedAssumption } from './failure/failure.js';
import { addressTypes, answeredQueries, dnsHop, lostQueries, type Resolution } from './hop.js';
import type { Answer, QuestionType } from './message.js';
import { isCarried, lowerName } from './name.js';
import { publishedAssumption } from './public/published-assumption.js';
import { publicDns } from './public/public-dns.js';
import { ruleOf } from './rule.js';
import { askServer } from './server/dns-server.js';

/** One thing that a resolution may come to, with its share. */
interface End {
  readonly probability: number;
  readonly step: (choice?: Choice) => Step;
}

/**
 * The resolver of the client and the servers that it asks: turns the name that a packet is for into an address.
 *
 * The hosts file comes first. Otherwise each name server is asked once for every name of the search list until one has
 * an address; several addresses are equally likely to be taken.
 *
 * @param carry how queries travel to a name server
 * @see glibc man nsswitch.conf(5)
 * @see coredns/coredns plugin/loadbalance
 */
export function dnsComponent(carry: DnsCarrier): Component {
  return (views, memory, flight) => {
    const client = clientOf(views.of({ kind: 'resolver' }), flight);
    const name = flight.packet.destination.address;
    const known = client.hosts.get(lowerName(name));
    if (known !== undefined) return knownByClient(memory, { flight, client, queries: [] }, known);
    if (!isCarried(name)) return invalid({ flight, client, queries: [] }, name);
    const contacts = contactsOf(views, memory, flight, client, carry);
    const ends = contacts.flatMap((contact) =>
      contact.kind === 'lost'
        ? [lost(flight, client, contact)]
        : answered(views, memory, flight, client, contact),
    );
    return stepOf(ends, contacts);
  };
}

/** The first address that the hosts file has is taken. */
function knownByClient(memory: Memory, resolution: Resolution, known: readonly string[]): Step {
  const { flight, client } = resolution;
  const [address = ''] = preferredAddresses(known, client.families);
  const hop = dnsHop(resolution, { action: 'resolved', rule: inHostsFile, addresses: [address] });
  return next([hop], towards(flight, address), memory, client.assumptions);
}

const inHostsFile = { id: 'name-in-hosts-file' } as const;

/** The flight leaves its client for an address. */
function towards(flight: Flight, address: string): Flight {
  const { departure, packet } = flight;
  return {
    ...flight,
    at: departure,
    packet: { ...packet, destination: { address, port: packet.destination.port } },
  };
}

function invalid(resolution: Resolution, name: string): Step {
  return failed(resolution, {
    kind: 'dns-error',
    rcode: 'NXDOMAIN',
    place: resolution.client.place,
    cause: {
      code: 'name-invalid',
      message: `${name} is no name that DNS can carry: labels have 1 to 63 octets, a name has at most 253.`,
      fix: 'Correct the name.',
    },
  });
}

const failing = { action: 'failed', rule: { id: 'name-without-address' }, addresses: [] } as const;

function failed(
  resolution: Resolution,
  outcome: Outcome,
  assumptions: readonly Assumption[] = [],
  choice?: Choice,
): Step {
  return done([dnsHop(resolution, failing, choice)], outcome, [
    ...resolution.client.assumptions,
    ...assumptions,
  ]);
}

/** A server answers: the ends are the addresses found, or the failure to find one. */
function answered(
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

function takenForGranted(client: Client, walk: Walk<Answer>, answer: Answer): readonly Assumption[] {
  const unlisted = unlistedAssumption(walk);
  const published = publishedAssumption(answer);
  if (unlisted === undefined && published === undefined) return client.assumptions;
  return [...client.assumptions, unlisted, published].filter((assumption) => assumption !== undefined);
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

/** No answer comes from the only server that was reached: the cause is that of the loss. */
function lost(flight: Flight, client: Client, contact: Extract<Contact, { kind: 'lost' }>): End {
  const { probability, outcome } = contact;
  const rcode = outcome.kind === 'refused' ? 'REFUSED' : 'TIMEOUT';
  const [candidate] = client.resolver.candidates(flight.packet.destination.address);
  const queries = lostQueries(contact, candidate, rcode);
  const ending: Outcome =
    outcome.kind === 'unknown'
      ? outcome
      : {
          kind: 'dns-error',
          rcode,
          place: contact.place,
          cause: causeOfLoss(contact.nameserver, outcome.cause),
        };
  return { probability, step: (choice) => failed({ flight, client, contact, queries }, ending, [], choice) };
}

function causeOfLoss(nameserver: string, cause: Cause): Cause {
  return { ...cause, message: `Name server ${nameserver} gives no answer. ${cause.message}` };
}

/** The only end, or the choice among them. */
function stepOf(ends: readonly End[], contacts: readonly Contact[]): Step {
  const [only] = ends;
  if (only === undefined) throw new TypeError('the carrier gave no arrival');
  if (ends.length === 1) return only.step();
  const [contact] = contacts;
  const isByCluster = contact?.kind === 'answered' && contact.by === 'cluster';
  return {
    kind: 'choose',
    of: contacts.length === 1 ? 'address' : 'dns-server',
    by: contacts.length > 1 || isByCluster ? 'random' : 'round-robin',
    candidates: ends,
    take: (index, choice) => (ends[index] ?? only).step(choice),
  };
}
