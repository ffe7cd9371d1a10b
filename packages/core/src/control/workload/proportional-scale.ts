import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Deployment, ReplicaSet } from '../../object/workload.js';
import { podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { byAge, desiredNotedOn, maxNotedOn, noted } from './replica-set-record.js';
import type { Fenceposts } from './share.js';

/** What has to be scaled, and to what. */
interface Scaling {
  readonly cluster: Cluster;
  readonly deployment: Deployment;
  readonly fenceposts: Fenceposts;
  readonly current: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

/**
 * The sets of a Deployment whose number of replicas changed, in the middle of a rollout or while it is paused: each of
 * them takes its share of the change, so that the rollout gets neither nearer to its end nor farther from it.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/sync.go, scale
 */
export function proportionally(scaling: Scaling): readonly Write[] {
  const { current, deployment, fenceposts, old } = scaling;
  const { replicas, strategy } = deployment.spec;
  const all = current === undefined ? old : [...old, current];
  const active = all.filter((set) => set.spec.replicas > 0);
  const [only = current ?? old.at(-1), ...others] = active;
  if (only === undefined) return [];
  const resize = (set: ReplicaSet, size: number): readonly Write[] => {
    const resized = set.spec.replicas === size ? set : { ...set, spec: { ...set.spec, replicas: size } };
    const object = noted(resized, { desired: replicas, max: replicas + fenceposts.maxSurge });
    return object === set ? [] : [{ kind: 'put', object }];
  };
  if (others.length === 0) return only.spec.replicas === replicas ? [] : resize(only, replicas);
  if (current?.spec.replicas === replicas && desiredNotedOn(current) === replicas) {
    return active.filter((set) => set !== current).flatMap((set) => resize(set, 0));
  }
  if (strategy.type === 'Recreate') return [];
  return [...sharesOf(scaling, active)].flatMap(([set, size]) => resize(set, size));
}

/** The new sizes of the active sets. */
function sharesOf(scaling: Scaling, active: readonly ReplicaSet[]): ReadonlyMap<ReplicaSet, number> {
  const { replicas } = scaling.deployment.spec;
  const total = active.reduce((sum, set) => sum + set.spec.replicas, 0);
  const change = (replicas > 0 ? replicas + scaling.fenceposts.maxSurge : 0) - total;
  // From the largest to the smallest; of equals the newer grow first, and the older shrink first.
  const ordered = [...active].sort(
    (a, b) => b.spec.replicas - a.spec.replicas || (change > 0 ? byAge(b, a) : byAge(a, b)),
  );
  const sizes = new Map<ReplicaSet, number>();
  let given = 0;
  for (const set of ordered) {
    const left = change - given;
    const wish = fractionOf(scaling, active, set);
    const share = change > 0 ? Math.min(wish, left) : Math.max(wish, left);
    const part = change === 0 || left === 0 ? 0 : share;
    sizes.set(set, set.spec.replicas + part);
    given += part;
  }
  const [largest] = ordered;
  // What rounding leaves over is the largest's.
  if (largest !== undefined) sizes.set(largest, Math.max(0, (sizes.get(largest) ?? 0) + change - given));
  return sizes;
}

/** @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, getReplicaSetFraction */
function fractionOf(
  { cluster, deployment, fenceposts }: Scaling,
  active: readonly ReplicaSet[],
  set: ReplicaSet,
): number {
  const { replicas } = deployment.spec;
  const size = set.spec.replicas;
  if (replicas === 0) return -size;
  // A set of a settled cluster carries no note; those that were scaled since then know the same.
  const [known] = active.flatMap((other) => maxNotedOn(other) ?? []);
  const before = maxNotedOn(set) ?? known ?? runningOf(cluster, active);
  return before === 0 ? 0 : Math.round((size * (replicas + fenceposts.maxSurge)) / before) - size;
}

function runningOf(cluster: Cluster, sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + podsOf(cluster, set).filter(isActive).length, 0);
}
