import type { AllTraces, Outcome } from '@kubehop/core';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';

/** Whether a pod of the user answered, not a proxy on the way on its own account. */
export function isAnswered(outcome: Outcome): boolean {
  if (outcome.place.kind !== 'pod') return false;
  switch (outcome.kind) {
    case 'response':
      return outcome.from === 'application';
    case 'connected':
      // An ingress controller that waits for a request has answered nothing yet.
      return outcome.cause.code !== 'proxy-reached';
    case 'delivered':
      return true;
    case 'refused':
    case 'reset':
    case 'closed':
    case 'timeout':
    case 'unroutable':
    case 'left':
    case 'dns-error':
    case 'tls-error':
    case 'unknown':
      return false;
    default:
      return outcome satisfies never;
  }
}

/** How a command that followed one way ends. */
export function statusOf(outcome: Outcome): ExitStatus {
  return isAnswered(outcome) ? exitStatus.answered : exitStatus.notAnswered;
}

/** How a command that followed every way ends: one way that no pod answers is enough. */
export function statusOfAll(all: AllTraces): ExitStatus {
  const isGood = all.branches.every(({ trace }) => isAnswered(trace.outcome));
  return isGood ? exitStatus.answered : exitStatus.notAnswered;
}
