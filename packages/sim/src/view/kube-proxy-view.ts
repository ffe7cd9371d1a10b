import type { Cluster, ClusterChange } from '@kubehop/core';
import { watch, type Interest } from '../api/watch.js';
import type { Cancel } from '../time/clock.js';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import { SyncRunner } from './sync-runner.js';

const second = 1_000;

/**
 * The rules of the service proxy on one node: an older cluster, brought up to date by syncs that do not follow one
 * another too quickly.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules
 */
export class KubeProxyView {
  readonly node: string;
  readonly #leave: Cancel;
  #known: Cluster;
  #synced: Cluster;
  /** How often it learned of something, and up to which of these its rules go. */
  #learned = 0;
  #inForce = 0;
  #isUp = true;

  /** @param synced called after each sync with the rules before it and after */
  constructor(world: World, node: string, synced: (before: Cluster, after: Cluster) => void) {
    const { api, clock, delays, random } = world;
    this.node = node;
    this.#known = api.cluster;
    this.#synced = api.cluster;
    const runner = new SyncRunner(
      clock,
      runnerFor(world, () => drawn(random, delays.kubeProxy.sync)),
      () => {
        const cluster = this.#known;
        const learned = this.#learned;
        return () => {
          if (!this.#isUp || this.#inForce === learned) return;
          const before = this.#synced;
          this.#synced = this.#learned === learned ? this.#known : cluster;
          this.#inForce = learned;
          synced(before, cluster);
        };
      },
    );
    this.#leave = watch(
      world,
      rulesAreMadeOf(node),
      (_change, arrived) => {
        this.#known = arrived;
        this.#learned++;
        if (this.#isUp) runner.ask();
      },
      (today) => {
        this.#known = today;
        if (this.#inForce === this.#learned) this.#synced = today;
      },
    );
  }

  /** The cluster that its rules stand for. */
  get cluster(): Cluster {
    return this.#synced;
  }

  /** Its node is down, or up again: it starts with what is known by then. */
  setUp(isUp: boolean): void {
    this.#isUp = isUp;
    if (!isUp) return;
    this.#synced = this.#known;
    this.#inForce = this.#learned;
  }

  /** Its node is there no more. */
  close(): void {
    this.#leave();
  }
}

/**
 * Services, endpoints, and of nodes its own one.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, OnNodeUpdate
 */
function rulesAreMadeOf(node: string): Interest {
  const isTold = ({ kind, metadata }: ClusterChange['added'][number]): boolean =>
    kind === 'Service' || kind === 'EndpointSlice' || (kind === 'Node' && metadata.name === node);
  return ({ added, updated, removed }) =>
    added.some(isTold) || updated.some(({ to }) => isTold(to)) || removed.some(isTold);
}

/** @see kubernetes/kubernetes pkg/proxy/apis/config/v1alpha1/defaults.go; pull request 131615: no burst from 1.34 */
function runnerFor(
  { api, delays }: World,
  takes: () => number,
): { readonly least: number; readonly burst: number; readonly takes: () => number } {
  const { proxy, kubernetesMinor } = api.cluster.platform;
  const least = delays.kubeProxy.minSync ?? (proxy.mode === 'ipvs' ? 0 : second);
  return { least, burst: kubernetesMinor >= 34 ? 1 : 2, takes };
}
