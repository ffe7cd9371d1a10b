import type { Trace } from '@kubehop/core';

/** The stage and action of each hop. */
export function stagesOf({ hops }: Trace): readonly string[] {
  return hops.map(({ stage, action }) => `${stage} ${action}`);
}
