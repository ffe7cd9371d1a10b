import type { Cluster } from '../../../cluster/cluster.js';
import { traceAll } from '../../../pipeline/trace-all.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Trace } from '../../../trace/trace.js';
import type { Evidence } from '../finding.js';

/** A request with its way. */
export type Shown = Extract<Evidence, { kind: 'request' }>;

/** A request of which one way shows something; undefined where none does. The first way is tried before all of them. */
export function shownBy(
  cluster: Cluster,
  request: RequestInput,
  shows: (trace: Trace) => boolean,
): Shown | undefined {
  const first = traceRequest(cluster, request);
  const trace = shows(first)
    ? first
    : traceAll(cluster, request)
        .branches.map((branch) => branch.trace)
        .find((candidate) => shows(candidate));
  return trace === undefined ? undefined : { kind: 'request', request, trace };
}
