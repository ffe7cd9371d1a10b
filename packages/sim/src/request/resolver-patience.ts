import type { DnsHop, Trace } from '@kubehop/core';

const second = 1_000;

/** How often each name server is asked before a resolver gives up. @see glibc resolv/resolv.h, RES_DFLRETRY; musl src/network/resolvconf.c */
export const resolverRounds = 2;

/**
 * Milliseconds after which a resolver asks again, where none of its servers said anything; undefined where it learned
 * something, or nothing is known of it.
 *
 * glibc waits for one server after the other, 5 s for the first, and for the others a share of longer times; musl asks all
 * at once, and is done after 5 s.
 * @see glibc resolv/res_send.c; musl src/network/res_msend.c
 */
export function resolverPatience({ hops, outcome }: Trace): number | undefined {
  if (outcome.kind !== 'dns-error' || outcome.rcode !== 'TIMEOUT') return undefined;
  const hop = hops.at(-1);
  return hop?.stage === 'dns' ? roundOf(hop.resolver) : undefined;
}

function roundOf({ dialect, nameservers }: DnsHop['resolver']): number | undefined {
  switch (dialect) {
    case 'glibc': {
      const servers = Math.min(Math.max(nameservers.length, 1), 3);
      const waits = [5, Math.floor(10 / servers), Math.floor(20 / servers)].slice(0, servers);
      return waits.reduce((sum, wait) => sum + wait, 0) * second;
    }
    case 'musl':
      return (5 * second) / resolverRounds;
    case 'public':
      return undefined;
    default:
      return dialect satisfies never;
  }
}
