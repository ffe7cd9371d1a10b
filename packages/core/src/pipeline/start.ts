import { familyOf, parseIP } from '../address/ip.js';
import type { Assumption } from '../problem/assumption.js';
import type { Origin } from '../request/origin.js';
import type { HttpView, Packet } from '../request/packet.js';
import { usesHttp, usesTls } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import { policyNotEvaluated } from '../policy/not-evaluated.js';
import { interfacesOf } from '../service/proxy-host.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { ClientHop } from '../trace/hop.js';
import type { Departure } from './departure.js';
import { departureOf } from './departure.js';

/** The first step of every request: the client sends, from where it is, to a name or to an address. */
export function start(views: Views, memory: Memory, request: Request): Step {
  const cluster = views.of({ kind: 'network' });
  const departure = departureOf(cluster, request.from);
  if (!('position' in departure)) return done([], departure);
  const packet = firstPacket(request, departure);
  const hop: ClientHop = {
    stage: 'client',
    place: departure.place,
    origin: request.from,
    action: 'sent',
    packet,
    changes: [],
    rule: { id: 'client-sends' },
    skipped: [],
  };
  const flight: Flight = { request, at: { kind: 'client' }, departure: departure.position, packet };
  const policy =
    departure.pod === undefined ? undefined : policyNotEvaluated(cluster, departure.pod, 'Egress');
  const assumptions: readonly Assumption[] = policy === undefined ? [] : [policy];
  const address = request.address ?? parseIP(request.host)?.text;
  return address === undefined
    ? next([hop], flight, memory, assumptions)
    : next([hop], depart(views, flight, address), memory, assumptions);
}

/**
 * A flight that has an address to go to leaves its client: with a source address of the same family, and at once to the
 * client itself when it talks to its own address.
 */
export function depart(views: Views, flight: Flight, address: string): Flight {
  const { packet, proxy, request } = flight;
  const from: Origin = proxy === undefined ? request.from : { kind: 'pod', ...proxy };
  const departure = departureOf(views.of({ kind: 'network' }), from);
  const source = 'position' in departure ? departure.sourceFor(familyOf(address)) : undefined;
  const isLoopback = address.startsWith('127.') || address === '::1';
  const isOwn = isLoopback || isOfOwnNode(departure, address);
  return {
    ...flight,
    at: ownPod(departure, address, isLoopback) ?? flight.departure,
    packet: {
      ...packet,
      source: { ...packet.source, address: isOwn ? address : (source ?? packet.source.address) },
      destination: { address, port: packet.destination.port },
    },
  };
}

/**
 * Whether a process of a node asks an address of that node: what a host sends to itself comes from the address asked.
 *
 * @see Linux net/ipv4/route.c, ip_route_output_key: the source of a local route
 */
function isOfOwnNode(departure: ReturnType<typeof departureOf>, address: string): boolean {
  return (
    'position' in departure && departure.node !== undefined && interfacesOf(departure.node).includes(address)
  );
}

/** A pod that talks to itself does not leave its network namespace. */
function ownPod(
  departure: ReturnType<typeof departureOf>,
  address: string,
  isLoopback: boolean,
): Position | undefined {
  if (!('position' in departure) || departure.pod === undefined) return undefined;
  const { namespace, name } = departure.pod.metadata;
  return isLoopback || departure.pod.status.podIPs.includes(address)
    ? { kind: 'pod', namespace, name }
    : undefined;
}

function firstPacket(request: Request, departure: Departure): Packet {
  const address = departure.sourceFor('IPv4') ?? departure.sourceFor('IPv6') ?? '';
  return {
    protocol: request.scheme === 'udp' ? 'UDP' : request.scheme === 'sctp' ? 'SCTP' : 'TCP',
    source: { address, ...(request.sourcePort === undefined ? {} : { port: request.sourcePort }) },
    destination: { address: request.host, port: request.port },
    ...(usesTls(request.scheme)
      ? { tls: { sni: request.sni, ...(request.insecure === true ? { insecure: true } : {}) } }
      : {}),
    ...(usesHttp(request.scheme) ? { http: httpOf(request) } : {}),
    ...(request.proxyProtocol === undefined ? {} : { proxyProtocol: request.proxyProtocol }),
  };
}

/** The HTTP request as the client sends it. */
export function httpOf({ version, method, hostHeader, target, headers }: Request): HttpView {
  return { version, method, host: hostHeader, target, headers };
}
