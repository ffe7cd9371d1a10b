import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Hop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

const cluster = createCluster(
  [
    ...nginxController(),
    ingress('shop/web', { className: 'nginx', rules: { 'shop.example.com': ['Prefix / web:80'] } }),
    service('shop/web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    barePod('shop/web', { labels: { app: 'web' } }),
  ],
  { platform: cloud({ nodes: 1 }) },
);
const trace = traceRequest(cluster, { url: 'http://shop.example.com/' });

function without(...stages: readonly Hop['stage'][]): Trace {
  return { ...trace, hops: trace.hops.filter(({ stage }) => !stages.includes(stage)) };
}

/** The trace with one stage changed. */
function where(stage: Hop['stage'], change: (hop: Hop) => Hop): Trace {
  return { ...trace, hops: trace.hops.map((hop) => (hop.stage === stage ? change(hop) : hop)) };
}

describe('grammarFaults', () => {
  test('finds nothing in a trace that the library made', () => {
    expect(trace.hops.map(({ stage }) => stage)).toEqual([
      'client',
      'dns',
      'load-balancer',
      'node',
      'service',
      'node',
      'ingress',
      'node',
      'pod',
    ]);
    expect(grammarFaults(trace)).toEqual([]);
  });

  test.each<readonly [string, Trace, RegExp]>([
    ['has no client', without('client'), /starts with the client/],
    ['has two clients', { ...trace, hops: [...trace.hops, ...trace.hops] }, /only the first hop/],
    ['resolves a name too late', { ...trace, hops: [...trace.hops].sort(dnsLast) }, /resolved by who sends/],
    ['leaves the service proxy for nowhere', without('node'), /is followed by its node/],
    ['goes on after a drop', where('service', (hop) => ({ ...hop, action: 'dropped' })), /nothing comes/],
    [
      'has a proxy that sends from elsewhere',
      where('ingress', (hop) => ({ ...hop, changes: [] })),
      /not from .* of the proxy/,
    ],
    ['does not end as its last hop says', without('pod', 'ingress'), /does not fit node forwarded/],
    ['has an answer without a request', { ...trace, hops: [] }, /nothing was sent/],
  ])('finds a trace that %s', (_, wrong, fault) => {
    expect(grammarFaults(wrong).join('; ')).toMatch(fault);
  });
});

function dnsLast(one: Hop, other: Hop): number {
  return Number(one.stage === 'dns') - Number(other.stage === 'dns');
}
