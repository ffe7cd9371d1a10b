import type { PodHop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';

/** The last hop, where it is a process in a pod that takes the request. */
export function deliveredAt({ hops }: Pick<Trace, 'hops'>): PodHop | undefined {
  const last = hops.at(-1);
  return last?.stage === 'pod' && last.action !== 'rejected' ? last : undefined;
}
