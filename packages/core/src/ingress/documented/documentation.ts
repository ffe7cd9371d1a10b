import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Ingress } from '../../object/ingress.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Cause } from '../../trace/outcome.js';
import type { BackendLookup } from '../backend.js';
import type { IngressDecision } from '../decision.js';
import type { IngressRequest } from '../request.js';
import type { Route, StatedRoute } from './route.js';

/** What the documentation of a controller says of its Ingresses. */
export interface Documentation {
  /** Oldest first. */
  readonly ingresses: readonly Ingress[];
  readonly routes: readonly Route[];
  /** By what a route is found where that is not its kind of path: a priority. */
  readonly rule?: IngressDecision['rule']['id'];
  /** Why a request is not for a path that the Ingresses state: what is told in place of a path that is not there. */
  readonly whyNot?: (request: IngressRequest, host: string, path: string) => Cause | undefined;
  /** Where requests go that no route takes. */
  readonly fallback: Pick<StatedRoute, 'ingress' | 'field' | 'backend'> | undefined;
  /** Whether less precise hosts are not asked where the paths of the most precise one do not match. */
  readonly strictHost: boolean;
  /** Whether a route is for the port and the kind of connection of a request. */
  readonly isOpen: (route: Route, request: IngressRequest) => boolean;
  /** Whether the controller leaves a route out because of what its backend leads to; else it answers 503. */
  readonly leavesOut: (found: BackendLookup) => boolean;
  /** What is answered before any route is looked at, or in place of the backend of one. */
  readonly redirect: (request: IngressRequest, route: Route | undefined) => Redirect | undefined;
  /** The path as the backend gets it. */
  readonly rewrite: (route: Route, path: string) => string | undefined;
  /** What is spoken with a backend. */
  readonly speaks: (cluster: Cluster, route: Pick<Route, 'ingress' | 'backend'>) => 'HTTP' | 'HTTPS';
  /** What the controller is told that the model does not follow, by an Ingress and the Services that it names. */
  readonly notFollowed: (
    cluster: Cluster,
    route: Pick<Route, 'ingress' | 'backend'>,
  ) => readonly Assumption[];
  /** What its flags and ConfigMap say beyond that. */
  readonly settings: readonly Assumption[];
}

/** An answer that sends the client elsewhere. */
export interface Redirect {
  readonly status: number;
  readonly location: string;
  readonly rule: IngressDecision['rule'];
}

/** How the documentation of one kind of controller is read. */
export type Documented = (cluster: Cluster, profile: ControllerProfile) => Documentation;
