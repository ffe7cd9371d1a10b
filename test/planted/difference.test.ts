import { describe, expect, test } from 'vitest';
import type { Fate } from '../../packages/core/src/analysis/fate/fate.js';
import type { Cluster } from '../../packages/core/src/cluster/cluster.js';
import type { Request } from '../../packages/core/src/request/request.js';
import type { Trace } from '../../packages/core/src/trace/trace.js';
import { bugs } from './bugs.js';
import { hidden } from './hidden.js';
import { plantBugs, withBug } from './planting.js';
import type { Shown } from './shown.js';

plantBugs();

// Imported once the modules are replaced.
const { fateOf, keyOfFate } = await import('../../packages/core/src/analysis/fate/fate-of.js');
const { partitionOf } = await import('../../packages/core/src/analysis/partition/partition.js');
const { byService } = await import('../../packages/core/src/analysis/partition/told-apart.js');
const { readerOf } = await import('../../packages/core/src/analysis/proof/membership.js');
const { createCluster } = await import('../../packages/core/src/control/create-cluster.js');
const { traceAll } = await import('../../packages/core/src/pipeline/trace-all.js');
const { cloud } = await import('../../packages/core/src/provider/cloud.js');
const { shownByNames } = await import('./shown-by-names.js');
const { shownByRoutes } = await import('./shown-by-routes.js');
const { shownByServices } = await import('./shown-by-services.js');

const shown: Readonly<Record<string, Shown>> = { ...shownByRoutes, ...shownByServices, ...shownByNames };

function clusterOf({ objects, applied = [], platform = cloud() }: Shown): Cluster {
  const cluster = createCluster(objects, { platform });
  return applied.length === 0 ? cluster : cluster.apply(...applied);
}

/** One request of each kind that a model tells apart. */
function requestsTo(told: Shown): readonly Request[] {
  const cluster = clusterOf(told);
  const asked = told.apart === undefined ? undefined : readerOf(told.apart);
  const { cells } = partitionOf(
    [cluster],
    told.from ?? cluster.platform.defaultOrigin,
    asked === undefined ? {} : { asked },
  );
  return cells.map(({ request }) => request);
}

/** What a model says of a request. */
interface Told {
  readonly fate: Fate;
  readonly trace: Trace | undefined;
}

function toldOf(told: Shown, requests: readonly Request[]): readonly Told[] {
  const cluster = clusterOf(told);
  return requests.map((request) => {
    const all = traceAll(cluster, request, { tellApart: byService });
    return { fate: fateOf(all), trace: all.branches[0]?.trace };
  });
}

/** Requests of which a model with a bug says another thing than the model without one. */
function differenceBy(bug: number | undefined, told: Shown): readonly { readonly sides: readonly Told[] }[] {
  const requests = [...requestsTo(told), ...withBug(bug, () => requestsTo(told))];
  const right = toldOf(told, requests);
  const wrong = withBug(bug, () => toldOf(told, requests));
  return requests.flatMap((request, index) => {
    const sides = [right, wrong].flatMap((side) => side[index] ?? []);
    const keys = new Set(sides.map(({ fate }) => keyOfFate(fate)));
    return keys.size > 1 ? [{ request, sides }] : [];
  });
}

const table = bugs.flatMap(({ title }, index) => {
  const told = shown[title];
  return told === undefined ? [] : [[title, index, told] as const];
});

describe('a planted bug shows in what becomes of a request:', () => {
  test.each(table)('%s', (_, index, told) => {
    const [first] = differenceBy(index, told);
    expect(first?.sides.map(({ trace }) => trace?.outcome.kind)).toHaveLength(2);
  });
});

describe('without a bug nothing shows:', () => {
  test.each(table)('%s', (_, __, told) => {
    expect(differenceBy(undefined, told)).toEqual([]);
  });
});

test('every planted bug shows, or it is told why not', () => {
  const told = [...Object.keys(shown), ...Object.keys(hidden)].sort();
  expect(told).toEqual(bugs.map(({ title }) => title).sort());
});
