import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import { checksOf } from '../../../packages/core/src/expectation/checks.js';
import type { Expectation, WayExpectation } from '../../../packages/core/src/expectation/expectation.js';
import { comesTo, readReference } from '../../../packages/core/src/expectation/reference.js';
import { keyOf } from '../../../packages/core/src/object/object.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { withRequests } from '../drawn.js';
import { law } from '../law.js';
import { oneByOne } from '../pipeline/one-by-one.js';

/** Each cluster is asked by many expectations, which takes its time. */
const runs = 20;

/** What holds for every expectation, whatever the cluster and the request. */
export const expectationLaws = {
  'what fails does so for the share of requests for which every choice taken one by one makes it fail': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const traces = oneByOne(cluster, request)?.filter(isKnown);
        if (traces === undefined) continue;
        for (const expected of expectationsOf(cluster)) {
          const failing = checksOf(cluster, expected).map((check) =>
            shareOf(traces.filter((trace) => check.instead(trace) !== undefined)),
          );
          const { failures } = checkExpectation(cluster, request, { expect: expected });
          const told = failures.filter(({ expected: text }) => text !== 'an outcome that is known');
          expect(told.map(({ branches }) => rounded(branches))).toEqual(
            failing.filter((share) => share > 0).map(rounded),
          );
        }
      }
    }),
    runs,
  ),

  'the share of requests that comes to a Service is that of every choice taken one by one': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const traces = oneByOne(cluster, request);
        if (traces === undefined) continue;
        const weights = Object.fromEntries(
          servicesOf(cluster).map((text) => {
            const reference = readReference('weights', text);
            return [text, shareOf(traces.filter(({ hops }) => comesTo(cluster, hops, reference)))];
          }),
        );
        const { failures } = checkExpectation(cluster, request, { expect: { weights } });
        expect(failures.filter(({ member }) => member === 'weights')).toEqual([]);
      }
    }),
    runs,
  ),

  'what a way shows may be expected on some way, unless it ends unknown': law(
    fc.property(withRequests, ([{ cluster }, requests]) => {
      for (const request of requests) {
        const trace = traceRequest(cluster, request);
        const { failures } = checkExpectation(cluster, request, { may: shownBy(trace) });
        if (isKnown(trace)) expect(failures).toEqual([]);
      }
    }),
    runs,
  ),
};

function isKnown({ outcome }: Trace): boolean {
  return outcome.kind !== 'unknown';
}

/** A share without what adding up floating point numbers leaves over. */
function rounded(share: number): number {
  return Math.round(share * 1e9) / 1e9;
}

function shareOf(traces: readonly Trace[]): number {
  return traces.reduce((sum, { probability }) => sum + probability, 0);
}

function servicesOf(cluster: Cluster): readonly string[] {
  return cluster.list('Service').map((service) => `service/${keyOf(service)}`);
}

/** Expectations of which each is decided by something else on the way. */
function expectationsOf(cluster: Cluster): readonly Expectation[] {
  return [
    { crossesZone: false },
    { sourceAtPod: 'client' },
    { sourceAtPod: 'node' },
    ...servicesOf(cluster).map((text) => ({ neverReaches: text })),
    ...cluster
      .list('Node')
      .flatMap(({ status }) => status.addresses.slice(0, 1).map(({ address }) => ({ sourceAtPod: address }))),
  ];
}

/** All that a way shows of itself. */
function shownBy({ outcome, hops }: Trace): WayExpectation {
  const kind = outcome.kind === 'unknown' ? 'refused' : outcome.kind;
  const last = hops.at(-1);
  const pod = last?.stage === 'pod' && last.action !== 'rejected' ? last : undefined;
  const http = pod?.packet.http;
  return {
    outcome: kind,
    cause: outcome.cause.code,
    ...(outcome.kind === 'response' && { status: outcome.status }),
    ...(pod !== undefined && {
      reaches: `pod/${pod.pod.namespace ?? ''}/${pod.pod.name}`,
      sourceAtPod: pod.client,
    }),
    ...(http !== undefined && { pathAtBackend: http.target, hostAtBackend: http.host ?? '' }),
  };
}
