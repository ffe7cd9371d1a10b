import {
  bareMetal,
  cloud,
  createCluster,
  explainTrace,
  kind,
  readRequest,
  RequestError,
  seeded,
  traceAll,
  traceRequest,
  type Cluster,
  type Request,
  type RequestInput,
} from '@kubehop/core';
import { explain, explainAll, mermaid, type Depth } from '@kubehop/core/explain';
import * as fc from 'fast-check';
import { deepFreeze } from '../property/pipeline/deep-freeze.js';
import { asking, type Asking } from './asking.js';
import { baseManifests, wholeManifests } from './base-manifests.js';
import { allTracesFaults, clusterFaults, traceFaults, unsaid } from './laws.js';
import { type HowMade, howMade } from './how-made.js';
import { mutated } from './mutation.js';
import { requestOf } from './request-of.js';
import type { Target } from './target.js';

/** A cluster, and what is asked of it. */
interface Asked {
  /** What the cluster is made of; a number stands for one of the whole lists. */
  readonly objects: unknown;
  /** How it is made of objects that are mutated. */
  readonly options: HowMade;
  readonly platform: keyof typeof platforms;
  readonly requests: readonly Asking[];
  readonly seed: number;
}

const platforms = {
  cloud: deepFreeze(cloud()),
  kind: deepFreeze(kind()),
  'bare-metal': deepFreeze(bareMetal()),
};
const depths: readonly Depth[] = ['full', 'summary', 'minimal'];

const asked: fc.Arbitrary<Asked> = fc.record({
  objects: fc.oneof(fc.nat(), mutated(baseManifests, { beyondJson: false, depths: [1, 2] })),
  options: howMade,
  platform: fc.constantFrom('cloud' as const, 'kind' as const, 'bare-metal' as const),
  requests: fc.array(asking, { minLength: 1, maxLength: 4 }),
  seed: fc.nat(),
});

const wholeClusters = new Map<string, Cluster>();

function clusterOf({ objects, options, platform: name }: Asked): Cluster {
  const platform = platforms[name];
  if (typeof objects !== 'number') {
    return createCluster(deepFreeze(Array.isArray(objects) ? objects : [objects]), { ...options, platform });
  }
  const number = objects % wholeManifests.length;
  const key = `${number} ${name}`;
  const known =
    wholeClusters.get(key) ?? createCluster(deepFreeze(wholeManifests[number] ?? []), { platform });
  wholeClusters.set(key, known);
  return known;
}

function faultsOf(given: Asked): readonly string[] {
  const cluster = clusterOf(given);
  return [
    ...clusterFaults(cluster),
    ...given.requests.flatMap((each) => requestFaults(cluster, each, given.seed)),
  ];
}

function requestFaults(cluster: Cluster, each: Asking, seed: number): readonly string[] {
  const terse = deepFreeze(requestOf(each, cluster));
  const full = readable(terse, cluster);
  if (full === undefined) return [];
  const request = each.full === undefined ? terse : deepFreeze({ ...full, ...each.full });
  const faults = tracedFaults(cluster, request, seed);
  return faults.length === 0 ? [] : [...faults, `asked for ${JSON.stringify(request)}`];
}

/** The request in full; undefined for one that cannot be read, which is the one error that may be thrown. */
function readable(input: RequestInput, { platform }: Cluster): Request | undefined {
  try {
    return readRequest(input, platform.defaultOrigin);
  } catch (error) {
    if (error instanceof RequestError && error.message !== '') return undefined;
    throw error;
  }
}

function tracedFaults(cluster: Cluster, request: RequestInput | Request, seed: number): readonly string[] {
  const all = deepFreeze(traceAll(cluster, request));
  const trace = deepFreeze(traceRequest(cluster, request, { choose: seeded(seed) }));
  const explained = explainTrace(cluster, trace);
  return [
    ...allTracesFaults(all),
    ...traceFaults(explained),
    ...depths.flatMap((depth) => [
      ...unsaid(explain(trace, { depth }), `the explanation in depth ${depth}`),
      ...unsaid(explain(explained, { depth, width: 80 }), `the explanation of 80 columns in depth ${depth}`),
      ...unsaid(explainAll(all, { depth }), `the explanation of all ways in depth ${depth}`),
    ]),
    ...unsaid(mermaid(trace), 'the diagram'),
  ];
}

/** Any request is traced in any cluster, and explained. */
export const requests: Target<Asked> = { name: 'requests', input: asked, faults: faultsOf };
