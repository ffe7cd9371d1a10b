import { usesHttp } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import type { Position } from '../step/position.js';
import type { Flight } from '../step/step.js';
import type { Hop } from '../trace/hop.js';
import { httpOf } from './start.js';

/** What goes on at a proxy: another request on the client's connection, or another try for the same one. @public */
export type Resumption = 'next-request' | 'next-try';

/**
 * The flight of a request at the end of the connection that it goes over: at a proxy that ended it, or at the pod.
 * Undefined at every other hop.
 *
 * @public
 */
export function flightAt(request: Request, hop: Hop, as: Resumption): Flight | undefined {
  const at = positionOf(hop);
  if (at === undefined) return undefined;
  const isNew = as === 'next-request' && usesHttp(request.scheme);
  const packet = isNew ? { ...hop.packet, http: httpOf(request) } : hop.packet;
  return { request, at, departure: at, packet };
}

function positionOf(hop: Hop): Position | undefined {
  if (hop.stage === 'pod') {
    const { namespace = '', name } = hop.pod;
    return { kind: 'pod', namespace, name };
  }
  if (hop.action !== 'terminated') return undefined;
  if (hop.stage === 'load-balancer') return { kind: 'load-balancer', id: hop.loadBalancer };
  if (hop.stage !== 'ingress' || hop.place.kind !== 'pod') return undefined;
  const { namespace, name } = hop.place;
  return { kind: 'pod', namespace, name };
}
