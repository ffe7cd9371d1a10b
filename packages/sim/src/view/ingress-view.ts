import type { Cluster } from '@kubehop/core';
import { inKinds, watch } from '../api/watch.js';
import type { Cancel } from '../time/clock.js';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import { SyncRunner } from './sync-runner.js';

const configuring = inKinds('Ingress', 'IngressClass', 'Secret', 'ConfigMap', 'Service');
const interesting = inKinds('Ingress', 'IngressClass', 'Secret', 'ConfigMap', 'Service', 'EndpointSlice');

/**
 * What one pod of an ingress controller believes: an older cluster. New endpoints reach its workers without a reload,
 * everything else by one.
 *
 * @see kubernetes/ingress-nginx docs/how-it-works.md; internal/task/queue.go; rootfs/etc/nginx/lua/balancer.lua
 */
export class IngressView {
  readonly pod: string;
  readonly uid: string;
  readonly #leave: Cancel;
  #known: Cluster;
  #applied: Cluster;
  #reloads = 0;
  #reloadIsDue = false;
  #syncs = 0;
  /** How often it learned of something, and up to which of these its configuration goes. */
  #learned = 0;
  #inForce = 0;
  #appliedSync = 0;

  constructor(world: World, pod: string, uid: string, dialect: string) {
    const { api, clock, delays, random } = world;
    const isNginx = dialect === 'ingress-nginx';
    this.pod = pod;
    this.uid = uid;
    this.#known = api.cluster;
    this.#applied = api.cluster;
    const least = isNginx ? delays.ingress.minSync : delays.ingress.throttle;
    const runner = new SyncRunner(clock, { least, burst: 1, takes: () => 0 }, () => {
      const cluster = this.#known;
      const learned = this.#learned;
      const order = ++this.#syncs;
      const reload = this.#reloadIsDue && isNginx;
      this.#reloadIsDue = false;
      const wait = reload ? delays.ingress.reload : isNginx ? delays.ingress.workers : 0;
      clock.at(clock.now + drawn(random, wait), () => {
        if (reload) this.#reloads++;
        // Of two that are under way the one that began first may end last.
        if (order < this.#appliedSync) return;
        this.#appliedSync = order;
        this.#applied = this.#learned === learned ? this.#known : cluster;
        this.#inForce = learned;
        world.record({ kind: 'controller-synced', pod, reload });
        world.changed();
      });
      return () => undefined;
    });
    this.#leave = watch(
      world,
      interesting,
      (change, cluster) => {
        this.#known = cluster;
        this.#learned++;
        this.#reloadIsDue ||= configuring(change);
        runner.ask();
      },
      (today) => {
        this.#known = today;
        if (this.#inForce === this.#learned) this.#applied = today;
      },
    );
  }

  /** The cluster that it routes by. */
  get cluster(): Cluster {
    return this.#applied;
  }

  /** How often nginx was reloaded. */
  get reloads(): number {
    return this.#reloads;
  }

  /** Its pod is there no more. */
  close(): void {
    this.#leave();
  }
}
