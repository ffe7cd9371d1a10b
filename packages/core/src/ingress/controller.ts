import type { Cluster } from '../cluster/cluster.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { Skip } from '../trace/rule.js';
import { compiledFor } from './compiled.js';
import type { IngressConfiguration } from './configuration.js';
import type { IngressDecision } from './decision.js';
import { wrongPort } from './port.js';
import type { IngressConnection, IngressRequest } from './request.js';

/** An ingress controller, asked alone. @public */
export interface IngressController {
  /**
   * What it does with a connection that it passes on without a look at the request in it: streams of TCP and UDP, and TLS
   * that the Service ends. Undefined where it reads requests.
   */
  connect(connection: IngressConnection): IngressDecision | undefined;
  /**
   * What it does with a request: an answer of its own, or a backend, the request rewritten, and what certificate is
   * shown.
   *
   * @throws {RangeError} for a port on which the controller takes nothing
   */
  handle(request: IngressRequest): IngressDecision;
  /** The rules that did not take a request, each with the reason. */
  rejected(request: IngressRequest): readonly Skip[];
  /** What it makes of the Ingresses, before any request comes. */
  configuration(): IngressConfiguration;
}

/**
 * The controller with this profile, as it sees the cluster.
 *
 * @public
 * @example
 * const [controller] = controllersOf(cluster);
 * ingressController(cluster, controller.profile).handle({ http, client: '203.0.113.7', port: 80 }).ingress;
 */
export function ingressController(cluster: Cluster, profile: ControllerProfile): IngressController {
  const compiled = compiledFor(cluster, profile);
  return {
    connect: (connection) => compiled.connect(cluster, connection),
    handle: (request) =>
      compiled.connect(cluster, request) ?? wrongPort(profile, request) ?? compiled.handle(cluster, request),
    rejected: (request) => compiled.rejected(cluster, request),
    configuration: () => compiled.configuration(),
  };
}
