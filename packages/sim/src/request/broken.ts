import { traceApiVersion, type Hop, type Outcome, type Place, type Request, type Trace } from '@kubehop/core';
import type { UpstreamFailure } from './upstream-policy.js';

/** What a client sees whose connection broke because the process at its end has ended. */
export function connectionLost(place: Place): Outcome {
  return {
    kind: 'reset',
    place,
    cause: {
      code: 'connection-lost',
      message: 'The process at the end of the connection ended; the connection broke.',
      fix: 'Let the process finish what is under way when it gets SIGTERM, and end connections that are idle in order.',
    },
  };
}

/** A trace of which the client saw something else in the end. */
export function withOutcome(trace: Trace, outcome: Outcome): Trace {
  return { ...trace, outcome, reply: [] };
}

/** What a proxy answers whose upstream had the request and gave no answer. */
export function proxyAnswers(trace: Trace, { place }: Hop, how: UpstreamFailure['how']): Outcome {
  const isRefused = how === 'refused';
  return {
    kind: 'response',
    status: isRefused ? 502 : 504,
    headers: [],
    from: 'proxy',
    place,
    cause: {
      code: isRefused ? 'upstream-refused' : 'upstream-timeout',
      message: isRefused
        ? 'The process behind the proxy ended before it had answered.'
        : 'No answer came back from behind the proxy.',
      ...(trace.outcome.cause.object === undefined ? {} : { object: trace.outcome.cause.object }),
    },
  };
}

/** A trace that ended at these hops, without a way back. */
export function endedTrace(request: Request, hops: readonly Hop[], outcome: Outcome): Trace {
  return {
    apiVersion: traceApiVersion,
    kind: 'Trace',
    request,
    hops,
    reply: [],
    outcome,
    probability: 1,
    assumptions: [],
  };
}

/** The trace of a request whose client waited no longer. */
export function givenUp(request: Request, hops: readonly Hop[]): Trace {
  return endedTrace(request, hops, {
    kind: 'timeout',
    place: hops.at(-1)?.place ?? { kind: 'network' },
    cause: { code: 'client-gave-up', message: 'No answer was there when the client waited no longer.' },
  });
}
