import type { ProvisionedPart } from '../../cluster/infrastructure.js';
import type { Origin } from '../../request/origin.js';
import type { Trace } from '../../trace/trace.js';
import type { MonthlyCost } from '../cost.js';

/** A way in: what stands between clients and the pods of an application. @public */
export type WayInKind =
  'host-network' | 'node-port' | 'load-balancer' | 'nlb' | 'ingress-nginx' | 'alb' | 'gce-ingress';

/** Whose address it is. @public */
export type AddressHolder = 'client' | 'node' | 'load-balancer' | 'controller' | 'other';

/** Where the client's address is replaced: by a translation, or because a proxy opens a connection of its own. @public */
export interface SourceReplaced {
  readonly by: 'node' | 'load-balancer' | 'controller' | 'network';
  readonly how: 'snat' | 'new-connection';
}

/** What a proxy of layer 7 on the way can do. @public */
export type FeatureName =
  'host-and-path-rules' | 'tls' | 'cookie-affinity' | 'canary' | 'retries' | 'circuit-breaking';

/** Whether something on the way can do it. @public */
export interface Feature {
  readonly name: FeatureName;
  readonly state: 'yes' | 'no' | 'unknown';
  /** The field or annotation that asks for it, or why it cannot be. */
  readonly by?: string;
  /** Where that is said. */
  readonly source?: string;
}

/** What is taken away to see what breaks. @public */
export type Failing =
  'node' | 'application-pod' | 'controller-pod' | 'every-controller-pod' | 'load-balancer';

/** What breaks as long as nothing replaces what failed, once endpoints and health checks know of it. @public */
export interface Breakage {
  readonly failing: Failing;
  readonly name: string;
  /** How many entries always answered. */
  readonly entries: number;
  /** How many of these do not always answer any more. */
  readonly entriesLost: number;
  /** The hosts that do not answer at any address any more. */
  readonly sitesLost: readonly string[];
}

/** How many requests cross zones, as shares of all; every address is asked as often as the others. @public */
export interface ZoneShare {
  /** Those of which it is known that they do. */
  readonly crossing: number;
  /** Those with a step of which it is not known, as from a load balancer to a node. */
  readonly unknown: number;
}

/** One way into an application, as traces through a cluster that was built so found it. @public */
export interface WayIn {
  readonly kind: WayInKind;
  /** What is asked: the product where there is one, `LoadBalancer a Service (classic-elb)`. */
  readonly name: string;
  /** The ports that clients ask. */
  readonly ports: readonly string[];
  /** How many addresses clients have to know. */
  readonly addresses: number;
  /** Each site at each address at which it is asked, and how many of these always answer. */
  readonly entries: { readonly total: number; readonly answering: number };
  /** How many sites an application answers, at one address at least. */
  readonly sitesAnswering: number;
  /**
   * How many places a request passes, at least and at most: load balancer, nodes, proxies, pods. Absent where nothing
   * answers.
   */
  readonly places?: { readonly least: number; readonly most: number };
  /** Whose address the pod takes for the client's. */
  readonly seenSource: readonly AddressHolder[];
  /** Whose addresses stand in X-Forwarded-For, in their order, where something adds it. */
  readonly forwardedFor: readonly AddressHolder[];
  readonly sourceReplaced: readonly SourceReplaced[];
  readonly zones: ZoneShare;
  readonly features: readonly Feature[];
  readonly breakages: readonly Breakage[];
  readonly parts: readonly ProvisionedPart[];
  readonly cost: MonthlyCost;
  /** One way of a request for the first site; absent where it cannot be asked. */
  readonly example?: Trace;
}

/** The ways into an application on a platform, side by side. @public */
export interface WaysIn {
  readonly platform: string;
  readonly sites: readonly string[];
  readonly replicas: number;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** Who asks: the platform's own default, since on some platforms nothing is known to the internet. */
  readonly from: Origin;
  readonly ways: readonly WayIn[];
}
