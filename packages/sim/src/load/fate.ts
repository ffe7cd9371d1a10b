import type { Hop, Outcome, Trace } from '@kubehop/core';
import type { Views } from '@kubehop/core/engine';

/** What became of requests that went the same way and saw the same. */
export interface Fate {
  /** Tells it from others. */
  readonly key: string;
  readonly trace: Trace;
  /** Whether the client got what it wanted. */
  readonly isOk: boolean;
  /** The pod that answered, by namespace and name. */
  readonly pod?: string;
  /** The component that sent the request to where it failed, and whether it did not know better yet. */
  readonly component?: { readonly name: string; readonly isBehind: boolean };
}

/**
 * The fate that a trace tells of.
 *
 * @param views what the components believed at that moment
 */
export function fateOf(trace: Trace, views: Views): Fate {
  const { outcome, hops } = trace;
  const ok = isOk(outcome);
  const last = hops.at(-1);
  const pod = last?.stage === 'pod' ? `${last.pod.namespace ?? ''}/${last.pod.name}` : undefined;
  // What broke on the way back was sent to the right place: the process that took it has ended.
  const isMissent = !ok && outcome.cause.code !== 'connection-lost';
  const component = isMissent ? componentOf(hops, views) : undefined;
  const status = outcome.kind === 'response' ? ` ${outcome.status}` : '';
  return {
    key: `${outcome.kind}${status} ${outcome.cause.code} ${pod ?? ''} ${component?.name ?? ''} ${component?.isBehind === true ? 'behind' : ''}`,
    trace,
    isOk: ok,
    ...(pod === undefined ? {} : { pod }),
    ...(component === undefined ? {} : { component }),
  };
}

/** Whether a client got an answer that is no error of the server. */
export function isOk(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'response':
      return outcome.status < 500;
    case 'connected':
    case 'delivered':
    case 'left':
      return true;
    case 'refused':
    case 'reset':
    case 'closed':
    case 'timeout':
    case 'unroutable':
    case 'dns-error':
    case 'tls-error':
    case 'unknown':
      return false;
    default:
      return outcome satisfies never;
  }
}

/** The last component that chose where the request goes; it is behind where it would choose among others by now. */
function componentOf(hops: readonly Hop[], views: Views): Fate['component'] {
  const hop = hops.findLast(
    ({ stage }) => stage === 'service' || stage === 'ingress' || stage === 'load-balancer',
  );
  const truth = views.of({ kind: 'network' });
  switch (hop?.stage) {
    case 'service': {
      const isBehind = isNotListed(truth, hop.endpoint?.address);
      return { name: `kube-proxy on ${hop.node}`, isBehind };
    }
    case 'ingress': {
      const sentTo = hops[hops.indexOf(hop) + 1]?.packet.destination.address;
      const name =
        hop.place.kind === 'pod' ? `${hop.place.namespace}/${hop.place.name}` : 'ingress controller';
      return { name, isBehind: isNotListed(truth, sentTo) };
    }
    case 'load-balancer': {
      const target = hop.targets.find(({ name }) => name === hop.target);
      const node = truth.get('Node', target?.node ?? '');
      const isUp = node?.status.conditions.every(({ type, status }) => type !== 'Ready' || status === 'True');
      return { name: `load balancer ${hop.loadBalancer}`, isBehind: target !== undefined && isUp !== true };
    }
    default:
      return undefined;
  }
}

/** Whether no ready endpoint has the address any more. */
function isNotListed(truth: ReturnType<Views['of']>, address: string | undefined): boolean {
  if (address === undefined) return false;
  const pod = truth.podByAddress(address);
  if (pod === undefined) return true;
  return !truth
    .list('EndpointSlice', pod.metadata.namespace)
    .some(({ endpoints }) =>
      endpoints.some(
        ({ addresses, conditions }) => addresses.includes(address) && conditions.ready !== false,
      ),
    );
}
