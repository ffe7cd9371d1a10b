import type { Cluster, HealthProbe, LoadBalancer, LoadBalancerTarget, ObjectReference } from '@kubehop/core';
import { probeOf, targetsOf, targetsOfGroup, type TargetHealth } from '@kubehop/core/engine';
import { watch } from '../api/watch.js';
import type { Cancel } from '../time/clock.js';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import { concernsTargets } from './target-changes.js';
import { healthCheckAnswer, type Asked, type Surroundings } from './health-answers.js';
import { checkSettings, TargetCheck, type CheckSettings } from './target-check.js';

const second = 1_000;

/** Nodes that announce an address watch one another. @see metallb/metallb website concepts/layer2.md, concepts/bgp.md */
const announcing: Readonly<Record<'one' | 'all', CheckSettings>> = {
  one: { interval: second, timeout: 0, healthy: 1, unhealthy: 3 },
  all: { interval: 90 * second, timeout: 0, healthy: 1, unhealthy: 1 },
};

/** What a load balancer outside of the cluster believes: its list of targets, and what its checks say of each. */
export class BalancerView {
  readonly id: string;
  readonly #world: World;
  readonly #surroundings: Surroundings;
  readonly #leave: Cancel;
  readonly #checks = new Map<string, TargetCheck>();
  #cluster: Cluster;

  /** @param isOld whether its targets have been checked for long */
  constructor(world: World, surroundings: Surroundings, id: string, isOld: boolean) {
    const { api, clock, delays, random } = world;
    this.id = id;
    this.#world = world;
    this.#surroundings = surroundings;
    this.#cluster = api.cluster;
    this.#refresh(isOld);
    let last = 0;
    let underWay = 0;
    let known = api.cluster;
    this.#leave = watch(
      world,
      (change) => concernsTargets(change, api.cluster.loadBalancer(id), api.cluster.platform),
      (_change, cluster) => {
        // What was learned later is put in force later.
        last = Math.max(last, clock.now + drawn(random, delays.balancers.targets));
        known = cluster;
        underWay++;
        clock.at(last, () => {
          underWay--;
          this.#cluster = underWay === 0 ? known : cluster;
          this.#refresh(false);
          world.changed();
        });
      },
      (today) => {
        known = today;
        if (underWay === 0) this.#cluster = today;
      },
    );
  }

  /** The cluster by which it has its listeners and targets. */
  get cluster(): Cluster {
    return this.#cluster;
  }

  /** What its checks say of a target; undefined where they say what the objects tell anyway, with a better reason. */
  health(target: LoadBalancerTarget): TargetHealth | undefined {
    const check = this.#checks.get(keyOf(target));
    if (check === undefined || (!check.isHealthy && !target.healthy)) return undefined;
    return check.isHealthy
      ? { healthy: true, reason: 'the health check passes' }
      : { healthy: false, reason: 'the health check has failed' };
  }

  /** The names of its targets with what is said of them. */
  get targets(): ReadonlyMap<string, boolean> {
    return new Map([...this.#checks].map(([key, check]) => [key, check.isHealthy]));
  }

  /** Something has changed that a check may find. */
  wake(): void {
    for (const check of this.#checks.values()) check.wake();
  }

  /** It is there no more. */
  close(): void {
    this.#leave();
    for (const check of this.#checks.values()) check.close();
  }

  #refresh(isOld: boolean): void {
    const balancer = this.#cluster.loadBalancer(this.id);
    const asked = balancer === undefined ? [] : askedOf(this.#cluster, balancer);
    const current = new Set(asked.map(({ target }) => keyOf(target)));
    for (const [key, check] of this.#checks) {
      if (current.has(key)) continue;
      check.close();
      this.#checks.delete(key);
    }
    for (const each of asked) {
      const key = keyOf(each.target);
      if (balancer !== undefined && !this.#checks.has(key))
        this.#checks.set(key, this.#checkOf(balancer, each, isOld));
    }
    this.wake();
  }

  #checkOf(balancer: LoadBalancer, asked: Asked, isOld: boolean): TargetCheck {
    const { clock, delays, random } = this.#world;
    const { checkPhase } = delays.balancers;
    const settings =
      balancer.kind === 'announce'
        ? announcing[balancer.announcers ?? 'one']
        : checkSettings(asked.probe ?? {});
    const phase = drawn(random, checkPhase === 'drawn' ? { from: 0, to: settings.interval - 1 } : checkPhase);
    const isHealthy = balancer.kind === 'announce' || (isOld && asked.target.healthy);
    const key = keyOf(asked.target);
    const check = new TargetCheck(
      clock,
      settings,
      phase,
      isHealthy,
      () =>
        this.#isAnnounced(balancer) ? this.#announces(asked) : healthCheckAnswer(this.#surroundings, asked),
      () => {
        this.#world.record({
          kind: 'target-health',
          balancer: this.id,
          target: key,
          healthy: check.isHealthy,
        });
        this.#world.changed();
      },
    );
    return check;
  }

  #isAnnounced({ kind }: LoadBalancer): boolean {
    return kind === 'announce';
  }

  /** A node announces as long as it is up, and has what the policy asks of it. */
  #announces({ target }: Asked): 'passes' | 'silence' {
    return this.#surroundings.isUp(target.node) && target.healthy ? 'passes' : 'silence';
  }
}

function keyOf({ name, port }: LoadBalancerTarget): string {
  return `${name}:${port}`;
}

function askedOf(cluster: Cluster, balancer: LoadBalancer): readonly Asked[] {
  return balancer.listeners.flatMap((listener): readonly Asked[] => {
    if (listener.routing === undefined) {
      const { targetType, owner } = balancer;
      const probe = probeOf(balancer, listener);
      return targetsOf(cluster, balancer, listener).map((target) =>
        askedAt(target, probe, targetType, owner),
      );
    }
    const actions = [...listener.routing.rules, listener.routing.otherwise].map(({ action }) => action);
    return actions.flatMap((action) =>
      action.kind !== 'forward'
        ? []
        : action.to.flatMap(({ group }) =>
            targetsOfGroup(cluster, balancer, group).map((target) =>
              askedAt(target, group.probe, group.targetType, { kind: 'Service', ...group.service }),
            ),
          ),
    );
  });
}

function askedAt(
  target: LoadBalancerTarget,
  probe: HealthProbe | null,
  targetType: 'node' | 'pod',
  service: ObjectReference,
): Asked {
  return { target, probe, targetType, service };
}
