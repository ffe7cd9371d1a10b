import { compare } from '../comparison.js';
import { mapLookups } from '../data/map-lookups.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';
import { traceContender } from '../trace-contender.js';

const nanosecondsOfMillisecond = 1e6;

/** A trace in a cluster at the limits of Kubernetes, beside the least that looking up a name costs at that size. */
export const traceAtLimits: Row = {
  id: 'T1',
  run({ rounds, mostPods, traces }) {
    const { table, keys } = mapLookups(mostPods, traces);
    const ms = measure(rounds, {
      trace: traceContender(mostPods, traces),
      'Map.get': () => () => {
        let found = 0;
        for (const key of keys) if (table.get(key) !== undefined) found += 1;
        return found;
      },
    });
    const nanoseconds = (name: string): number => (ms(name) / traces) * nanosecondsOfMillisecond;
    return [
      compare(
        {
          title: `trace from pod to Service to pod, ${mostPods} pods`,
          unit: 'ns',
          ours: nanoseconds('trace'),
          anchor: { name: `Map.get in ${mostPods} texts`, value: nanoseconds('Map.get') },
        },
        { atMost: 12 },
      ),
    ];
  },
};
