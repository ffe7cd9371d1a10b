import { isInAny } from '../address/cidr.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { done } from '../step/result.js';
import type { Step, Views } from '../step/step.js';
import type { NodeHop } from '../trace/hop.js';
import type { Leaving } from './leaving.js';
import { deliverLocally } from './local.js';
import { sendOut } from './postrouting.js';

/**
 * The routing decision of a node: to a process of the node, to a pod on it, to another node, or out.
 *
 * The masquerade mark is carried out only on the way out of the node's own stack.
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, chain KUBE-POSTROUTING
 */
export function nodeComponent(views: Views, memory: Memory, flight: Leaving): Step {
  const { node } = flight.at;
  const cluster = views.of({ kind: 'node', node });
  const { address } = flight.packet.destination;
  const pod = cluster.podByAddress(address);
  if (pod !== undefined) {
    const { namespace, name } = pod.metadata;
    if (pod.spec.nodeName === node) {
      return sendOut(
        cluster,
        memory,
        flight,
        { kind: 'pod', namespace, name },
        { kind: 'pod', namespace, name },
      );
    }
    const other = pod.spec.nodeName ?? '';
    return sendOut(cluster, memory, flight, { kind: 'node', node: other }, arriving(other));
  }
  const holder = cluster.nodeByAddress(address)?.metadata.name;
  if (holder === node || isOwnLoopback(flight)) return deliverLocally(cluster, memory, flight);
  if (holder !== undefined && !isExternalAddress(cluster, holder, address)) {
    return sendOut(cluster, memory, flight, { kind: 'node', node: holder }, arriving(holder));
  }
  const deadEnd = nobodyHolds(cluster, flight);
  if (deadEnd !== undefined) return deadEnd;
  return sendOut(cluster, memory, flight, { kind: 'outside' }, { kind: 'network' });
}

function arriving(node: string): Position {
  return { kind: 'arriving', node, from: 'wire' };
}

function isOwnLoopback(flight: Leaving): boolean {
  const { address } = flight.packet.destination;
  return flight.at.from === 'host' && (address.startsWith('127.') || address === '::1');
}

function isExternalAddress(cluster: Cluster, node: string, address: string): boolean {
  return (
    cluster
      .get('Node', node)
      ?.status.addresses.some((entry) => entry.type === 'ExternalIP' && entry.address === address) ?? false
  );
}

/** Destinations in the cluster's own ranges that nobody holds: the packet is lost on the way. */
function nobodyHolds(cluster: Cluster, flight: Leaving): Step | undefined {
  const { address, port } = flight.packet.destination;
  const { protocol } = flight.packet;
  const service = cluster.servicesByAddress(address)[0];
  if (service !== undefined && !isLoadBalancerAddress(cluster, address)) {
    const { namespace, name } = service.metadata;
    const ports = service.spec.ports.map((entry) => `${entry.port}/${entry.protocol}`).join(', ');
    return done([lost(flight)], {
      kind: 'timeout',
      place: { kind: 'node', name: flight.at.node },
      cause: {
        code: 'service-port-unknown',
        object: { kind: 'Service', namespace, name },
        path: 'spec.ports',
        message: `Service ${namespace}/${name} has no port ${port}/${protocol} (it has ${ports}); no rule takes the packet and it is lost.`,
        fix: `Ask one of its ports, or add ${port} to spec.ports.`,
      },
    });
  }
  if (!isInAny(cluster.platform.podCIDRs, address) && !isInAny(cluster.platform.serviceCIDRs, address)) {
    return undefined;
  }
  return done([lost(flight)], {
    kind: 'timeout',
    place: { kind: 'node', name: flight.at.node },
    cause: {
      code: 'address-unused',
      message: `Nothing in the cluster holds ${address}; the packet is lost.`,
      fix: 'Use the name of the Service: addresses of pods change when they are replaced.',
    },
  });
}

function isLoadBalancerAddress(cluster: Cluster, address: string): boolean {
  return cluster.loadBalancerByAddress(address) !== undefined;
}

function lost(flight: Leaving): NodeHop {
  return {
    stage: 'node',
    node: flight.at.node,
    place: { kind: 'node', name: flight.at.node },
    action: 'dropped',
    packet: flight.packet,
    changes: [],
    rule: { id: 'route-nowhere' },
    skipped: [],
    to: { kind: 'nowhere' },
  };
}
