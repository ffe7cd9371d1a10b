import * as fc from 'fast-check';
import type { Cluster } from '../../cluster/cluster.js';
import { explain } from '../../explain/explain.js';
import { traceRequest } from '../../pipeline/trace-request.js';
import type { RequestInput } from '../../request/read-request.js';

/** The request, which fast-check shows in a counterexample with the first way that it takes through the cluster. */
export function tracedRequest(cluster: Cluster, request: RequestInput): RequestInput {
  const show = (): string =>
    `${fc.stringify({ ...request })}\n${explain(traceRequest(cluster, request), { depth: 'summary' })}`;
  return Object.defineProperty({ ...request }, fc.toStringMethod, { value: show });
}
