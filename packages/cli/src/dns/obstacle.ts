import type { Cluster, Origin } from '@kubehop/core';
import { traceRequest } from '@kubehop/core';
import type { NameResolution } from '@kubehop/core/components';

/** Why no answer comes back from the first name server; `undefined` where nothing is in the way. */
export function obstacleOf(
  cluster: Cluster,
  from: Origin,
  { resolver: { nameservers }, answeredBy }: NameResolution,
): string | undefined {
  const [nameserver] = nameservers;
  if (nameserver === undefined) return undefined;
  const host = nameserver.includes(':') ? `[${nameserver}]` : nameserver;
  const { outcome } = traceRequest(cluster, { url: `udp://${host}:53`, from });
  switch (outcome.kind) {
    case 'left':
      return undefined;
    case 'delivered':
      return answeredBy === 'cluster'
        ? undefined
        : 'what the pod behind this address answers is not modelled';
    default:
      return outcome.cause.message;
  }
}
