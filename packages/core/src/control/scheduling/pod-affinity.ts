import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import type { Placements } from './placements.js';

/** What keeps a pod off a node because of other pods. */
export type Obstacle = (node: Node) => string | undefined;

const noAffinity = "node(s) didn't match pod affinity rules";
const noAntiAffinity = "node(s) didn't match pod anti-affinity rules";
const noExistingAntiAffinity = "node(s) didn't satisfy existing pods anti-affinity rules";

/**
 * What required affinity and anti-affinity say of nodes: that of the pod, and the anti-affinity of the pods that are
 * there already, which is mutual. Pods that are being deleted count until they are gone.
 *
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/filtering.go
 */
export function affinityObstacle(placements: Placements, pod: Pod): Obstacle | undefined {
  const repelled = placements.repelledFrom(pod);
  const { podAffinity, podAntiAffinity } = pod.spec;
  if (repelled.length === 0 && podAffinity === undefined && podAntiAffinity === undefined) return undefined;
  const near = placements.terms.ofAllAffinity(podAffinity ?? [], pod);
  const nearPlaces = near.map((term) => placements.tally(term).perPlace);
  // The first of pods that want to be near each other has nobody to be near.
  const isFirst = nearPlaces.every(({ size }) => size === 0) && near.every((term) => term.matches(pod));
  const far = (podAntiAffinity ?? []).map((term) => placements.terms.ofAffinity(term, pod));
  const farPlaces = far.map((term) => ({ term, places: placements.tally(term).perPlace }));

  return ({ metadata: { labels } }) => {
    for (const [index, { topologyKey }] of near.entries()) {
      const place = labels[topologyKey];
      if (place === undefined || (!isFirst && !nearPlaces[index]?.has(place))) return noAffinity;
    }
    for (const { term, places } of farPlaces) {
      const place = labels[term.topologyKey];
      if (place !== undefined && places.has(place)) return noAntiAffinity;
    }
    for (const { term, perPlace } of repelled) {
      const place = labels[term.topologyKey];
      if (place !== undefined && perPlace.has(place)) return noExistingAntiAffinity;
    }
    return undefined;
  };
}

/**
 * How much a pod would like to be on a node because of other pods; undefined where it has no such wish. The wishes of
 * the pods that are there already are not minded.
 *
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/scoring.go
 */
export function affinityScore(placements: Placements, pod: Pod): ((node: Node) => number) | undefined {
  const { preferredPodAffinity: near = [], preferredPodAntiAffinity: far = [] } = pod.spec;
  if (near.length + far.length === 0) return undefined;
  const wishes = [
    ...near.map(({ weight, podAffinityTerm }) => ({ weight, podAffinityTerm })),
    ...far.map(({ weight, podAffinityTerm }) => ({ weight: -weight, podAffinityTerm })),
  ].map(({ weight, podAffinityTerm }) => {
    const term = placements.terms.ofAffinity(podAffinityTerm, pod);
    return { weight, topologyKey: term.topologyKey, places: placements.tally(term).perPlace };
  });
  return ({ metadata: { labels } }) =>
    wishes.reduce((sum, { weight, topologyKey, places }) => {
      const place = labels[topologyKey];
      return place === undefined ? sum : sum + weight * (places.get(place) ?? 0);
    }, 0);
}
