import { bracketedHost } from '../address/host-port.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Packet, Socket, Target } from '../request/packet.js';
import { ephemeralPort } from '../request/packet.js';
import type { Request } from '../request/request.js';
import type { Change } from '../trace/change.js';
import type { Choice } from '../trace/choice.js';
import type { Place } from '../trace/place.js';

/** An object as kubectl's users name it: `Service shop/cart`. */
export function objectText({ kind, namespace, name }: ObjectReference): string {
  return namespace === undefined || namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** An object with the field that decided: `Service shop/cart spec.ports[0]`. */
export function fieldText(object: ObjectReference | undefined, path: string | undefined): string {
  if (object === undefined) return path ?? '';
  return path === undefined ? objectText(object) : `${objectText(object)} ${path}`;
}

/** One end of a connection; an IPv6 address stands in brackets before its port. */
export function socketText({ address, port }: Socket | Target): string {
  if (port === undefined || port === ephemeralPort) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The ends of a connection. */
export function endsText({ source, destination, protocol }: Packet): string {
  return `${socketText(source)} → ${socketText(destination)} ${protocol}`;
}

/** What is carried inside the connection; empty when that is nothing. */
export function contentText({ tls, http }: Packet): string {
  const parts: string[] = [];
  if (tls !== undefined) parts.push(tls.sni === null ? 'TLS without server name' : `TLS for ${tls.sni}`);
  if (http !== undefined) parts.push(`${http.method} ${http.host ?? ''}${http.target}`);
  return parts.join(', ');
}

/** A place in words. */
export function placeText(place: Place): string {
  switch (place.kind) {
    case 'internet':
      return 'the internet';
    case 'network':
      return 'the network of the nodes';
    case 'dns-server':
      return place.name === 'public' ? 'public DNS' : `DNS server ${place.name}`;
    case 'load-balancer':
      return `load balancer of ${place.name}`;
    case 'node':
      return `node ${place.name}`;
    case 'pod':
      return `pod ${place.namespace}/${place.name} on ${place.node}`;
    case 'external':
      return place.name;
    default:
      return place satisfies never;
  }
}

/** What a hop changed. */
export function changeText({ kind, field, from, to }: Change): string {
  return `${field} ${from === '' ? '(none)' : from} → ${to === '' ? '(none)' : to} (${kind})`;
}

/** A choice with its share: `endpoint 2 of 3, at random: 33.33 %`. */
export function choiceText({ of, by, among, index, probability }: Choice): string {
  const how = by === 'random' ? 'at random' : by === 'round-robin' ? 'in turn' : `by ${by}`;
  return `${of} ${index + 1} of ${among}, ${how}: ${percentText(probability)}`;
}

/** A share as a percentage, exact to two places; what is rarer is not called 0. */
export function percentText(probability: number): string {
  const percent = Number((probability * 100).toFixed(2));
  return percent === 0 && probability > 0 ? '< 0.01 %' : `${percent} %`;
}

/** What the client asked for, as a URL. */
export function requestText(request: Request): string {
  const { scheme, method, port } = request;
  const host = bracketedHost(request.host);
  const defaultPort = (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  const authority = defaultPort ? host : `${host}:${port}`;
  switch (scheme) {
    case 'http':
    case 'https':
    case 'grpc':
    case 'grpcs':
      return `${method} ${scheme}://${authority}${request.target}`;
    case 'tcp':
    case 'tls':
    case 'udp':
    case 'sctp':
      return `${scheme}://${host}:${port}`;
    default:
      return scheme satisfies never;
  }
}
