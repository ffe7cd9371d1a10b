import type { Cluster } from '../cluster/cluster.js';
import { nodePortField } from '../endpoints/node-port-field.js';
import type { ContainerPort, Pod } from '../object/pod.js';
import type { Service } from '../object/service.js';
import type { Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { Change } from '../trace/change.js';
import type { NodeHop } from '../trace/hop.js';
import type { Cause } from '../trace/outcome.js';
import type { Rule, Skip } from '../trace/rule.js';
import type { Leaving } from './leaving.js';
import { wayOut } from './postrouting.js';

/** A pod that answers on an address of the node, and how. */
interface HostListener {
  readonly pod: Pod;
  readonly port: ContainerPort;
}

/**
 * A packet for an address of the node itself: a hostPort is translated to its pod, a hostNetwork pod listens itself,
 * otherwise nobody is there.
 *
 * What the node sends to itself leaves its stack over the loopback interface first, where a masquerade mark is carried
 * out; what comes from elsewhere passes no way out and keeps its source.
 * @see containernetworking/plugins plugins/meta/portmap (hostPort), kubernetes/api core/v1/types.go (hostNetwork)
 * @see Linux netfilter: locally generated packets pass OUTPUT and POSTROUTING, locally delivered ones INPUT
 */
export function deliverLocally(cluster: Cluster, memory: Memory, flight: Leaving): Step {
  if (flight.at.from !== 'host' || flight.packet.mark === undefined) {
    return deliver(cluster, memory, flight, []);
  }
  const { hop, packet } = wayOut(cluster, flight, { kind: 'host' });
  return deliver(cluster, memory, { ...flight, packet }, [hop]);
}

function deliver(cluster: Cluster, memory: Memory, flight: Leaving, before: readonly NodeHop[]): Step {
  const { node } = flight.at;
  const listeners = listenersOf(cluster, flight);
  const listener = listeners.find(({ pod }) => pod.spec.hostNetwork) ?? listeners[0];
  if (listener === undefined) {
    const rejected = hopOf(flight, 'rejected', { id: 'nobody-listens-on-node' }, { kind: 'nowhere' });
    return done([...before, rejected], {
      kind: 'refused',
      place: { kind: 'node', name: node },
      cause: nobodyListens(cluster, flight),
    });
  }
  const { namespace, name } = listener.pod.metadata;
  const at = { kind: 'pod', namespace, name } as const;
  const { mark: _mark, ...packet } = flight.packet;
  if (listener.pod.spec.hostNetwork) {
    const received = hopOf(flight, 'received', { id: 'host-network' }, { kind: 'host' });
    return next([...before, received], { ...flight, at, packet }, memory);
  }
  const destination = { address: listener.pod.status.podIP ?? '', port: listener.port.containerPort };
  const translated = hopOf(flight, 'translated', hostPortOf(listener.pod), at, [
    {
      kind: 'dnat',
      field: 'destination',
      from: textOf(flight.packet.destination),
      to: textOf(destination),
    },
  ]);
  return next([...before, translated], { ...flight, at, packet: { ...packet, destination } }, memory);
}

function hostPortOf({ metadata: { namespace, name } }: Pod): Rule {
  return {
    id: 'host-port',
    object: { kind: 'Pod', namespace, name },
    path: 'spec.containers[*].ports[*].hostPort',
  };
}

function textOf({ address, port }: Target): string {
  return `${address}:${port}`;
}

function listenersOf(cluster: Cluster, flight: Leaving): readonly HostListener[] {
  const { address, port } = flight.packet.destination;
  return cluster.podsByHostPort(flight.at.node, port).flatMap((pod) => {
    const found = pod.spec.containers
      .flatMap((container) => container.ports)
      .find(
        (entry) =>
          (pod.spec.hostNetwork ? entry.containerPort : entry.hostPort) === port &&
          entry.protocol === flight.packet.protocol &&
          (pod.spec.hostNetwork || isBound(entry.hostIP, address)),
      );
    return found === undefined || pod.status.phase !== 'Running' ? [] : [{ pod, port: found }];
  });
}

function isBound(hostIP: string | undefined, address: string): boolean {
  return (
    hostIP === undefined || hostIP === '' || hostIP === '0.0.0.0' || hostIP === '::' || hostIP === address
  );
}

const noChanges: readonly Change[] = [];
const staysOnNode: readonly Skip[] = [{ code: 'no-masquerade-stays-on-node' }];
const nothing: readonly Skip[] = [];

function hopOf(
  flight: Leaving,
  action: NodeHop['action'],
  rule: Rule,
  to: NodeHop['to'],
  changes: readonly Change[] = noChanges,
): NodeHop {
  return {
    stage: 'node',
    node: flight.at.node,
    place: { kind: 'node', name: flight.at.node },
    action,
    packet: flight.packet,
    changes,
    rule,
    skipped: flight.packet.mark === undefined ? nothing : staysOnNode,
    to,
  };
}

/**
 * Why nobody listens: a node port that this address does not serve, the port of a Service that nodes serve under
 * another number, or a port that nobody uses.
 */
function nobodyListens(cluster: Cluster, flight: Leaving): Cause {
  const { address, port } = flight.packet.destination;
  const service = cluster.servicesByNodePort(port)[0];
  if (service !== undefined) return notOnAddress(service, address, port);
  const message = `No pod listens on port ${port} of node ${flight.at.node}.`;
  const meant = cluster.list('Service').flatMap((candidate) => {
    const nodePort = candidate.spec.ports.find((entry) => entry.port === port)?.nodePort;
    return nodePort === undefined ? [] : [{ candidate, nodePort }];
  });
  const [first] = meant;
  if (first === undefined) {
    return {
      code: 'nobody-listens-on-node',
      object: { kind: 'Node', name: flight.at.node },
      message,
      fix: 'Use the node port of the Service, or a pod with hostNetwork or hostPort on this node.',
    };
  }
  const ports = meant.map(
    ({ candidate: { metadata }, nodePort }) => `${nodePort} (Service ${metadata.namespace}/${metadata.name})`,
  );
  const { namespace, name } = first.candidate.metadata;
  return {
    code: 'nobody-listens-on-node',
    object: { kind: 'Service', namespace, name },
    path: nodePortField(first.candidate, first.nodePort),
    message: `${message} What Services have on port ${port}, nodes serve under their node ports.`,
    fix: `Ask node port ${ports.slice(0, 3).join(', or ')}.`,
  };
}

function notOnAddress(service: Service, address: string, port: number): Cause {
  const { namespace, name } = service.metadata;
  return {
    code: 'node-port-not-on-address',
    object: { kind: 'Service', namespace, name },
    path: nodePortField(service, port),
    message: `Port ${port} is a node port of Service ${namespace}/${name}, but not on ${address}: the service proxy serves node ports on other addresses of this node only, or for another protocol.`,
    fix: 'Ask the primary address of a node, or set nodePortAddresses of the service proxy.',
  };
}
