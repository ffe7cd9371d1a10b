import { cloud, createCluster, type Cluster, type ObjectReference } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { deepFreeze } from '../property/pipeline/deep-freeze.js';
import { baseManifests } from './base-manifests.js';
import { type HowMade, howMade } from './how-made.js';
import { clusterFaults } from './laws.js';
import { mutated } from './mutation.js';
import type { Target } from './target.js';

/** Objects that become a cluster, objects that are applied to it, and objects that are deleted. */
interface Changes {
  readonly created: unknown;
  readonly applied: unknown;
  readonly deleted: readonly ObjectReference[];
  readonly options: HowMade;
}

const platform = deepFreeze(cloud());

const reference: fc.Arbitrary<ObjectReference> = fc.record(
  {
    kind: fc.constantFrom('Service', 'Pod', 'Node', 'Namespace', 'Deployment', 'constructor'),
    namespace: fc.constantFrom('shop', 'default', 'ingress-nginx', '__proto__'),
    name: fc.constantFrom(
      'web',
      'shop',
      'frontend',
      'node-1',
      'default',
      'ingress-nginx-controller',
      '__proto__',
    ),
  },
  { requiredKeys: ['kind', 'name'], noNullPrototype: true },
);

const asObjects: fc.Arbitrary<unknown> = mutated(baseManifests, {
  beyondJson: true,
  depths: [1, 2, 50, 150, 3_000, 30_000],
});

/** Each object a document, in block style down to some depth and in flow style below. */
const asText = fc
  .tuple(
    mutated(baseManifests, { beyondJson: false, depths: [1, 2, 50, 150, 900] }),
    fc.nat(6),
    fc.constantFrom('yaml' as const, 'json' as const),
  )
  .map(([objects, flowLevel, form]) =>
    (Array.isArray(objects) ? objects : [objects])
      .map((object) =>
        form === 'json'
          ? JSON.stringify(object)
          : dump(object, { flowLevel, noRefs: true, skipInvalid: true }),
      )
      .join('\n---\n'),
  );

const changes: fc.Arbitrary<Changes> = fc.record({
  created: fc.oneof(asObjects, asText),
  applied: fc.option(asObjects, { nil: [] }),
  deleted: fc.array(reference, { maxLength: 3 }),
  options: howMade,
});

function clusterOf({ created, options: given }: Changes): Cluster {
  const input = typeof created === 'string' ? readManifests(created) : listOf(created);
  return createCluster(deepFreeze(input), { platform, ...given });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function faultsOf(given: Changes): readonly string[] {
  const cluster = clusterOf(given);
  const applied = cluster.apply(...listOf(deepFreeze(given.applied)));
  const deleted = applied.delete(...deepFreeze(given.deleted));
  return [cluster, applied, deleted].flatMap(clusterFaults);
}

/** Real manifests, mutated, become a cluster, change it, and leave it. */
export const manifests: Target<Changes> = { name: 'manifests', input: changes, faults: faultsOf };
