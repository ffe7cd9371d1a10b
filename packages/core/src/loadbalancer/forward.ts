import type { BalancerTraits, Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { Assumption } from '../problem/assumption.js';
import type { HttpView, Packet } from '../request/packet.js';
import { proxyLineFor } from '../request/proxy-line.js';
import { contentChanges } from '../step/content-changes.js';
import type { Change } from '../trace/change.js';
import type { LoadBalancerTarget } from '../trace/hop.js';
import { hasProxyLine } from './proxy-line.js';

/** The packet as the target gets it, and what was changed in it. */
export interface Forwarded {
  readonly packet: Packet;
  readonly changes: readonly Change[];
  readonly assumptions: readonly Assumption[];
}

/**
 * Sends a packet on to a target: its destination is what the provider delivers, its source the client's where that is
 * preserved. A listener that ends TLS sends plain bytes on; one that speaks HTTP adds headers.
 */
export function forward(
  before: Packet,
  balancer: LoadBalancer,
  listener: Listener,
  target: LoadBalancerTarget,
): Forwarded {
  const destination = {
    address: balancer.delivers === 'vip' ? before.destination.address : target.address,
    port: target.port,
  };
  const source = listener.preservesClient ? before.source : { address: balancer.proxyAddress ?? '' };
  const { tls, http, ...connection } = before;
  const endsTLS = listener.terminates === 'TLS' || listener.terminates === 'HTTPS';
  const speaksHttp = listener.terminates === 'HTTP' || listener.terminates === 'HTTPS';
  const sent =
    http === undefined || !speaksHttp ? http : withHeaders(http, before, listener, balancer.traits);
  const packet: Packet = {
    ...connection,
    source,
    destination,
    ...(tls === undefined || endsTLS ? {} : { tls }),
    ...(tls === undefined || listener.speaks === undefined ? {} : { tls: { sni: null, insecure: true } }),
    ...(sent === undefined ? {} : { http: sent }),
    ...(hasProxyLine(balancer, listener) ? { proxyProtocol: proxyLineFor(before) } : {}),
  };
  return {
    packet,
    changes: changesOf(before, packet),
    assumptions: endsTLS && tls !== undefined ? [certificateOutside(balancer)] : [],
  };
}

/** @see awsdocs/elb-classic-load-balancers-user-guide x-forwarded-headers.md */
function withHeaders(
  http: HttpView,
  { source, destination }: Packet,
  { terminates }: Listener,
  { forwardedFor = 'append', headers = [] }: BalancerTraits,
): HttpView {
  const known = http.headers.find(({ name }) => name.toLowerCase() === 'x-forwarded-for')?.value;
  const appended = known === undefined ? source.address : `${known}, ${source.address}`;
  const clients = {
    append: appended,
    'append-with-own': `${appended}, ${destination.address}`,
    preserve: known,
    remove: undefined,
  }[forwardedFor];
  const port = headers.includes('X-Forwarded-Port')
    ? [{ name: 'X-Forwarded-Port', value: String(destination.port) }]
    : [];
  const added = [
    ...(clients === undefined ? [] : [{ name: 'X-Forwarded-For', value: clients }]),
    { name: 'X-Forwarded-Proto', value: terminates === 'HTTPS' ? 'https' : 'http' },
    ...port,
  ];
  const names = new Set(['x-forwarded-for', ...added.map(({ name }) => name.toLowerCase())]);
  const others = http.headers.filter(({ name }) => !names.has(name.toLowerCase()));
  return { ...http, headers: [...others, ...added] };
}

/** What the balancer shows is not in the cluster. */
export function certificateOutside({ owner }: LoadBalancer): Assumption {
  return {
    code: 'load-balancer-certificate',
    object: owner,
    message:
      'The load balancer ends TLS with a certificate from outside of the cluster; it is taken to name the host.',
    state: `Look at the certificate that the annotation of the ${owner.kind} names.`,
  };
}

function changesOf(before: Packet, after: Packet): readonly Change[] {
  const changes: Change[] = [];
  const from = before.destination;
  const to = after.destination;
  if (from.address !== to.address || from.port !== to.port) {
    changes.push({
      kind: 'dnat',
      field: 'destination',
      from: `${from.address}:${from.port}`,
      to: `${to.address}:${to.port}`,
    });
  }
  if (before.source.address !== after.source.address) {
    changes.push({
      kind: 'connection',
      field: 'source',
      from: before.source.address,
      to: after.source.address,
    });
  }
  return [...changes, ...contentChanges(before, after)];
}
