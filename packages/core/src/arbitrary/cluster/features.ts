import * as fc from 'fast-check';

/**
 * What drawn clusters may have besides the defaults of Kubernetes, each with its meaning.
 *
 * @public
 */
export const clusterFeatures = {
  annotations: 'Annotations of ingress-nginx.',
  dualStack: 'IPv6 ranges, and Services with addresses of both families.',
  externalIPs: 'Services with `externalIPs`.',
  hostNetwork: 'Pods on the network of their node, those of ingress controllers among them.',
  namedPorts:
    'Container ports with names, whose numbers may differ from pod to pod, and Services and Ingresses that ask by name.',
  namespaces: 'Workloads outside of the namespace `default`.',
  readiness: 'Pods that are not ready, and Services that publish them all the same.',
  sessionAffinity: 'Services with `sessionAffinity: ClientIP`.',
  sourceRanges: 'Services with `loadBalancerSourceRanges`.',
  termination: 'Pods that are being deleted and still serve.',
  tls: 'Ingresses with TLS.',
  trafficPolicies:
    'Services with `externalTrafficPolicy`, `internalTrafficPolicy` and `trafficDistribution`.',
  udp: 'Ports of UDP.',
  wildcards: 'Ingresses for wildcard hosts and for every host.',
} as const;

/** What a drawn cluster may have besides the defaults, listed in {@link clusterFeatures}. @public */
export type ClusterFeature = keyof typeof clusterFeatures;

/** Every feature. */
export const allFeatures: readonly ClusterFeature[] = Object.keys(clusterFeatures).filter(isFeature);

function isFeature(name: string): name is ClusterFeature {
  return Object.hasOwn(clusterFeatures, name);
}

/** A value that may be drawn where its feature is wanted; without feature it always may. */
export interface Candidate<T> {
  readonly value: T;
  readonly needs?: ClusterFeature;
}

/** The values that may be drawn with these features. */
export function wanted<T>(
  features: readonly ClusterFeature[],
  candidates: readonly Candidate<T>[],
): readonly T[] {
  return candidates
    .filter(({ needs }) => needs === undefined || features.includes(needs))
    .map(({ value }) => value);
}

/** One of the values that may be drawn with these features; shrinking leads to the first. */
export function oneWanted<T>(
  features: readonly ClusterFeature[],
  candidates: readonly Candidate<T>[],
): fc.Arbitrary<T> {
  return fc.constantFrom(...wanted(features, candidates));
}

/** Whether something that needs a feature is there; more often not. */
export function seldom(features: readonly ClusterFeature[], feature: ClusterFeature): fc.Arbitrary<boolean> {
  return features.includes(feature) ? fc.constantFrom(false, false, false, true) : fc.constant(false);
}
