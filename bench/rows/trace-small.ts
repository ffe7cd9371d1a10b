import { compare, perSecond } from '../comparison.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';
import { traceContender } from '../trace-contender.js';

/** Set on the machine on which the goals were found; the library has no bare verdict to compare a trace with. */
const wanted = 400_000;

/** A trace in a small cluster, beside the rate that is wanted. */
export const traceSmall: Row = {
  id: 'T2',
  run({ rounds, fewPods, traces }) {
    const ms = measure(rounds, { trace: traceContender(fewPods, traces) });
    return [
      compare(
        {
          title: `trace from pod to Service to pod, ${fewPods} pods`,
          unit: 'traces/s',
          ours: perSecond(traces, ms('trace')),
          anchor: { name: 'the rate wanted (no bare verdict exists)', value: wanted },
        },
        { atLeast: 1 },
      ),
    ];
  },
};
