import type { WritableCluster } from '../../../../packages/core/src/cluster/control-plane.js';
import { StoredCluster } from '../../../../packages/core/src/cluster/stored-cluster.js';
import type { Write } from '../../../../packages/core/src/cluster/write.js';
import type { ControllerName, Pace } from '../../../../packages/core/src/control/controller.js';
import { controllers } from '../../../../packages/core/src/control/controllers.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import type { Pod } from '../../../../packages/core/src/object/pod.js';
import { isReady } from '../../../../packages/core/src/object/readiness.js';
import { settled } from '../settled.js';

/**
 * A cluster in which nothing happens by itself: a test says which controller looks, which pods become ready and which
 * ones go.
 */
export class Steps {
  cluster: WritableCluster;
  /** For how long pods have been ready, by name; those that are not listed have been for a day. */
  readonly readySeconds = new Map<string, number>();
  readonly pace: Pace = {
    readySeconds: (pod) => (isReady(pod) ? (this.readySeconds.get(pod.metadata.name) ?? 86_400) : undefined),
  };

  constructor(objects: readonly unknown[], nodes = 3) {
    this.cluster = writable(settled(objects, nodes));
  }

  /** Objects as a user applies them. */
  apply(...objects: readonly unknown[]): void {
    for (const object of writable(createCluster([], { settle: 'never' })).changeTo(
      createCluster(objects, { settle: 'never' }),
    ).added) {
      this.#write({ kind: 'put', object });
    }
  }

  /** One look of a controller; the removal of a pod marks it. Returns the writes, but for what is only remembered. */
  look(name: ControllerName, key: string): readonly Write[] {
    const controller = controllers.find((candidate) => candidate.name === name);
    const writes = controller?.reconcile(this.cluster, key, this.pace) ?? [];
    for (const write of writes) {
      const pod =
        write.kind === 'remove' && write.objectKind === 'Pod'
          ? this.cluster.get('Pod', write.key)
          : undefined;
      if (pod === undefined) this.#write(write);
      else this.#put(pod, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    }
    return writes.filter(({ kind }) => kind !== 'count');
  }

  /** All ReplicaSets look. */
  lookAtSets(): void {
    for (const { metadata } of this.cluster.list('ReplicaSet', 'shop')) {
      this.look('replicaset', `shop/${metadata.name}`);
    }
  }

  /** Pods that wait for it get a node, and are ready unless told otherwise. */
  start(ready = true): void {
    for (const pod of this.pods()) {
      if (pod.status.podIPs.length > 0 || isLeaving(pod)) continue;
      const conditions = [{ type: 'Ready', status: ready ? ('True' as const) : ('False' as const) }];
      const spec = { ...pod.spec, nodeName: targetOf(pod) ?? 'node-1' };
      this.#write({
        kind: 'put',
        object: {
          ...pod,
          spec,
          status: { ...pod.status, phase: 'Running', podIPs: ['10.1.1.1'], conditions },
        },
      });
    }
  }

  /** A pod is no longer ready, or ready again. */
  turn(name: string, status: 'True' | 'False'): void {
    const pod = this.pod(name);
    this.#write({
      kind: 'put',
      object: { ...pod, status: { ...pod.status, conditions: [{ type: 'Ready', status }] } },
    });
  }

  /** The containers of a pod have ended. */
  end(name: string, phase: 'Succeeded' | 'Failed'): void {
    const pod = this.pod(name);
    const conditions = [{ type: 'Ready', status: 'False' as const }];
    this.#write({ kind: 'put', object: { ...pod, status: { ...pod.status, phase, conditions } } });
  }

  /** The pods that are being deleted are gone. */
  vanish(): void {
    for (const { metadata } of this.pods().filter(isLeaving)) {
      this.#write({ kind: 'remove', objectKind: 'Pod', key: `shop/${metadata.name}` });
    }
  }

  pods(): readonly Pod[] {
    return this.cluster.list('Pod', 'shop');
  }

  pod(name: string): Pod {
    const pod = this.cluster.get('Pod', `shop/${name}`);
    if (pod === undefined) throw new Error(`no pod ${name}`);
    return pod;
  }

  /** The names of the pods, with a minus for those that are being deleted and a question mark for those not ready. */
  names(): readonly string[] {
    return this.pods().map(
      (pod) => `${pod.metadata.name}${isLeaving(pod) ? '-' : ''}${isReady(pod) ? '' : '?'}`,
    );
  }

  /** Replicas that the ReplicaSets are meant to have, by image. */
  sizes(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.cluster
        .list('ReplicaSet', 'shop')
        .map(({ spec }) => [spec.template.spec.containers[0]?.image ?? '', spec.replicas]),
    );
  }

  /** Pods that are not being deleted, by image. */
  images(): Readonly<Record<string, number>> {
    const count: Record<string, number> = {};
    for (const pod of this.pods().filter((each) => !isLeaving(each))) {
      const image = pod.spec.containers[0]?.image ?? '';
      count[image] = (count[image] ?? 0) + 1;
    }
    return count;
  }

  #put(pod: Pod, metadata: Partial<Pod['metadata']>): void {
    this.#write({ kind: 'put', object: { ...pod, metadata: { ...pod.metadata, ...metadata } } });
  }

  #write(write: Write): void {
    this.cluster = this.cluster.write([write]);
  }
}

function isLeaving({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function targetOf({ spec }: Pod): string | undefined {
  return spec.nodeAffinity?.[0]?.matchFields[0]?.values[0];
}

function writable(cluster: unknown): StoredCluster {
  if (!(cluster instanceof StoredCluster)) throw new TypeError('a stored cluster is expected');
  return cluster;
}
