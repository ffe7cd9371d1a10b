import type { LoadReport } from '@kubehop/sim';

/** A report of a load without requests, but for what is given. */
export function report(given: Partial<LoadReport> = {}): LoadReport {
  return {
    name: 'GET http://shop.example.com:80/',
    from: 0,
    until: 10_000,
    requests: 0,
    underway: 0,
    ok: 0,
    availability: 1,
    repeated: 0,
    errors: [],
    pods: [],
    latency: { p50: 0, p95: 0, p99: 0, max: 0 },
    proxies: [],
    withoutMetrics: [],
    step: 1_000,
    timeline: [],
    fates: [],
    ...given,
  };
}

/** A report in which everything occurs. */
export const fullReport: LoadReport = report({
  requests: 10_000,
  underway: 4,
  ok: 9_989,
  availability: 9_989 / 9_996,
  repeated: 3,
  errors: [
    {
      cause: 'process-not-listening',
      message: 'Nothing listens.',
      component: 'kube-proxy on node-a',
      isBehind: true,
      count: 5,
    },
    { cause: 'no-endpoint', message: 'There is nobody.', isBehind: false, count: 2 },
  ],
  pods: [
    { pod: 'shop/web-1', requests: 6_000 },
    { pod: 'shop/web-2', requests: 3_989 },
  ],
  imbalance: 1.2013,
  latency: { p50: 4, p95: 20, p99: 1_500, max: 61_000 },
  proxies: [{ place: 'ingress-nginx/controller', requests: 10_000, failures: 7 }],
  withoutMetrics: ['service/shop/web'],
  timeline: Array.from({ length: 10 }, (_, index) => ({
    at: index * 1_000,
    sent: 1_000,
    failed: index === 3 ? 7 : 0,
  })),
});
