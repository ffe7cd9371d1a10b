import type { Memory } from '../step/memory.js';
import { next } from '../step/result.js';
import type { Component, Step } from '../step/step.js';
import type { DnsCarrier } from './carrier.js';
import { preferredAddresses } from './client/address-choice.js';
import { clientOf } from './client/client.js';
import { contactsOf, type Contact } from './contact.js';
import { answered, failed, lost, towards, type End } from './end.js';
import { dnsHop, type Resolution } from './hop.js';
import { isCarried, lowerName } from './name.js';

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
  const records = known.map((data) => ({ data }));
  const [{ data: address } = { data: '' }] = preferredAddresses(records, client.families);
  const hop = dnsHop(resolution, { action: 'resolved', rule: inHostsFile, addresses: [address] });
  return next([hop], towards(flight, address), memory, client.assumptions);
}

const inHostsFile = { id: 'name-in-hosts-file' } as const;

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
