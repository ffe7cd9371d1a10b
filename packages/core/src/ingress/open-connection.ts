import { familyOf } from '../address/ip.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { Pod } from '../object/pod.js';
import type { Packet, Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { next } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { IngressHop } from '../trace/hop.js';
import { hopBase, type AtController } from './at-controller.js';
import { changesBetween } from './changes.js';
import type { ChosenBackend, IngressDecision, IngressResult } from './decision.js';

/** The result of a request that goes on to a backend. */
export type Forwarded = Extract<IngressResult, { kind: 'forward' }>;

/** An endpoint of one of the backends, with its share of the requests. */
interface Candidate {
  readonly backend: ChosenBackend;
  readonly endpoint: Target;
  readonly probability: number;
}

/**
 * The controller opens a connection to one of the endpoints and sends the request on.
 *
 * The connection comes from the pod's own address, or from the node's for a pod in the network of the host.
 */
export function openConnection(
  at: AtController,
  memory: Memory,
  decision: IngressDecision,
  result: Forwarded,
): Step {
  const candidates = result.backends.flatMap((backend) =>
    backend.endpoints.map((endpoint): Candidate => ({
      backend,
      endpoint,
      probability: backend.share / backend.endpoints.length,
    })),
  );
  const [first] = candidates;
  if (first === undefined) throw new TypeError('a request is forwarded to one endpoint at least');
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
      ...(result.responseHeaders === undefined ? {} : { responseHeaders: result.responseHeaders }),
      ...(choice === undefined ? {} : { choice }),
    };
    const departure = departureOf(at.pod);
    return next([hop], { ...at.flight, at: departure, departure, packet }, memory, decision.assumptions);
  };
  if (candidates.length === 1) return send(first);
  return {
    kind: 'choose',
    of: result.backends.length > 1 ? 'backend' : 'endpoint',
    by: result.by,
    candidates,
    take: (index, choice) => send(candidates[index] ?? first, choice),
  };
}

function packetTo(at: AtController, endpoint: Target, { http, tls }: Forwarded): Packet {
  return {
    protocol: 'TCP',
    source: { address: sourceFor(at, endpoint) },
    destination: endpoint,
    ...(tls === undefined ? {} : { tls }),
    http,
  };
}

/** The address that the controller sends from, of the family of the endpoint. */
function sourceFor({ cluster, pod }: AtController, endpoint: Target): string {
  const family = familyOf(endpoint.address);
  const own = pod.status.podIPs.find((address) => familyOf(address) === family) ?? pod.status.podIP ?? '';
  if (!pod.spec.hostNetwork || pod.spec.nodeName === undefined) return own;
  const node = cluster.get('Node', pod.spec.nodeName);
  return (node === undefined ? undefined : nodeAddress(node, family)) ?? own;
}

function departureOf(pod: Pod): Position {
  return { kind: 'arriving', node: pod.spec.nodeName ?? '', from: pod.spec.hostNetwork ? 'host' : 'pod' };
}
