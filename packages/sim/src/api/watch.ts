import type { Cluster, ClusterChange } from '@kubehop/core';
import type { Cancel } from '../time/clock.js';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';

/** Whether a component is told of a change. */
export type Interest = (change: ClusterChange) => boolean;

/**
 * The watch of a component: the changes that concern it arrive after the delay of watches, in the order in which they
 * were made, until the function that it gives is called.
 *
 * @param meanwhile told at once of what does not concern a component that knows of all that does: to its decisions the
 *   cluster is as it was, and their reasons are those of today
 * @see kubernetes/kubernetes staging/src/k8s.io/client-go/tools/cache, Reflector
 */
export function watch(
  { api, clock, random, delays }: World,
  interest: Interest,
  arrived: (change: ClusterChange, cluster: Cluster) => void,
  meanwhile: (cluster: Cluster) => void = () => undefined,
): Cancel {
  let last = 0;
  let underWay = 0;
  let isOpen = true;
  const leave = api.onChange((change, cluster) => {
    if (!interest(change)) {
      if (isOpen && underWay === 0) meanwhile(cluster);
      return;
    }
    last = Math.max(last, clock.now + drawn(random, delays.watch));
    underWay++;
    clock.at(last, () => {
      underWay--;
      if (isOpen) arrived(change, underWay === 0 ? api.cluster : cluster);
    });
  });
  return () => {
    isOpen = false;
    leave();
  };
}

/** Interest in objects of these kinds. */
export function inKinds(...kinds: readonly string[]): Interest {
  const wanted = new Set(kinds);
  return ({ added, updated, removed }) =>
    added.some(({ kind }) => wanted.has(kind)) ||
    updated.some(({ to }) => wanted.has(to.kind)) ||
    removed.some(({ kind }) => wanted.has(kind));
}
