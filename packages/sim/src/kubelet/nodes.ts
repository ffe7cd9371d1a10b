import type { ClusterChange, Pod } from '@kubehop/core';
import { clusterDnsService, keyOf, type Process } from '@kubehop/core/engine';
import { watch } from '../api/watch.js';
import type { World } from '../world.js';
import type { BehaviourTable } from './behaviour-table.js';
import { Kubelet } from './kubelet.js';
import type { PodWorker } from './pod-worker.js';

/** The machines: a kubelet for each Node, and what the processes of pods do. */
export class Nodes {
  readonly #world: World;
  readonly #behaviours: BehaviourTable;
  readonly #kubelets = new Map<string, Kubelet>();
  readonly #silent = new Set<string>();
  #isDnsSilent = false;

  constructor(world: World, behaviours: BehaviourTable) {
    this.#world = world;
    this.#behaviours = behaviours;
    behaviours.isSilent = (pod) => this.#isSilent(pod);
    for (const node of world.api.cluster.list('Node')) {
      this.#add(node.metadata.name).adopt(world.api.cluster.podsOnNode(node.metadata.name));
    }
    world.api.onChange((change) => {
      for (const object of change.added) if (object.kind === 'Node') this.#add(object.metadata.name);
    });
  }

  /** The kubelet of a node. */
  kubelet(node: string): Kubelet | undefined {
    return this.#kubelets.get(node);
  }

  /** The worker of a pod. */
  worker(pod: Pod): PodWorker | undefined {
    return this.#kubelets.get(pod.spec.nodeName ?? '')?.worker(keyOf(pod));
  }

  /** A pod answers nothing any more, or again. */
  silence(pod: string, isSilent: boolean): void {
    if (isSilent) this.#silent.add(pod);
    else this.#silent.delete(pod);
    this.behaviourChanged();
  }

  /** The pods of the cluster's DNS answer nothing any more, or again. */
  silenceDns(isSilent: boolean): void {
    this.#isDnsSilent = isSilent;
    this.behaviourChanged();
  }

  /** What a packet for a port of a pod meets. */
  process(pod: Pod, port: number): Process {
    return this.worker(pod)?.process(port) ?? { kind: 'stopped' };
  }

  /** What tells the processes of a pod from those before and after; undefined while its first container does not run. */
  incarnation(key: string): string | undefined {
    const worker = this.#workerOf(key);
    const startedAt = worker?.first?.startedAt;
    return worker === undefined || startedAt === undefined ? undefined : `${worker.uid} ${startedAt}`;
  }

  /** The processes that keep connections of a pod open; undefined where none do, or they have begun to end. */
  holder(key: string): string | undefined {
    const worker = this.#workerOf(key);
    const since = worker?.first?.holdsSince;
    return worker === undefined || since === undefined ? undefined : `${worker.uid} ${since}`;
  }

  /** What processes do has been said anew. */
  behaviourChanged(): void {
    for (const kubelet of this.#kubelets.values()) {
      for (const worker of kubelet.workers) worker.behaviourChanged();
    }
    this.#world.changed();
  }

  #workerOf(key: string): PodWorker | undefined {
    const pod = this.#world.api.cluster.get('Pod', key);
    return pod === undefined ? undefined : this.worker(pod);
  }

  #isSilent(pod: Pod): boolean {
    if (this.#silent.has(keyOf(pod))) return true;
    if (!this.#isDnsSilent) return false;
    const { cluster } = this.#world.api;
    const dns = clusterDnsService(cluster);
    if (dns === undefined) return false;
    return cluster
      .slicesOf(keyOf(dns))
      .some(({ endpoints }) => endpoints.some(({ addresses }) => addresses.includes(pod.status.podIP ?? '')));
  }

  #add(name: string): Kubelet {
    const known = this.#kubelets.get(name);
    if (known !== undefined) return known;
    const kubelet = new Kubelet(this.#world, this.#behaviours, name);
    this.#kubelets.set(name, kubelet);
    watch(
      this.#world,
      (change) => podsOf(change, name).length > 0,
      (change) => {
        for (const key of podsOf(change, name)) kubelet.sync(key);
      },
    );
    return kubelet;
  }
}

/** The keys of the pods in a change that are placed on a node. */
function podsOf({ added, updated, removed }: ClusterChange, node: string): readonly string[] {
  const keys: string[] = [];
  for (const object of added) if (isOn(object, node)) keys.push(keyOf(object));
  for (const { to } of updated) if (isOn(to, node)) keys.push(keyOf(to));
  for (const object of removed) if (isOn(object, node)) keys.push(keyOf(object));
  return keys;
}

function isOn(object: ClusterChange['added'][number], node: string): object is Pod {
  return object.kind === 'Pod' && object.spec.nodeName === node;
}
