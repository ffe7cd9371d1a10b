import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { requestTo } from '../../../packages/core/src/arbitrary/request/request-to.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import { withRequests } from './drawn.js';

const runs = { numRuns: 60 };

describe('requests to a drawn cluster', () => {
  test.prop([withRequests], runs)('all come to an end', ([{ cluster }, requests]) => {
    for (const request of requests) {
      expect(grammarFaults(traceRequest(cluster, request))).toEqual([]);
    }
  });

  test.prop([withRequests], runs)('have ways that share one whole', ([{ cluster }, requests]) => {
    for (const request of requests) {
      const sum = traceAll(cluster, request).branches.reduce(
        (total, { probability }) => total + probability,
        0,
      );
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
    }
  });
});

test.prop([fc.integer()], { numRuns: 20 })('requests are the same for the same seed', (seed) => {
  const draw = (): unknown => fc.sample(requestTo(createCluster([])), { seed, numRuns: 20 });
  expect(draw()).toEqual(draw());
});

test('a cluster without any object has requests to it', () => {
  const empty = createCluster([], { settle: 'never' });
  for (const request of fc.sample(requestTo(empty), { seed: 1 })) {
    expect(traceRequest(empty, request).outcome.kind).not.toBe('response');
  }
});
