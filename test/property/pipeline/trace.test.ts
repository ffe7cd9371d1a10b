import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { replay } from '../../../packages/core/src/pipeline/chooser.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { deepFreeze } from './deep-freeze.js';
import { endsOf, oneByOne } from './one-by-one.js';
import { clusterOf, picks, requestsOf, world } from './world.js';

// A cluster costs more than a request: each is asked by several.
const runs = { numRuns: 60 };

describe('every way of a request', () => {
  test.prop([world, picks], runs)('has its share of one whole', (of, numbers) => {
    const cluster = clusterOf(deepFreeze(of));
    for (const input of requestsOf(cluster, numbers)) {
      const { branches, outcomes } = traceAll(cluster, deepFreeze(input));
      for (const shares of [branches, outcomes]) {
        const sum = shares.reduce((total, { probability }) => total + probability, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
      }
    }
  });

  test.prop([world, picks], runs)('can be gone again by its choices', (of, numbers) => {
    const cluster = clusterOf(deepFreeze(of));
    for (const input of requestsOf(cluster, numbers)) {
      for (const { trace } of traceAll(cluster, input).branches) {
        expect(traceRequest(cluster, input, { choose: replay(trace) })).toEqual(trace);
      }
    }
  });

  test.prop([world, picks], runs)('has hops in an order that makes sense', (of, numbers) => {
    const cluster = clusterOf(deepFreeze(of));
    for (const input of requestsOf(cluster, numbers)) {
      for (const { trace } of traceAll(cluster, input).branches) {
        expect({ input, faults: grammarFaults(trace) }).toEqual({ input, faults: [] });
      }
    }
  });

  test.prop([world, picks], runs)('is plain JSON', (of, numbers) => {
    const cluster = clusterOf(deepFreeze(of));
    for (const input of requestsOf(cluster, numbers)) {
      const all = traceAll(cluster, input);
      expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
    }
  });

  test.prop([world, picks, fc.nat()], runs)(
    'does not depend on the order of objects',
    (of, numbers, turn) => {
      const at = turn % of.objects.length;
      const turned = { ...of, objects: [...of.objects.slice(at), ...of.objects.slice(0, at)].reverse() };
      const cluster = clusterOf(deepFreeze(of));
      const other = clusterOf(deepFreeze(turned));
      for (const input of requestsOf(cluster, numbers)) {
        expect(traceAll(other, input)).toEqual(traceAll(cluster, input));
      }
    },
  );
});

describe('all ways of a request', () => {
  test.prop([world, picks], runs)(
    'are those of every choice taken one by one, with the same shares',
    (of, numbers) => {
      const cluster = clusterOf(deepFreeze(of));
      for (const input of requestsOf(cluster, numbers)) {
        const merged = endsOf(traceAll(cluster, input).branches);
        const single = endsOf(
          oneByOne(cluster, input).map((trace) => ({ trace, probability: trace.probability })),
        );
        expect([...merged.keys()].sort()).toEqual([...single.keys()].sort());
        for (const [end, share] of merged) expect(share).toBeCloseTo(single.get(end) ?? 0, 9);
      }
    },
  );
});

describe('the first way of a request', () => {
  // Ways that continue equally are one branch, which is told by the first of them to get there.
  test.prop([world, picks], runs)('ends as one of all its ways', (of, numbers) => {
    const cluster = clusterOf(deepFreeze(of));
    for (const input of requestsOf(cluster, numbers)) {
      const ends = traceAll(cluster, input).branches.map(({ trace }) => endOf(trace));
      expect(ends).toContainEqual(endOf(traceRequest(cluster, input)));
    }
  });
});

/** Where a way ends, and what the client sees. */
function endOf({ hops, outcome }: Trace): unknown {
  return { place: hops.at(-1)?.place, outcome };
}
