import type { Cluster } from '../cluster/cluster.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { Skip } from '../trace/rule.js';
import type { IngressConfiguration } from './configuration.js';
import type { IngressDecision } from './decision.js';
import type { IngressConnection, IngressRequest } from './request.js';

/** The rules of one controller, made once from all Ingresses that it takes. */
export interface CompiledIngresses {
  /** What is done with a connection whatever the request in it; undefined where that depends on the request. */
  connect(cluster: Cluster, connection: IngressConnection): IngressDecision | undefined;
  /** What is done with a request. Services and their endpoints are looked up in the cluster at that moment. */
  handle(cluster: Cluster, request: IngressRequest): IngressDecision;
  /**
   * The rules that did not take a request, each with its reason: those on hosts that cover it, or all where there are
   * none.
   */
  rejected(cluster: Cluster, request: IngressRequest): readonly Skip[];
  configuration(): IngressConfiguration;
}

/** How one kind of controller reads Ingresses. */
export type Dialect = (cluster: Cluster, profile: ControllerProfile) => CompiledIngresses;
