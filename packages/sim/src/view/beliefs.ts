import type { Cluster, Origin } from '@kubehop/core';
import { controllersOf } from '@kubehop/core/components';
import { keyOf, type ComponentReference, type Reality, type Views } from '@kubehop/core/engine';
import type { Answer } from '../balancer/target-check.js';
import { BalancerView } from '../balancer/balancer-view.js';
import type { Obstacles } from '../fault/obstacles.js';
import type { Nodes } from '../kubelet/nodes.js';
import type { World } from '../world.js';
import { DnsServers } from './dns-servers.js';
import { IngressView } from './ingress-view.js';
import { KubeProxyView } from './kube-proxy-view.js';

/** What each component believes at this moment, and what really happens. */
export class Beliefs {
  readonly #world: World;
  readonly #nodes: Nodes;
  readonly #obstacles: Obstacles;
  readonly #synced: (before: Cluster, after: Cluster, node: string) => void;
  readonly #proxies = new Map<string, KubeProxyView>();
  readonly #controllers = new Map<string, IngressView>();
  readonly #balancers = new Map<string, BalancerView>();
  readonly #dns: DnsServers;
  readonly #current = new Map<string, Views>();
  #isWaking = false;
  #epoch = 0;

  /** @param synced what is to happen after a service proxy has brought its rules up to date */
  constructor(
    world: World,
    nodes: Nodes,
    obstacles: Obstacles,
    synced: (before: Cluster, after: Cluster, node: string) => void,
  ) {
    this.#world = world;
    this.#nodes = nodes;
    this.#obstacles = obstacles;
    this.#synced = synced;
    this.#dns = new DnsServers(world);
    this.#refresh(world.api.cluster, true);
    world.api.onChange((_change, cluster) => {
      this.#refresh(cluster, false);
      this.changed();
    });
  }

  /** How often something has changed that may decide about requests. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Something that decides about requests has changed. */
  changed(): void {
    this.#epoch++;
    this.#current.clear();
    if (this.#isWaking) return;
    this.#isWaking = true;
    const { clock } = this.#world;
    clock.at(clock.now, () => {
      this.#isWaking = false;
      for (const balancer of this.#balancers.values()) balancer.wake();
    });
  }

  /** The views as they are for a client: the same value until something changes. */
  of(from: Origin): Views {
    const key = JSON.stringify(from);
    let views = this.#current.get(key);
    if (views === undefined) {
      views = this.#make(from);
      this.#current.set(key, views);
    }
    return views;
  }

  /** The rules of the service proxy of a node. */
  proxy(node: string): KubeProxyView | undefined {
    return this.#proxies.get(node);
  }

  /** The configuration of a pod of an ingress controller, by namespace and name. */
  controller(pod: string): IngressView | undefined {
    return this.#controllers.get(pod);
  }

  /** A load balancer, by its id. */
  balancer(id: string): BalancerView | undefined {
    return this.#balancers.get(id);
  }

  #make(from: Origin): Views {
    const node = this.#nodeOf(from);
    const reality: Reality = {
      obstacle: (packet) => this.#obstacles.of(this.#world.api.cluster, packet, from),
      process: (pod, port) => this.#nodes.process(pod, port),
      health: (balancer, target) => this.#balancers.get(balancer)?.health(target),
    };
    return { of: (component) => this.#view(component, node), reality };
  }

  #view(component: ComponentReference, clientNode: string | undefined): Cluster {
    const { cluster } = this.#world.api;
    switch (component.kind) {
      case 'kube-proxy':
        return this.#proxies.get(component.node)?.cluster ?? cluster;
      case 'ingress-controller':
        return this.#controllers.get(`${component.namespace}/${component.pod}`)?.cluster ?? cluster;
      case 'load-balancer':
        return this.#balancers.get(component.id)?.cluster ?? cluster;
      case 'dns-server':
        return component.pod === undefined
          ? cluster
          : this.#dns.view(component.pod, component.name, clientNode);
      case 'resolver':
      case 'node':
      case 'network':
        return cluster;
      default:
        return component satisfies never;
    }
  }

  #nodeOf(from: Origin): string | undefined {
    const { cluster } = this.#world.api;
    if (from.kind === 'node') return from.node;
    return from.kind === 'pod'
      ? cluster.get('Pod', `${from.namespace}/${from.name}`)?.spec.nodeName
      : undefined;
  }

  #refresh(cluster: Cluster, isOld: boolean): void {
    this.#refreshProxies(cluster);
    this.#refreshControllers(cluster);
    this.#refreshBalancers(cluster, isOld);
    this.#dns.refresh(cluster);
  }

  #refreshProxies(cluster: Cluster): void {
    for (const { metadata } of cluster.list('Node')) {
      const { name } = metadata;
      if (this.#proxies.has(name)) continue;
      const view = new KubeProxyView(this.#world, name, (before, after) => {
        this.#synced(before, after, name);
      });
      this.#proxies.set(name, view);
    }
    for (const [name, view] of this.#proxies) {
      if (cluster.get('Node', name) !== undefined || !this.#obstacles.isUp(name)) continue;
      view.close();
      this.#proxies.delete(name);
    }
  }

  #refreshControllers(cluster: Cluster): void {
    const current = new Map(
      controllersOf(cluster).flatMap(({ profile, pods }) =>
        pods.map((pod) => [keyOf(pod), { dialect: profile.dialect, uid: pod.metadata.uid }] as const),
      ),
    );
    for (const [pod, view] of this.#controllers) {
      if (current.get(pod)?.uid === view.uid) continue;
      view.close();
      this.#controllers.delete(pod);
    }
    for (const [pod, { dialect, uid }] of current) {
      if (!this.#controllers.has(pod))
        this.#controllers.set(pod, new IngressView(this.#world, pod, uid, dialect));
    }
  }

  #refreshBalancers(cluster: Cluster, isOld: boolean): void {
    const current = new Set(cluster.infrastructure.map(({ id }) => id));
    for (const [id, view] of this.#balancers) {
      if (current.has(id)) continue;
      view.close();
      this.#balancers.delete(id);
    }
    for (const id of current) {
      if (!this.#balancers.has(id)) this.#balancers.set(id, this.#balancerOf(id, isOld));
    }
  }

  #balancerOf(id: string, isOld: boolean): BalancerView {
    const surroundings = {
      isUp: (node: string) => this.#obstacles.isUp(node),
      rulesOf: (node: string) => this.#proxies.get(node)?.cluster ?? this.#world.api.cluster,
      pod: (key: string, port: number) => this.#podAnswer(key, port),
    };
    return new BalancerView(this.#world, surroundings, id, isOld);
  }

  #podAnswer(key: string, port: number): Answer {
    const pod = this.#world.api.cluster.get('Pod', key);
    if (pod === undefined || !this.#obstacles.isUp(pod.spec.nodeName ?? '')) return 'silence';
    const process = this.#nodes.process(pod, port);
    switch (process.kind) {
      case 'stopped':
      case 'not-listening':
        return 'fails';
      case 'hangs':
        return 'silence';
      case 'answers':
        return process.answers.some(({ status }) => status < 400) ? 'passes' : 'fails';
      case 'usual':
        return 'passes';
      default:
        return process satisfies never;
    }
  }
}
