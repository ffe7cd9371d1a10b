import type { DnsHop, Request } from '@kubehop/core';
import { openTrace } from '@kubehop/core/engine';
import { drawnIndex } from './drawn-index.js';
import type { ExchangeWorld } from './exchange-world.js';

/** What a client finds out about a name at a moment. @public */
export interface Lookup {
  readonly at: number;
  /** The addresses, in no order that counts; none where there are none. */
  readonly addresses: readonly string[];
  /** What the server said in the end, or that there was none. */
  readonly rcode: 'NOERROR' | DnsHop['queries'][number]['rcode'];
  /** Who was asked what; absent where an address was looked up, which needs nobody. */
  readonly hop?: DnsHop;
}

/** Resolves the name of a request as its client does, and sends nothing to what comes of it. */
export function lookUp(world: ExchangeWorld, request: Request): Lookup {
  const at = world.clock.now;
  const open = openTrace(request, ({ candidates }) => drawnIndex(candidates, world.random));
  for (;;) {
    const { hops, trace } = open.advance(world.views(), world.memory());
    const hop = hops.find(({ stage }) => stage === 'dns');
    if (hop?.stage === 'dns') {
      const rcode = hop.action === 'resolved' ? 'NOERROR' : (hop.queries.at(-1)?.rcode ?? 'NXDOMAIN');
      return { at, addresses: hop.addresses, rcode, hop };
    }
    // An address needs no resolving.
    const isSent = hops.some(({ stage }) => stage !== 'client');
    if (isSent || trace !== undefined) return { at, addresses: [request.host], rcode: 'NOERROR' };
  }
}
