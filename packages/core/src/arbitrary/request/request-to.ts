import { bracketedHost } from '../../address/host-port.js';
import * as fc from 'fast-check';
import type { Protocol } from '../../address/protocol.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { RequestInput } from '../../request/read-request.js';
import { usesHttp, usesTls } from '../../request/read-request.js';
import type { Scheme } from '../../request/request.js';
import { destinationOf } from './destination-of.js';
import { picked } from '../element-of.js';
import { originOf, podOriginOf } from './origin.js';
import { respelling } from './path-spelling.js';
import { tracedRequest } from './traced-request.js';

/**
 * Requests that a cluster gives rise to: to its hosts, Services, load balancers, node ports and pods, by every name and
 * address that they have, and by names, ports and paths that are nearly theirs; from outside, from nodes and from pods.
 * In a counterexample each is shown with the first way that it takes through this cluster.
 *
 * @public
 * @example
 * fc.assert(
 *   fc.property(requestTo(cluster), (request) => traceRequest(cluster, request).outcome.kind !== 'timeout'),
 * );
 */
export function requestTo(cluster: Cluster): fc.Arbitrary<RequestInput> {
  return fc
    .tuple(
      originOf(cluster),
      podOriginOf(cluster),
      often,
      destinationOf(cluster),
      fc.nat({ max: 14 }),
      fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1),
      fc.nat(),
      respelling,
      often,
      often,
    )
    .map(
      ([
        anybody,
        somePod,
        staysInside,
        destination,
        manner,
        step,
        path,
        respell,
        leavesHost,
        insecure,
      ]): RequestInput => {
        const { host, address, protocol, isInside, paths } = destination;
        const scheme = picked(schemesFor[protocol], manner);
        const base = destination.port ?? defaultPort(scheme);
        const port = step === 0 ? base : aside(base, step);
        const name = bracketedHost(host);
        return tracedRequest(cluster, {
          from: isInside && staysInside ? somePod : anybody,
          url: `${scheme}://${name}:${port}${respell(picked(paths, path))}`,
          ...(address !== undefined && { address }),
          ...(insecure && usesTls(scheme) && { insecure }),
          ...(!leavesHost && usesHttp(scheme) && { headers: { host: `${name}:${port}` } }),
        });
      },
    );
}

const often = fc.constantFrom(true, true, true, false);

const web = ['http', 'https', 'http'] as const;

/** What clients mostly speak to such a port, and what they speak to it by mistake. */
const schemesFor: Readonly<Record<Protocol, readonly Scheme[]>> = {
  TCP: [...web, ...web, ...web, 'tcp', 'grpc', 'grpcs', 'tls', 'udp', 'sctp'],
  UDP: ['udp', 'udp', 'udp', 'tcp'],
  SCTP: ['sctp', 'sctp', 'sctp', 'tcp'],
};

function defaultPort(scheme: Scheme): number {
  return usesTls(scheme) ? 443 : 80;
}

/** The port beside another one, on the other side where there is none on this one. */
function aside(port: number, step: number): number {
  const next = port + step;
  return next >= 1 && next <= 65_535 ? next : port - step;
}
