import { familyOf } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import { nodeAddress } from '../cluster/node-address.js';
import { controllerAt } from '../controller/controllers.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { Pod } from '../object/pod.js';
import type { Packet, Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { IngressHop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import { changesBetween } from './changes.js';
import { ingressController } from './controller.js';
import type { ChosenBackend, IngressDecision, IngressResult } from './decision.js';

/** The pod of a controller, where the flight is. */
interface At {
  readonly cluster: Cluster;
  readonly pod: Pod;
  readonly place: Place;
  readonly profile: ControllerProfile;
  readonly flight: Flight;
}

/**
 * An ingress controller in its pod: it ends the connection, and answers itself or opens another one to an endpoint.
 *
 * The new connection comes from the pod's own address, or from the node's for a pod in the network of the host.
 * @throws {TypeError} when the flight is not at a port of a controller's pod
 */
export function ingressComponent(views: Views, memory: Memory, flight: Flight): Step {
  const at = controllerOf(views, flight);
  const { http, tls, source, destination, proxyProtocol } = flight.packet;
  if (http === undefined) return noRequest(at);
  const decision = ingressController(at.cluster, at.profile).handle({
    http,
    ...(tls === undefined ? {} : { tls }),
    client: source.address,
    port: destination.port,
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  });
  const { result } = decision;
  if (result.kind === 'forward') return forward(at, memory, decision, result);
  const hop: IngressHop = { ...hopBase(at, decision), action: actionOf(result), changes: [], endpoints: [] };
  return done([hop], outcomeOf(result, at.place), decision.assumptions);
}

function controllerOf(views: Views, flight: Flight): At {
  if (flight.at.kind !== 'pod') throw new TypeError(`an ingress controller takes no flight at ${flight.at.kind}`);
  const { namespace, name } = flight.at;
  const key = `${namespace}/${name}`;
  const cluster = views.of({ kind: 'ingress-controller', namespace, pod: name });
  // A controller that sees an older cluster may not find itself in it.
  const network = views.of({ kind: 'network' });
  const pod = network.get('Pod', key);
  const { port } = flight.packet.destination;
  const profile = controllerAt(cluster, key, port) ?? controllerAt(network, key, port);
  if (pod === undefined || profile === undefined) {
    throw new TypeError(`pod ${key} is no ingress controller on port ${port}`);
  }
  return { cluster, pod, place: { kind: 'pod', namespace, name, node: pod.spec.nodeName ?? '' }, profile, flight };
}

function hopBase(at: At, decision: IngressDecision): Omit<IngressHop, 'action' | 'changes' | 'endpoints'> {
  const { server, location, ingress, certificate, rule, skipped } = decision;
  const { name, version, annotationClass } = at.profile;
  return {
    stage: 'ingress',
    place: at.place,
    packet: at.flight.packet,
    controller: { dialect: name, version, class: annotationClass },
    server,
    ...(location === undefined ? {} : { location }),
    ...(ingress === undefined ? {} : { ingress }),
    ...(certificate === undefined ? {} : { certificate }),
    rule,
    skipped,
  };
}

/** A connection without an HTTP request ends at the proxy. */
function noRequest(at: At): Step {
  const hop: IngressHop = {
    ...hopBase(at, { server: '_', rule: { id: 'proxy-refuses' }, skipped: [], assumptions: [], result: unasked }),
    action: 'terminated',
    changes: [],
    endpoints: [],
  };
  return done([hop], { kind: 'connected', place: at.place, cause: unasked.cause });
}

const unasked: Extract<IngressResult, { kind: 'closed' }> = {
  kind: 'closed',
  cause: {
    code: 'proxy-reached',
    message: 'The controller takes the connection and waits for an HTTP request.',
    fix: 'Ask with http:// or https:// to see where a request is sent.',
  },
};

type Ended = Exclude<IngressResult, { kind: 'forward' }>;

function actionOf(result: Ended): IngressHop['action'] {
  switch (result.kind) {
    case 'response':
      return 'answered';
    case 'tls-error':
    case 'closed':
      return 'rejected';
    case 'left':
    case 'unknown':
      return 'terminated';
    default:
      return result satisfies never;
  }
}

function outcomeOf(result: Ended, place: Place): Outcome {
  switch (result.kind) {
    case 'response': {
      const { status, headers, cause } = result;
      return { kind: 'response', status, headers, from: 'proxy', place, cause };
    }
    case 'tls-error':
    case 'closed':
      return { kind: result.kind, place, cause: result.cause };
    case 'left':
      return { kind: 'left', to: result.to, place, cause: result.cause };
    case 'unknown':
      return { kind: 'unknown', missing: result.missing, place, cause: result.cause };
    default:
      return result satisfies never;
  }
}

/** An endpoint of one of the backends, with its share of the requests. */
interface Candidate {
  readonly backend: ChosenBackend;
  readonly endpoint: Target;
  readonly probability: number;
}

function forward(
  at: At,
  memory: Memory,
  decision: IngressDecision,
  result: Extract<IngressResult, { kind: 'forward' }>,
): Step {
  const candidates = result.backends.flatMap((backend) =>
    backend.endpoints.map((endpoint): Candidate => ({
      backend,
      endpoint,
      probability: backend.share / backend.endpoints.length,
    })),
  );
  const send = ({ backend, endpoint }: Candidate, choice?: Choice): Step => {
    const packet = packetTo(at, endpoint, result);
    const { service, port, endpoints } = backend;
    const hop: IngressHop = {
      ...hopBase(at, decision),
      action: 'terminated',
      changes: changesBetween(at.flight.packet, packet),
      backend: { service, port },
      endpoints,
      forwarded: result.http,
      ...(choice === undefined ? {} : { choice }),
    };
    const position = departureOf(at.pod);
    return next([hop], { ...at.flight, at: position, departure: position, packet }, memory, decision.assumptions);
  };
  const [first] = candidates;
  if (first === undefined) throw new TypeError('a request is forwarded to one endpoint at least');
  if (candidates.length === 1) return send(first);
  return {
    kind: 'choose',
    of: result.backends.length > 1 ? 'backend' : 'endpoint',
    by: result.by,
    candidates,
    take: (index, choice) => send(candidates[index] ?? first, choice),
  };
}

function packetTo(at: At, endpoint: Target, result: Extract<IngressResult, { kind: 'forward' }>): Packet {
  return {
    protocol: 'TCP',
    source: { address: sourceFor(at, endpoint) },
    destination: endpoint,
    ...(result.tls === undefined ? {} : { tls: result.tls }),
    http: result.http,
  };
}

/** The address that the controller sends from: its own, of the family of the endpoint. */
function sourceFor({ cluster, pod }: At, endpoint: Target): string {
  const family = familyOf(endpoint.address);
  const own = pod.status.podIPs.find((address) => familyOf(address) === family);
  const node = pod.spec.nodeName === undefined ? undefined : cluster.get('Node', pod.spec.nodeName);
  const ofNode = node === undefined ? undefined : nodeAddress(node, family);
  return (pod.spec.hostNetwork ? (ofNode ?? own) : own) ?? pod.status.podIP ?? '';
}

function departureOf(pod: Pod): Position {
  return { kind: 'arriving', node: pod.spec.nodeName ?? '', from: pod.spec.hostNetwork ? 'host' : 'pod' };
}
