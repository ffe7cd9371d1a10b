import type { Cause, Outcome, Trace } from '@kubehop/core';
import type { Statistics } from './statistics.js';

/** Requests that went the same way and saw the same. @public */
export interface ReportedFate {
  readonly count: number;
  readonly outcome: Outcome['kind'];
  /** The HTTP status, where there is one. */
  readonly status?: number;
  readonly cause: Cause['code'];
  readonly pod?: string;
  /** When the first and the last of them were sent. */
  readonly first: number;
  readonly last: number;
  /** One of them. */
  readonly trace: Trace;
}

/** Requests that failed for one reason, by the component that had sent them where they failed. @public */
export interface ReportedError {
  readonly cause: Cause['code'];
  readonly message: string;
  readonly component?: string;
  /** Whether the component did not know better yet. */
  readonly isBehind: boolean;
  readonly count: number;
}

/** A proxy of layer 7 and what it saw of its requests; a balancer of layer 4 sees none. @public */
export interface ReportedProxy {
  readonly place: string;
  readonly requests: number;
  readonly failures: number;
}

/**
 * What became of a load. Times are milliseconds.
 *
 * @public
 * @example
 * ```ts
 * const { availability, errors } = load.report();
 * for (const { cause, component, isBehind, count } of errors) console.log(count, cause, component, isBehind);
 * ```
 */
export interface LoadReport {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  /** Requests that were sent until then. */
  readonly requests: number;
  /** Those whose client has no answer yet, and still waits. */
  readonly underway: number;
  readonly ok: number;
  /** The share of `ok` in those that are not under way any more; 1 where there are none. */
  readonly availability: number;
  /** How often clients sent again what had failed. */
  readonly repeated: number;
  readonly errors: readonly ReportedError[];
  /** Requests that each pod answered, the busiest first. */
  readonly pods: readonly { readonly pod: string; readonly requests: number }[];
  /** The busiest pod's requests against the mean; 1 is even. Absent where no pod answered. */
  readonly imbalance?: number;
  /** Times of the requests that succeeded, to within two per cent. */
  readonly latency: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly proxies: readonly ReportedProxy[];
  /** Load balancers of layer 4 on the way: what they pass on they do not count, retry or cut off. */
  readonly withoutMetrics: readonly string[];
  readonly step: number;
  readonly timeline: readonly { readonly at: number; readonly sent: number; readonly failed: number }[];
  readonly fates: readonly ReportedFate[];
}

/** The report of what was counted until a moment. */
export function reportOf(name: string, statistics: Statistics, until: number): LoadReport {
  const { startedAt, requests, underway, ok, repeated, times, step, sent, failed } = statistics;
  const over = requests - underway;
  const pods = podsOf(statistics);
  const mean = pods.reduce((sum, each) => sum + each.requests, 0) / Math.max(1, pods.length);
  return {
    name,
    from: startedAt,
    until,
    requests,
    underway,
    ok,
    availability: over === 0 ? 1 : ok / over,
    repeated,
    errors: errorsOf(statistics),
    pods,
    ...(pods[0] === undefined ? {} : { imbalance: pods[0].requests / mean }),
    latency: {
      p50: times.quantile(0.5),
      p95: times.quantile(0.95),
      p99: times.quantile(0.99),
      max: times.largest,
    },
    ...proxiesOf(statistics),
    step,
    timeline: Array.from(
      { length: Math.max(sent.length, Math.ceil((until - startedAt) / step)) },
      (_each, index) => ({
        at: startedAt + index * step,
        sent: sent[index] ?? 0,
        failed: failed[index] ?? 0,
      }),
    ),
    fates: statistics.fates
      .map(({ fate, count, first, last, trace }): ReportedFate => {
        const { outcome } = fate;
        return {
          count,
          outcome: outcome.kind,
          ...(outcome.kind === 'response' ? { status: outcome.status } : {}),
          cause: outcome.cause.code,
          ...(fate.pod === undefined ? {} : { pod: fate.pod }),
          first,
          last,
          trace,
        };
      })
      .sort((one, other) => other.count - one.count),
  };
}

function podsOf({ fates }: Statistics): LoadReport['pods'] {
  const counts = new Map<string, number>();
  for (const { fate, count } of fates) {
    if (fate.isOk && fate.pod !== undefined) counts.set(fate.pod, (counts.get(fate.pod) ?? 0) + count);
  }
  return [...counts]
    .map(([pod, requests]) => ({ pod, requests }))
    .sort((one, other) => other.requests - one.requests || (one.pod < other.pod ? -1 : 1));
}

function errorsOf({ fates }: Statistics): readonly ReportedError[] {
  const errors = new Map<string, ReportedError>();
  for (const { fate, count } of fates) {
    if (fate.isOk) continue;
    const { code, message } = fate.outcome.cause;
    const { name, isBehind = false } = fate.component ?? {};
    const key = JSON.stringify([code, name, isBehind]);
    const known = errors.get(key);
    errors.set(key, {
      cause: code,
      message: known?.message ?? message,
      ...(name === undefined ? {} : { component: name }),
      isBehind,
      count: (known?.count ?? 0) + count,
    });
  }
  return [...errors.values()].sort((one, other) => other.count - one.count);
}

function proxiesOf({ fates }: Statistics): Pick<LoadReport, 'proxies' | 'withoutMetrics'> {
  const proxies = new Map<string, { requests: number; failures: number }>();
  const withoutMetrics = new Set<string>();
  for (const { fate, count, trace } of fates) {
    for (const hop of trace.hops) {
      if (hop.stage !== 'ingress' && hop.stage !== 'load-balancer') continue;
      const name = hop.place.kind === 'pod' ? `${hop.place.namespace}/${hop.place.name}` : nameOf(hop.place);
      if (hop.forwarded === undefined) {
        if (hop.stage === 'load-balancer') withoutMetrics.add(name);
        continue;
      }
      const known = proxies.get(name) ?? { requests: 0, failures: 0 };
      known.requests += count;
      if (!fate.isOk) known.failures += count;
      proxies.set(name, known);
    }
  }
  return {
    proxies: [...proxies].map(([place, counts]) => ({ place, ...counts })).sort(byPlace),
    withoutMetrics: [...withoutMetrics].sort(),
  };
}

function byPlace(one: ReportedProxy, other: ReportedProxy): number {
  return one.place < other.place ? -1 : 1;
}

function nameOf(place: Trace['outcome']['place']): string {
  return 'name' in place ? place.name : place.kind;
}
