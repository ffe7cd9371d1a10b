import { parseIP } from '../address/ip.js';
import type { Packet } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { next } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { IngressHop } from '../trace/hop.js';
import { hopBase, type AtController } from './at-controller.js';
import { changesBetween } from './changes.js';
import type { IngressDecision, IngressResult } from './decision.js';
import { departureOf, sourceFor, withErrorPages } from './open-connection.js';

/**
 * The controller sends a request, or whatever comes, to what a Service of type ExternalName stands for: a name that it
 * resolves as its own pod does, or an address.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/util/dns.lua
 */
export function sendToName(
  at: AtController,
  memory: Memory,
  decision: IngressDecision,
  result: Extract<IngressResult, { kind: 'left' }>,
): Step {
  const { flight, pod } = at;
  const { destination, backend, http, errorPages } = result;
  const address = parseIP(destination.address)?.text;
  const target = { address: address ?? destination.address, port: destination.port };
  const packet = packetTo(at, target, result);
  const hop: IngressHop = {
    ...hopBase(at, decision),
    action: 'terminated',
    changes: changesBetween(flight.packet, packet),
    backend,
    endpoints: [],
    ...(http === undefined ? {} : { forwarded: http }),
  };
  const departure = departureOf(pod);
  const { namespace, name } = pod.metadata;
  const position = address === undefined ? ({ kind: 'client' } as const) : departure;
  const onward = { ...flight, at: position, departure, proxy: { namespace, name }, packet };
  return next(
    [hop],
    withErrorPages(onward, at, memory, decision, errorPages, hop),
    memory,
    decision.assumptions,
  );
}

function packetTo(
  at: AtController,
  destination: Packet['destination'],
  { http, tls }: Extract<IngressResult, { kind: 'left' }>,
): Packet {
  const { packet } = at.flight;
  const source = { address: sourceFor(at, destination) };
  const sent = http === undefined ? packet : { http, ...(tls === undefined ? {} : { tls }) };
  return {
    protocol: packet.protocol,
    source,
    destination,
    ...(sent.tls === undefined ? {} : { tls: sent.tls }),
    ...(sent.http === undefined ? {} : { http: sent.http }),
  };
}
