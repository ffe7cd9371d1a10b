import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ClusterEdit } from '../../../packages/core/src/arbitrary/change/cluster-edit.js';
import { changeTo } from '../../../packages/core/src/arbitrary/change/change-to.js';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import { writtenIngress } from '../../../packages/core/src/arbitrary/change/ingress-edits.js';
import { writtenService } from '../../../packages/core/src/arbitrary/change/service-edits.js';
import { writtenPod } from '../../../packages/core/src/arbitrary/change/written-pod.js';
import { writtenWorkload } from '../../../packages/core/src/arbitrary/change/workload-edits.js';
import type { WrittenManifest } from '../../../packages/core/src/arbitrary/cluster/written-manifest.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { isJsonObject } from '../../../packages/core/src/manifest/json.js';
import { referenceOf } from '../../../packages/core/src/object/admit-manifest.js';
import { canonical } from '../control/canonical.js';
import { contents } from '../control/world.js';
import { changing, withChange } from '../drawn.js';

const runs = { numRuns: 60 };

/** Clusters in which nothing depends on the course of things: one node without host ports, pods without a status, and
 * no namespace that is there for its objects' sake. */
const placedInOneWay = clusterArbitrary({
  nodes: { max: 1 },
  platforms: ['cloud'],
  features: ['namedPorts', 'sessionAffinity', 'trafficPolicies', 'udp'],
});

describe('a change to a drawn cluster', () => {
  test.prop([withChange], runs)('changes something, and the cluster before it stays', ([drawn, edit]) => {
    const { cluster } = drawn;
    const before = contents(cluster);
    expect(contents(edit.apply(cluster))).not.toEqual(contents(cluster));
    expect(contents(cluster)).toEqual(before);
  });

  test.prop([withChange], runs)('is one that the API server takes', ([{ cluster }, edit]) => {
    expect(edit.apply(cluster).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.prop([changing(placedInOneWay)], runs)(
    'of what was written leads to the cluster that is built of the changed manifests',
    ([drawn, edit]) => {
      const manifests = changed(drawn.manifests, edit);
      fc.pre(manifests !== undefined);
      const anew = createCluster(manifests, { platform: drawn.platform });
      expect(meaning(edit.apply(drawn.cluster))).toEqual(meaning(anew));
    },
  );

  test.prop([changing(placedInOneWay)], runs)(
    'of what was written is undone when the manifests are applied once more',
    ([{ cluster, manifests }, edit]) => {
      // What was said of a pod's status stays, as no manifest says otherwise.
      fc.pre(changed(manifests, edit) !== undefined && !edit.title.includes('ready'));
      expect(meaning(edit.apply(cluster).apply(...manifests))).toEqual(meaning(cluster));
    },
  );
});

/** What a cluster is but for what was allocated, and for the order of fields. */
function meaning(cluster: Cluster): readonly string[] {
  return canonical(cluster)
    .map((text) => inOrder(JSON.parse(text)))
    .sort();
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isJsonObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

/**
 * The manifests after the change; `undefined` when it is about an object that the control plane made, or about the
 * ingress controller: what it once published stays when it is gone.
 */
function changed(manifests: readonly WrittenManifest[], edit: ClusterEdit): readonly unknown[] | undefined {
  const applied = new Map(edit.applied.map((object) => [keyOf(object), object]));
  const deleted = new Set(edit.deleted.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
  const written = new Set(manifests.map(keyOf));
  const edited = [...applied.keys(), ...deleted];
  if (edited.some((key) => !written.has(key) || key.includes(' ingress/'))) return undefined;
  return manifests
    .filter((manifest) => !deleted.has(keyOf(manifest)))
    .map((manifest) => applied.get(keyOf(manifest)) ?? manifest);
}

function keyOf(value: object): string {
  const { kind, namespace = 'default', name } = referenceOf({ ...value });
  return `${kind} ${namespace}/${name}`;
}

test.prop([withChange], runs)(
  'an object that is written as it is stored changes nothing',
  ([{ cluster }]) => {
    const written = [
      ...cluster.list('Deployment').map(writtenWorkload),
      ...cluster.list('StatefulSet').map(writtenWorkload),
      ...cluster.list('Service').map(writtenService),
      ...cluster.list('Pod').map(writtenPod),
      ...cluster.list('Ingress').map(writtenIngress),
    ];
    expect(contents(cluster.apply(...written))).toEqual(contents(cluster));
  },
);

test.prop([fc.integer()], { numRuns: 20 })('changes are the same for the same seed', (seed) => {
  const cluster = createCluster([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web' }] },
    },
  ]);
  const draw = (): readonly string[] => fc.sample(changeTo(cluster), { seed, numRuns: 20 }).map(String);
  expect(draw()).toEqual(draw());
});
