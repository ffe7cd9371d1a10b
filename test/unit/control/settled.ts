import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';

/** A settled cluster of bare metal with nodes `node-1`, `node-2` and so on, without zones. */
export function settled(objects: readonly unknown[], nodes = 3): Cluster {
  return createCluster(objects, { platform: bareMetal({ nodes }) });
}

/** The pods of the namespace `shop`, in which tests put theirs; what was made up is elsewhere. */
export function pods(cluster: Cluster): readonly Pod[] {
  return cluster.list('Pod', 'shop');
}

/** The names of these pods. */
export function names(cluster: Cluster): readonly string[] {
  return pods(cluster).map((pod) => pod.metadata.name);
}

/** The pod of this name in `shop`. */
export function podNamed(cluster: Cluster, name: string): Pod {
  const pod = cluster.get('Pod', `shop/${name}`);
  if (pod === undefined) throw new Error(`no pod ${name} among ${names(cluster).join(', ')}`);
  return pod;
}

/** The codes of what a cluster reports, without doubles. */
export function codes(cluster: Cluster): readonly string[] {
  return [...new Set(cluster.problems.map((problem) => problem.code))];
}
