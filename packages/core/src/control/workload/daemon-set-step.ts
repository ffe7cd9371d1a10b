import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Pod } from '../../object/pod.js';
import type { DaemonSet } from '../../object/workload.js';
import type { Pace } from '../controller.js';
import { isAvailable } from './availability.js';
import { fits, mayStay, specFor, targetNode } from './daemon-pod.js';
import { podsOf } from './ownership.js';
import { isFinished } from './pod-state.js';
import { makePods, removal } from './replicas.js';
import { type Revision, revisionLabel, revisionOf } from './revision.js';
import { daemonFencepostsOf } from './share.js';

/** The pods of a set at one moment. */
interface Situation {
  readonly cluster: Cluster;
  readonly set: DaemonSet;
  readonly pace: Pace;
  readonly revision: Revision;
  /** Names of the nodes that are to have a pod, sorted. */
  readonly nodes: readonly string[];
  /** The pods by the node that they are on or meant for, those that are being deleted included, until they have ended. */
  readonly pods: ReadonlyMap<string, readonly Pod[]>;
  /** Whether a node may have an old and a new pod at one time, and how many nodes. */
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Pods to make and to take away. */
interface Plan {
  readonly nodes: readonly string[];
  readonly removed: readonly Pod[];
}

/** How many pods a DaemonSet makes or gives up at one time. @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go, BurstReplicas */
const burst = 250;

/**
 * The next step of a DaemonSet: first every node gets its pod, and loses what is too many; where that is done, pods of
 * an older template give way.
 *
 * @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go, updateDaemonSet
 */
export function nextDaemons(cluster: Cluster, set: DaemonSet, pace: Pace): readonly Write[] {
  if (set.metadata.deletionTimestamp !== undefined) return [];
  const owned = podsOf(cluster, set);
  const revision = revisionOf(cluster, set, owned);
  const nodes = cluster
    .list('Node')
    .filter((node) => fits(set, node, ['NoSchedule', 'NoExecute']))
    .map(({ metadata }) => metadata.name);
  const fenceposts = daemonFencepostsOf(set, nodes.length);
  const now = { cluster, set, pace, revision, nodes, pods: byTarget(owned), ...fenceposts };
  const managed = manage(now);
  const isManaged = managed.nodes.length + managed.removed.length === 0;
  const plan = isManaged && set.spec.updateStrategy === 'RollingUpdate' ? rollingUpdate(now) : managed;
  return [...writesOf(now, plan), ...revision.writes];
}

function byTarget(owned: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const pods = new Map<string, Pod[]>();
  for (const pod of owned) {
    if (isFinished(pod) && isTerminating(pod)) continue;
    const target = targetNode(pod) ?? '';
    pods.set(target, [...(pods.get(target) ?? []), pod]);
  }
  return pods;
}

/** @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go, podsShouldBeOnNode */
function manage(now: Situation): Plan {
  const removed: Pod[] = [];
  const missing: string[] = [];
  const wanted = new Set(now.nodes);
  for (const [node, all] of now.pods) {
    const [leaving, staying] = split(all, (pod) => !mayStay(now.cluster, now.set, pod, node));
    removed.push(...leaving.filter((pod) => !isTerminating(pod)));
    const [ended, running] = split(
      staying.filter((pod) => !isTerminating(pod)),
      isFinished,
    );
    removed.push(...ended, ...excess(now, [...running].sort(byAge)));
    // With a surge a node does not wait for the pod that is being deleted.
    if (now.maxSurge > 0 && running.length === 0 && wanted.has(node)) missing.push(node);
  }
  missing.push(...now.nodes.filter((node) => !now.pods.has(node)));
  return { nodes: missing, removed };
}

/** What a node has too many of: all but one, with a surge all but one of either template, and the old one when it is over. */
function excess({ set, pace, revision, maxSurge }: Situation, running: readonly Pod[]): readonly Pod[] {
  if (maxSurge === 0) return running.slice(1);
  const [current, old] = split(running, revision.isCurrent);
  const [newest] = current;
  const [eldest] = old;
  const doubles = [...current.slice(1), ...old.slice(1)];
  if (newest === undefined || eldest === undefined) return doubles;
  const isOver =
    pace.readySeconds(eldest) === undefined || isAvailable(newest, set.spec.minReadySeconds, pace);
  return isOver ? [...doubles, eldest] : doubles;
}

/**
 * Old pods that are not available go at once; of the others as many as may be unavailable. With a surge their nodes get
 * a new pod first, and that is what `manage` takes the old one away for; a node that is to have none just loses it.
 *
 * @see kubernetes/kubernetes pkg/controller/daemon/update.go, rollingUpdate
 */
function rollingUpdate(now: Situation): Plan {
  const { set, pace, nodes, pods, revision, maxSurge, maxUnavailable } = now;
  const failing: Situated[] = [];
  const candidates: Situated[] = [];
  const unwanted: Pod[] = [];
  const wanted = new Set(nodes);
  let pending = 0;
  for (const node of new Set([...nodes, ...pods.keys()])) {
    const living = (pods.get(node) ?? []).filter((pod) => !isTerminating(pod));
    const [[current], [old]] = split(living, revision.isCurrent);
    const isNew = current !== undefined && isAvailable(current, set.spec.minReadySeconds, pace);
    if (old === undefined) {
      if (maxSurge === 0 && !isNew) pending += 1;
    } else if (maxSurge > 0 && !wanted.has(node)) unwanted.push(old);
    else if (current !== undefined) pending += 1;
    else if (isAvailable(old, set.spec.minReadySeconds, pace)) candidates.push({ node, pod: old });
    else failing.push({ node, pod: old });
  }
  const most = Math.max(0, (maxSurge > 0 ? maxSurge : maxUnavailable) - pending);
  const replaced = [...failing, ...candidates.slice(0, most)];
  return maxSurge > 0
    ? { nodes: replaced.map(({ node }) => node), removed: unwanted }
    : { nodes: [], removed: replaced.map(({ pod }) => pod) };
}

interface Situated {
  readonly node: string;
  readonly pod: Pod;
}

function writesOf({ cluster, set, revision }: Situation, { nodes, removed }: Plan): readonly Write[] {
  const { template } = set.spec;
  const particulars = nodes.slice(0, burst).flatMap((name) => {
    const node = cluster.get('Node', name);
    if (node === undefined) return [];
    return [{ labels: { [revisionLabel]: revision.label }, spec: specFor(template.spec, node) }];
  });
  return [...removed.slice(0, burst).map(removal), ...makePods(cluster, set, template, particulars)];
}

function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function split(
  pods: readonly Pod[],
  isFirst: (pod: Pod) => boolean,
): readonly [readonly Pod[], readonly Pod[]] {
  return [pods.filter(isFirst), pods.filter((pod) => !isFirst(pod))];
}

/** Assigned before unassigned, older before newer. @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go, podByCreationTimestampAndPhase */
function byAge(a: Pod, b: Pod): number {
  return ageKey(a) < ageKey(b) ? -1 : 1;
}

function ageKey({ metadata: { creationTimestamp = '~', name }, spec: { nodeName } }: Pod): string {
  return `${nodeName === undefined ? '1' : '0'} ${creationTimestamp} ${name}`;
}
