import type { Cluster, Outcome, Trace } from '@kubehop/core';
import { senderOf, type Sender } from './sender.js';

/** What became of requests that went the same way and saw the same. */
export interface Fate {
  /** Tells it from others. */
  readonly key: string;
  readonly outcome: Outcome;
  /** Whether the client got what it wanted. */
  readonly isOk: boolean;
  /** The pod that the request came to, by namespace and name. */
  readonly pod?: string;
  /** The component that sent the request to where it failed, and whether it did not know better yet. */
  readonly component?: Sender;
}

/**
 * The fate that a trace tells of.
 *
 * @param truth the cluster as the API server had it when the way of the request was decided
 */
export function fateOf({ outcome, hops }: Trace, truth: Cluster): Fate {
  const ok = isOk(outcome);
  const last = hops.at(-1);
  const pod = last?.stage === 'pod' ? `${last.pod.namespace ?? ''}/${last.pod.name}` : undefined;
  const component = ok ? undefined : blamed(outcome, hops, truth);
  const status = outcome.kind === 'response' ? outcome.status : undefined;
  return {
    key: JSON.stringify([
      outcome.kind,
      status,
      outcome.cause.code,
      pod,
      component?.name,
      component?.isBehind,
      proxiesOn(hops),
    ]),
    outcome,
    isOk: ok,
    ...(pod === undefined ? {} : { pod }),
    ...(component === undefined ? {} : { component }),
  };
}

/** What broke on its way back, or found a process that was too slow, was sent to the right place. */
function blamed(outcome: Outcome, hops: Trace['hops'], truth: Cluster): Sender | undefined {
  if (outcome.cause.code === 'connection-lost') return undefined;
  const sender = senderOf(hops, truth);
  const last = hops.at(-1);
  const wasTaken = last?.stage === 'pod' && last.action === 'delivered';
  return wasTaken && sender?.isBehind !== true ? undefined : sender;
}

/** The balancers and ingress controllers that a request passed: each counts what it passes on. */
function proxiesOn(hops: Trace['hops']): readonly unknown[] {
  return hops.flatMap(({ stage, place }) =>
    stage === 'ingress' || stage === 'load-balancer' ? [place] : [],
  );
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
