import type { ProxySettings } from '../../cluster/platform.js';
import { nearestName } from '../../object/field/nearest-name.js';
import { allFeatures, type ClusterFeature } from './features.js';
import { type ClusterFlaw, clusterFlaws } from './flaws.js';

/** At least and at most how many there are of something. @public */
export interface Count {
  readonly min?: number;
  readonly max?: number;
}

/** The kinds of workloads that are drawn. @public */
export type WorkloadKind = 'Pod' | 'Deployment' | 'StatefulSet' | 'DaemonSet';

/**
 * What Services that are drawn are: of a type, headless, or without selector and with EndpointSlices of their own.
 *
 * @public
 */
export type ServiceKind =
  'ClusterIP' | 'headless' | 'NodePort' | 'LoadBalancer' | 'withoutSelector' | 'ExternalName';

/** The platforms that are drawn: the names of presets. @public */
export type PlatformName = 'bare-metal' | 'cloud' | 'kind';

/** The ingress controllers that are drawn. @public */
export type IngressControllerName = 'ingress-nginx' | 'traefik';

/**
 * What drawn clusters are made of. Of each list, shrinking leads to the first.
 *
 * @public
 * @example
 * clusterArbitrary({ ingresses: { min: 1 }, platforms: ['cloud'], features: ['tls'] });
 */
export interface ClusterKnobs {
  /** One to three unless given. */
  readonly nodes?: Count;
  /** One to three unless given; the pods of ingress controllers and of the cluster DNS come on top. */
  readonly workloads?: Count;
  /** The pods of each workload: one to three unless given. A DaemonSet has one a node. */
  readonly pods?: Count;
  /** One to three unless given. */
  readonly services?: Count;
  /** None to two unless given. */
  readonly ingresses?: Count;
  readonly workloadKinds?: readonly WorkloadKind[];
  readonly serviceKinds?: readonly ServiceKind[];
  readonly ingressControllers?: readonly IngressControllerName[];
  readonly platforms?: readonly PlatformName[];
  readonly proxyModes?: readonly ProxySettings['mode'][];
  /** What may occur besides the defaults of Kubernetes; everything unless given. */
  readonly features?: readonly ClusterFeature[];
  /** Which mistakes may occur, one or two in a cluster; none unless given. */
  readonly flaws?: readonly ClusterFlaw[];
}

/** The knobs with their defaults. */
export type ClusterSettings = {
  readonly [Knob in keyof ClusterKnobs]-?: ClusterKnobs[Knob] extends Count | undefined
    ? Required<Count>
    : NonNullable<ClusterKnobs[Knob]>;
};

/** What is drawn of each list unless the knobs say otherwise: all that there is of it. */
const everything = {
  workloadKinds: ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
  serviceKinds: ['ClusterIP', 'headless', 'NodePort', 'LoadBalancer', 'withoutSelector', 'ExternalName'],
  ingressControllers: ['ingress-nginx', 'traefik'],
  platforms: ['cloud', 'kind', 'bare-metal'],
  proxyModes: ['iptables', 'nftables', 'ipvs'],
  features: allFeatures,
} as const satisfies Partial<ClusterSettings>;

/**
 * The knobs with their defaults.
 *
 * @throws {RangeError} for a knob that there is not, a count that can't be or something that can't be drawn
 */
export function withDefaults(knobs: ClusterKnobs): ClusterSettings {
  const settings: ClusterSettings = {
    nodes: count('nodes', knobs.nodes, 1, 3),
    workloads: count('workloads', knobs.workloads, 1, 3),
    pods: count('pods', knobs.pods, 1, 3),
    services: count('services', knobs.services, 1, 3),
    ingresses: count('ingresses', knobs.ingresses, 0, 2),
    workloadKinds: knobs.workloadKinds ?? everything.workloadKinds,
    serviceKinds: knobs.serviceKinds ?? everything.serviceKinds,
    ingressControllers: knobs.ingressControllers ?? everything.ingressControllers,
    platforms: knobs.platforms ?? everything.platforms,
    proxyModes: knobs.proxyModes ?? everything.proxyModes,
    features: knobs.features ?? everything.features,
    flaws: knobs.flaws ?? [],
  };
  requireKnown('clusterArbitrary', Object.keys(knobs), Object.keys(settings));
  requireKnown('workloadKinds', settings.workloadKinds, everything.workloadKinds);
  requireKnown('serviceKinds', settings.serviceKinds, everything.serviceKinds);
  requireKnown('ingressControllers', settings.ingressControllers, everything.ingressControllers);
  requireKnown('platforms', settings.platforms, everything.platforms);
  requireKnown('proxyModes', settings.proxyModes, everything.proxyModes);
  requireKnown('features', settings.features, everything.features);
  requireKnown('flaws', settings.flaws, Object.keys(clusterFlaws));
  return settings;
}

function requireKnown(of: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  const meant = near === undefined ? `write ${known.join(', ')}` : `did you mean ${near}?`;
  throw new RangeError(`${of}: there is no ${unknown}; ${meant}`);
}

function count(knob: string, given: Count = {}, least: number, most: number): Required<Count> {
  const min = given.min ?? Math.min(least, given.max ?? least);
  const max = given.max ?? Math.max(most, min);
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || min > max) {
    throw new RangeError(`${knob}: there can't be at least ${min} and at most ${max}`);
  }
  return { min, max };
}
