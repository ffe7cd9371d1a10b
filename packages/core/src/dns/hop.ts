import type { Flight } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { DnsHop, DnsQuery, DnsQueryArrival } from '../trace/hop.js';
import type { Skip } from '../trace/rule.js';
import type { Client } from './client/client.js';
import { ndotsOf } from './client/resolv-conf.js';
import type { Asked } from './client/resolver.js';
import { publicPlace, queryOf, type Contact } from './contact.js';
import { isClusterFinding } from './finding.js';
import type { AddressType, Answer } from './message.js';

/** The types that a client asks for when it wants an address of any family. */
export const addressTypes: readonly AddressType[] = ['A', 'AAAA'];

/** A name on its way to an address: who resolves it, whom it asks and what was said. */
export interface Resolution {
  readonly flight: Flight;
  readonly client: Client;
  /** Absent where the client knows the name by itself, or cannot ask for it. */
  readonly contact?: Contact;
  readonly queries: readonly DnsQuery[];
}

const noArrivals: readonly DnsQueryArrival[] = [];

/** The hop of a resolution with its result. */
export function dnsHop(
  { flight, client, contact, queries }: Resolution,
  { action, rule, addresses, ttl }: Pick<DnsHop, 'action' | 'rule' | 'addresses' | 'ttl'>,
  choice?: Choice,
): DnsHop {
  const { packet } = flight;
  const name = packet.destination.address;
  const { dialect, resolvConf } = client;
  return {
    stage: 'dns',
    place: contact?.place ?? client.place,
    action,
    packet:
      contact === undefined || contact.nameserver === ''
        ? packet
        : queryOf(flight, contact.nameserver).packet,
    changes: [],
    rule,
    skipped: skippedBy(client, name, queries),
    ...(choice === undefined ? {} : { choice }),
    name,
    resolver: {
      dialect,
      nameservers: resolvConf.nameservers,
      search: resolvConf.searches,
      ndots: ndotsOf(resolvConf),
    },
    queries,
    arrivals: contact?.arrivals ?? noArrivals,
    addresses,
    ...(ttl === undefined ? {} : { ttl }),
  };
}

/** The questions of a walk in order, one for each name and type. */
export function answeredQueries(contact: Contact, asked: readonly Asked<Answer>[]): readonly DnsQuery[] {
  const queries: DnsQuery[] = [];
  for (const { name, answers } of asked) {
    for (const [index, { rcode, records, finding }] of answers.entries()) {
      queries.push({
        name,
        type: addressTypes[index] ?? 'A',
        rcode,
        answers: records,
        server: contact.nameserver,
        answeredBy: isClusterFinding(finding) ? contact.place : publicPlace,
      });
    }
  }
  return queries;
}

/** The questions for the first name, where nothing comes back: the resolver gives up after it. */
export function lostQueries(
  { nameserver, place }: Contact,
  name: string | undefined,
  rcode: 'TIMEOUT' | 'REFUSED',
): readonly DnsQuery[] {
  if (name === undefined) return [];
  return addressTypes.map((type) => ({
    name,
    type,
    rcode,
    answers: [],
    server: nameserver,
    answeredBy: place,
  }));
}

/** Why the search list was not gone through. */
function skippedBy(
  { resolvConf: { searches } }: Client,
  name: string,
  queries: readonly DnsQuery[],
): readonly Skip[] {
  const isAskedAsIs = queries[0]?.name.length === name.length + 1;
  if (searches.length === 0) return [];
  if (name.endsWith('.')) return [{ code: 'no-search-final-dot' }];
  return isAskedAsIs && queries.length === addressTypes.length ? [{ code: 'no-search-enough-dots' }] : [];
}
