import type { Cluster } from '../cluster/cluster.js';
import { controllerAt } from '../controller/controllers.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { Pod } from '../object/pod.js';
import type { Flight, Views } from '../step/step.js';
import type { IngressHop } from '../trace/hop.js';
import type { Place } from '../trace/place.js';
import type { IngressDecision } from './decision.js';

/** A flight at the pod of an ingress controller. */
export interface AtController {
  /** The cluster as the controller believes it to be. */
  readonly cluster: Cluster;
  readonly pod: Pod;
  readonly place: Place;
  readonly profile: ControllerProfile;
  readonly flight: Flight;
}

/**
 * The controller that a flight is at.
 *
 * @throws {TypeError} when the flight is not at a port of a controller's pod
 */
export function controllerOf(views: Views, flight: Flight): AtController {
  if (flight.at.kind !== 'pod')
    throw new TypeError(`an ingress controller takes no flight at ${flight.at.kind}`);
  const { namespace, name } = flight.at;
  const key = `${namespace}/${name}`;
  const { protocol, destination } = flight.packet;
  const { port } = destination;
  const cluster = views.of({ kind: 'ingress-controller', namespace, pod: name });
  const network = views.of({ kind: 'network' });
  const pod = network.get('Pod', key);
  // A controller that sees an older cluster may not find itself in it.
  const profile = controllerAt(cluster, key, port, protocol) ?? controllerAt(network, key, port, protocol);
  if (pod === undefined || profile === undefined) {
    throw new TypeError(`pod ${key} is no ingress controller on port ${port}`);
  }
  const place: Place = { kind: 'pod', namespace, name, node: pod.spec.nodeName ?? '' };
  return { cluster, pod, place, profile, flight };
}

/** What every hop of a controller says, whatever it did. */
export function hopBase(
  at: AtController,
  decision: Omit<IngressDecision, 'result' | 'assumptions'>,
): Omit<IngressHop, 'action' | 'changes' | 'endpoints'> {
  const { server, location, path, ingress, certificate, influences, rule, skipped } = decision;
  const { name, version, annotationClass } = at.profile;
  return {
    stage: 'ingress',
    place: at.place,
    packet: at.flight.packet,
    controller: { dialect: name, version, class: annotationClass },
    server,
    ...(location === undefined ? {} : { location }),
    ...(path === undefined ? {} : { path }),
    ...(ingress === undefined ? {} : { ingress }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(influences === undefined ? {} : { influences }),
    rule,
    skipped,
  };
}
