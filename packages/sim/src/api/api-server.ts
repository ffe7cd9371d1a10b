import type { Cluster, ClusterChange, ObjectReference, Pod, Problem } from '@kubehop/core';
import { changeOf, isFinished, keyOf, type WritableCluster, type Write } from '@kubehop/core/engine';
import type { Happening } from '../event/event.js';
import { timestamp, type Clock } from '../time/clock.js';
import { millisecondsOf } from '../time/long-time.js';
import { withUnchangedParts } from './unchanged-parts.js';

/** Who learns at once of every write; what lags behind waits for itself. */
export type Listener = (change: ClusterChange, cluster: WritableCluster) => void;

/**
 * The API server: holds the true cluster, takes writes, and tells of them.
 *
 * A request to delete a pod that a kubelet is in charge of only marks it; the kubelet removes it once its processes
 * have ended.
 * @see kubernetes/kubernetes pkg/registry/core/pod/strategy.go, CheckGracefulDelete
 */
export class ApiServer {
  readonly #clock: Clock;
  readonly #record: (happening: Happening) => void;
  readonly #listeners = new Set<Listener>();
  #cluster: WritableCluster;

  constructor(cluster: WritableCluster, clock: Clock, record: (happening: Happening) => void) {
    this.#cluster = cluster;
    this.#clock = clock;
    this.#record = record;
  }

  /** The cluster as it is stored. */
  get cluster(): Cluster {
    return this.#cluster;
  }

  /** Tells of every write from now on, until the function that it gives is called. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Applies objects as `kubectl apply` does. */
  apply(objects: readonly unknown[], by: string): void {
    const writes = this.#cluster.admitted(objects);
    for (const write of writes) if (write.kind === 'report') this.#refuse(write.problems);
    this.write(
      writes.map((write) => this.#unlessSame(write)),
      by,
    );
  }

  /** Applying what is there already is no change. @see kubernetes/kubernetes staging/src/k8s.io/apiserver pkg/storage/etcd3/store.go, GuaranteedUpdate */
  #unlessSame(write: Write): Write {
    if (write.kind !== 'put') return write;
    const before = this.#cluster.get(write.object.kind, keyOf(write.object));
    return before === undefined ? write : { kind: 'put', object: withUnchangedParts(before, write.object) };
  }

  #refuse(problems: readonly Problem[]): void {
    for (const { severity, object, path, message } of problems) {
      if (severity === 'error') this.#record({ kind: 'refused', object, path, message });
    }
  }

  /** Deletes objects as `kubectl delete` does. */
  delete(objects: readonly ObjectReference[], by: string): void {
    this.write(this.#cluster.removed(objects), by);
  }

  /** Carries out what a component asks for. */
  write(writes: readonly Write[], by: string): void {
    this.#store(
      writes.flatMap((write) => this.#gracefully(write, by)),
      by,
    );
  }

  /** Removes a pod from the store, whatever state its processes are in. */
  removePod(key: string, by: string): void {
    this.#store([{ kind: 'remove', objectKind: 'Pod', key }], by);
  }

  #gracefully(write: Write, by: string): readonly Write[] {
    if (write.kind !== 'remove' || write.objectKind !== 'Pod') return [write];
    const pod = this.#cluster.get('Pod', write.key);
    if (pod === undefined) return [];
    if (isGoneAtOnce(pod)) return [write];
    if (pod.metadata.deletionTimestamp !== undefined) return [];
    this.#record({ kind: 'pod-deleting', by, pod: keyOf(pod) });
    const deletionTimestamp = timestamp(
      this.#clock.now + millisecondsOf(pod.spec.terminationGracePeriodSeconds),
    );
    return [{ kind: 'put', object: { ...pod, metadata: { ...pod.metadata, deletionTimestamp } } }];
  }

  #store(writes: readonly Write[], by: string): void {
    if (writes.length === 0) return;
    const change = changeOf(this.#cluster, writes);
    this.#cluster = this.#cluster.write(writes);
    for (const { verb, object } of objectsIn(change)) this.#record({ kind: 'written', by, verb, object });
    for (const listener of this.#listeners) listener(change, this.#cluster);
  }
}

/** A pod that no kubelet has, or whose processes have ended, needs no grace. */
function isGoneAtOnce(pod: Pod): boolean {
  return pod.spec.nodeName === undefined || isFinished(pod) || pod.spec.terminationGracePeriodSeconds === 0;
}

interface Touched {
  readonly verb: 'added' | 'updated' | 'removed';
  readonly object: ObjectReference;
}

function objectsIn({ added, updated, removed }: ClusterChange): readonly Touched[] {
  return [
    ...added.map((object): Touched => ({ verb: 'added', object: referenceTo(object) })),
    ...updated.map(({ to }): Touched => ({ verb: 'updated', object: referenceTo(to) })),
    ...removed.map((object): Touched => ({ verb: 'removed', object: referenceTo(object) })),
  ];
}

function referenceTo({
  kind,
  metadata: { namespace, name },
}: ClusterChange['added'][number]): ObjectReference {
  return namespace === '' ? { kind, name } : { kind, namespace, name };
}
