import { fc } from '@fast-check/vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { service } from '../../objects/service.js';
import {
  barePod,
  daemonSet,
  deployment,
  job,
  type Manifest,
  replicaSet,
  statefulSet,
} from '../../objects/workload.js';

/** An object of these worlds, of which objects come and go one by one; a drawn cluster is written as a whole. */
export type WorldObject = Manifest | ReturnType<typeof service>;

const namespaces = ['shop', 'blog'] as const;
const names = ['a', 'b', 'c', 'd'] as const;

const key = fc
  .tuple(fc.constantFrom(...namespaces), fc.constantFrom(...names))
  .map(([ns, name]) => `${ns}/${name}`);
const replicas = fc.integer({ min: 0, max: 4 });
const image = fc.constantFrom('app:1', 'app:2');

const workload: fc.Arbitrary<Manifest> = fc.oneof(
  fc
    .record({ key, replicas, image })
    .map(({ key: at, ...options }) => deployment(`${at}-deployment`, options)),
  fc.record({ key, replicas }).map(({ key: at, ...options }) => replicaSet(`${at}-set`, options)),
  fc
    .record({ key, replicas, image })
    .map(({ key: at, ...options }) => statefulSet(`${at}-stateful`, options)),
  fc.record({ key, image }).map(({ key: at, ...options }) => daemonSet(`${at}-daemon`, options)),
  key.map((at) => job(`${at}-job`)),
  key.map((at) => barePod(`${at}-pod`, { labels: { app: 'bare' } })),
);

/** Node ports are asked for by name, so that no two Services ask for one. */
const web: fc.Arbitrary<WorldObject> = fc
  .record({
    key,
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
    suffix: fc.constantFrom('deployment', 'set', 'stateful', 'daemon', 'pod'),
    asks: fc.boolean(),
  })
  .map(({ key: at, type, suffix, asks }) => {
    const [namespace = '', name = ''] = at.split('/');
    const number =
      30_000 +
      namespaces.findIndex((each) => each === namespace) * 10 +
      names.findIndex((each) => each === name);
    const nodePort = asks && type !== 'ClusterIP' ? { nodePort: number } : {};
    const app = suffix === 'pod' ? 'bare' : `${name}-${suffix}`;
    return service(at, { type, selector: { app }, ports: [{ port: 80, targetPort: 8080, ...nodePort }] });
  });

/** An object. */
export const object: fc.Arbitrary<WorldObject> = fc.oneof(workload, web);

/** Objects of one world: each kind and name once. */
export const objects: fc.Arbitrary<readonly WorldObject[]> = fc.uniqueArray(object, {
  maxLength: 8,
  selector: ({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`,
});

/** A cluster of these objects on two nodes in two zones. */
export function clusterOf(given: readonly unknown[]): Cluster {
  return createCluster(given, { platform: cloud({ nodes: 2, zones: 2 }) });
}

/** Every object that a cluster holds. */
export function objectsOf(cluster: Cluster): readonly KubernetesObject[] {
  return nothing.changeTo(cluster).added;
}

const nothing = createCluster([], { settle: 'never' });

/** Everything that a cluster holds and says, in a form that can be compared. */
export function contents(cluster: Cluster): unknown {
  const { infrastructure, problems, assumptions } = cluster;
  return { objects: objectsOf(cluster), infrastructure, problems, assumptions };
}
