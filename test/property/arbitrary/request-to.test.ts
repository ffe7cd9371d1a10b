import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { requestTo } from '../../../packages/core/src/arbitrary/request/request-to.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';

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
