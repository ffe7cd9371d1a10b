import { createCluster, traceRequest } from '@kubehop/core';
import { benchPlatform, clusterObjects } from './data/cluster-objects.js';
import { traceRequests } from './data/trace-requests.js';
import type { Contender } from './measure.js';

/**
 * Traces in a cluster of this many pods; the result is how many an application answered.
 *
 * @throws {Error} when a request does not end as it should
 */
export function traceContender(podCount: number, traces: number): Contender {
  const { objects, pods, services } = clusterObjects(podCount);
  const cluster = createCluster(objects, { platform: benchPlatform, admission: 'skip', settle: 'never' });
  const requests = traceRequests({ pods, services }, traces);
  for (const { request, outcome } of requests) {
    const { kind } = traceRequest(cluster, request).outcome;
    if (kind !== outcome) throw new Error(`${request.host}: ${kind}, not ${outcome}`);
  }
  return () => () => {
    let answered = 0;
    for (const { request } of requests) {
      if (traceRequest(cluster, request).outcome.kind === 'response') answered += 1;
    }
    return answered;
  };
}
