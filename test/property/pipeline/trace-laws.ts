import * as fc from 'fast-check';
import { expect } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { replay } from '../../../packages/core/src/pipeline/chooser.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { clusterRuns, withRequests } from '../drawn.js';
import { law } from '../law.js';
import { deepFreeze } from './deep-freeze.js';
import { endsOf, oneByOne } from './one-by-one.js';

/** What holds for every trace, whatever the cluster and the request. */
export const traceLaws = {
  'every way of a request has its share of one whole': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const { branches, outcomes } = traceAll(cluster, request);
        for (const shares of [branches, outcomes]) {
          const sum = shares.reduce((total, { probability }) => total + probability, 0);
          expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
        }
      }
    }),
    clusterRuns,
  ),

  'every way of a request can be gone again by its choices': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        for (const { trace } of traceAll(cluster, request).branches) {
          expect(traceRequest(cluster, request, { choose: replay(trace) })).toEqual(trace);
        }
      }
    }),
    clusterRuns,
  ),

  'every way of a request has hops in an order that makes sense': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        for (const { trace } of traceAll(cluster, request).branches) {
          expect({ request, faults: grammarFaults(trace) }).toEqual({ request, faults: [] });
        }
      }
    }),
    clusterRuns,
  ),

  'an ingress controller sends on from an address of its own pod, or of the node whose network it has': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        for (const { hops } of traceAll(cluster, request).branches.map(({ trace }) => trace)) {
          for (const [index, { stage, action, place }] of hops.entries()) {
            const next = hops[index + 1];
            if (stage !== 'ingress' || action !== 'terminated' || place.kind !== 'pod' || !next) continue;
            const own = cluster.get('Pod', `${place.namespace}/${place.name}`)?.status.podIPs;
            expect(own).toContain(next.packet.source.address);
          }
        }
      }
    }),
    clusterRuns,
  ),

  'every way of a request is plain JSON': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const all = traceAll(cluster, request);
        expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
      }
    }),
    clusterRuns,
  ),

  'every way of a request depends neither on the order of objects nor on anything that is written to them':
    law(
      fc.property(withRequests, fc.nat(), ([drawn, requests], turn) => {
        const { manifests, platform } = drawn;
        const at = turn % manifests.length;
        const turned = [...manifests.slice(at), ...manifests.slice(0, at)].reverse();
        const other = createCluster(deepFreeze(turned), { platform });
        for (const request of deepFreeze(requests)) {
          expect(traceAll(other, request)).toEqual(traceAll(drawn.cluster, request));
        }
      }),
      clusterRuns,
    ),

  'all ways of a request are those of every choice taken one by one, with the same shares': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const traces = oneByOne(cluster, request);
        if (traces === undefined) continue;
        const merged = endsOf(traceAll(cluster, request).branches);
        const single = endsOf(traces.map((trace) => ({ trace, probability: trace.probability })));
        expect([...merged.keys()].sort()).toEqual([...single.keys()].sort());
        for (const [end, share] of merged) expect(share).toBeCloseTo(single.get(end) ?? 0, 9);
      }
    }),
    clusterRuns,
  ),

  // Ways that continue equally are one branch, which is told by the first of them to get there.
  'the first way of a request ends as one of all its ways': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const ends = traceAll(cluster, request).branches.map(({ trace }) => endOf(trace));
        expect(ends).toContainEqual(endOf(traceRequest(cluster, request)));
      }
    }),
    clusterRuns,
  ),
};

/** Where a way ends, and what the client sees. */
function endOf({ hops, outcome }: Trace): unknown {
  return { place: hops.at(-1)?.place, outcome };
}
