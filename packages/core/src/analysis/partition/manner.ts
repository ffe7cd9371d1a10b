import { isInAny } from '../../address/cidr.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { AllTraces } from '../../pipeline/trace-all.js';
import { rangesIn } from '../../pipeline/state-key.js';
import type { Packet } from '../../request/packet.js';
import { usesHttp, usesTls } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import { fateOf, keyOfFate } from '../fate/fate-of.js';
import type { Arrival } from './reader.js';

/** A request of the same scheme that is for nobody: what comes of it shows the way up to the readers. */
export function neutral(request: Request): Request {
  return {
    ...request,
    ...(usesHttp(request.scheme) ? { hostHeader: 'name-of-nobody.example', target: '/' } : {}),
    ...(usesTls(request.scheme) ? { sni: null, insecure: true } : {}),
  };
}

/**
 * In which manner neutral requests come to readers. Two connections over which they come in the same manner, and by which
 * the same becomes of them, are alike for every request: readers do not see over which one it came.
 *
 * @param arrivals at least one
 */
export function mannerOf(
  cluster: Cluster,
  all: AllTraces,
  arrivals: readonly Arrival[],
  numberOf: (reader: Arrival['reader']) => number,
): string {
  const client = all.branches[0]?.trace.hops.find(({ stage }) => stage !== 'client' && stage !== 'dns');
  const own = client?.packet.source.address;
  const ranges = rangesIn(cluster);
  const arrived = arrivals.map(({ reader, packet }) => [
    numberOf(reader),
    packetText(packet, (address) =>
      address === own ? 'client' : ranges.map((range) => (isInAny([range], address) ? '1' : '0')).join(''),
    ),
  ]);
  return JSON.stringify([arrived, keyOfFate(fateOf(all))]);
}

function packetText(
  { protocol, source, destination, tls, http, proxyProtocol }: Packet,
  kindOf: (address: string) => string,
): unknown {
  return [
    protocol,
    kindOf(source.address),
    destination.port,
    tls !== undefined,
    http !== undefined,
    // The line tells the client, and the port that it asked.
    proxyProtocol === undefined ? '' : /\d+$/.exec(proxyProtocol)?.[0],
  ];
}
