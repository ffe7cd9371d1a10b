import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Branch } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';

/** A request that goes round through several controllers has more ways than anybody can follow. */
const most = 256;

/**
 * The naive twin of `traceAll`: takes the choices of a request one combination after the other, and merges nothing;
 * `undefined` where they are too many.
 */
export function oneByOne(cluster: Cluster, input: RequestInput): readonly Trace[] | undefined {
  const traces: Trace[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined) {
    if (traces.length === most) return undefined;
    const wanted: readonly number[] = script;
    const taken: { readonly index: number; readonly among: number }[] = [];
    const choose = ({ candidates }: { readonly candidates: readonly unknown[] }): number => {
      const index = wanted[taken.length] ?? 0;
      taken.push({ index, among: candidates.length });
      return index;
    };
    traces.push(traceRequest(cluster, input, { choose }));
    while (taken.length > 0 && isLast(taken.at(-1))) taken.pop();
    const turned = taken.pop();
    script = turned === undefined ? undefined : [...taken.map(({ index }) => index), turned.index + 1];
  }
  return traces;
}

function isLast(choice: { readonly index: number; readonly among: number } | undefined): boolean {
  return choice === undefined || choice.index + 1 === choice.among;
}

/** Where the ways of a request end and what of, with the share of all that end so. */
export function endsOf(branches: readonly Branch[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { trace, probability } of branches) {
    const { kind, place, cause } = trace.outcome;
    const end = JSON.stringify([kind, place, cause.code]);
    shares.set(end, (shares.get(end) ?? 0) + probability);
  }
  return shares;
}
