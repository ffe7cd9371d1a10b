import { familyOf } from '../address/ip.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { Pod } from '../object/pod.js';
import type { Packet, Target } from '../request/packet.js';
import { proxyLineFor } from '../request/proxy-line.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { next } from '../step/result.js';
import type { Flight, Step } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { IngressHop } from '../trace/hop.js';
import { hopBase, type AtController } from './at-controller.js';
import { changesBetween } from './changes.js';
import type { ChosenBackend, ErrorPage, IngressDecision, IngressResult } from './decision.js';
import { endHere } from './end-here.js';

/** The result of a request or a connection that goes on to a backend. */
export type Onward = Extract<IngressResult, { kind: 'forward' | 'pass' }>;

/** An endpoint of one of the backends, with its share of the requests. */
interface Candidate {
  readonly backend: ChosenBackend;
  readonly endpoint: Target;
  readonly probability: number;
}

/**
 * The controller opens a connection to one of the endpoints and sends the request, or whatever comes, on.
 *
 * The connection comes from the pod's own address, or from the node's for a pod in the network of the host.
 */
export function openConnection(
  at: AtController,
  memory: Memory,
  decision: IngressDecision,
  result: Onward,
): Step {
  const candidates = result.backends.flatMap((backend) =>
    backend.endpoints.map((endpoint): Candidate => ({
      backend,
      endpoint,
      probability: backend.share / backend.endpoints.length,
    })),
  );
  const [first] = candidates;
  if (first === undefined) throw new TypeError('a request is forwarded to one endpoint at least');
  const send = ({ backend, endpoint }: Candidate, choice?: Choice): Step => {
    const packet = packetTo(at, endpoint, result);
    const { service, port, endpoints } = backend;
    const hop: IngressHop = {
      ...hopBase(at, decision),
      action: 'terminated',
      changes: changesBetween(at.flight.packet, packet),
      backend: { service, port },
      endpoints,
      ...(result.kind === 'forward' ? shownOf(result) : {}),
      ...(choice === undefined ? {} : { choice }),
    };
    const departure = departureOf(at.pod);
    const pages = result.kind === 'forward' ? result.errorPages : undefined;
    const flight = { ...at.flight, at: departure, departure, packet };
    return next(
      [hop],
      withErrorPages(flight, at, memory, decision, pages, hop),
      memory,
      decision.assumptions,
    );
  };
  if (candidates.length === 1) return send(first);
  return {
    kind: 'choose',
    of: result.backends.length > 1 ? 'backend' : 'endpoint',
    by: result.by,
    candidates,
    take: (index, choice) => send(candidates[index] ?? first, choice),
  };
}

/** A flight of whose errors some are replaced: the controller asks another backend then, or answers itself. */
export function withErrorPages(
  flight: Flight,
  at: AtController,
  memory: Memory,
  decision: IngressDecision,
  pages: readonly ErrorPage[] | undefined,
  proxy: IngressHop,
): Flight {
  if (pages === undefined) return flight;
  const insteadOf = (status: number): Step | undefined => {
    const page = pages.find((candidate) => candidate.status === status);
    if (page === undefined) return undefined;
    const { rule, result } = page;
    const instead: IngressDecision = { ...decision, rule, skipped: [], assumptions: [], result };
    return result.kind === 'forward'
      ? openConnection(at, memory, instead, result)
      : endHere(at, instead, result);
  };
  return { ...flight, interception: { proxy, insteadOf, outer: at.flight.interception } };
}

/** What a hop shows of a request that was sent on. */
function shownOf({
  http,
  protocol,
  responseHeaders,
}: Extract<Onward, { kind: 'forward' }>): Pick<IngressHop, 'forwarded' | 'protocol' | 'responseHeaders'> {
  return { forwarded: http, protocol, ...(responseHeaders === undefined ? {} : { responseHeaders }) };
}

function packetTo(at: AtController, destination: Target, result: Onward): Packet {
  const source = { address: sourceFor(at, destination) };
  if (result.kind === 'pass') return passedOn(at.flight.packet, source, destination, result.proxyLine);
  const { http, tls } = result;
  return { protocol: 'TCP', source, destination, ...(tls === undefined ? {} : { tls }), http };
}

/** A packet with the same bytes inside, over another connection. */
function passedOn(
  packet: Packet,
  source: Packet['source'],
  destination: Target,
  line: 'kept' | 'new' | 'none',
): Packet {
  const { protocol, tls, http } = packet;
  const proxyProtocol =
    line === 'none' ? undefined : line === 'new' ? proxyLineFor(packet) : packet.proxyProtocol;
  return {
    protocol,
    source,
    destination,
    ...(tls === undefined ? {} : { tls }),
    ...(http === undefined ? {} : { http }),
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  };
}

/** The address that the controller sends from, of the family of the endpoint. */
export function sourceFor({ cluster, pod }: AtController, endpoint: Target): string {
  const family = familyOf(endpoint.address);
  const own = pod.status.podIPs.find((address) => familyOf(address) === family) ?? pod.status.podIP ?? '';
  if (!pod.spec.hostNetwork || pod.spec.nodeName === undefined) return own;
  const node = cluster.get('Node', pod.spec.nodeName);
  return (node === undefined ? undefined : nodeAddress(node, family)) ?? own;
}

/** Where packets of a controller's pod enter. */
export function departureOf(pod: Pod): Position {
  return { kind: 'arriving', node: pod.spec.nodeName ?? '', from: pod.spec.hostNetwork ? 'host' : 'pod' };
}
