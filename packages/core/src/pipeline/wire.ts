import { isInAny } from '../address/cidr.js';
import { isLoopback, isOutsideOfInternet } from '../address/classify.js';
import { familyOf } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import { nodeAddress } from '../cluster/node-address.js';
import { nodePortField } from '../endpoints/node-port-field.js';
import type { Node } from '../object/node.js';
import type { Assumption } from '../problem/assumption.js';
import type { Packet } from '../request/packet.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Memory } from '../step/memory.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import { nodeFirewallOpen } from './node-firewall.js';
import { howToFaceInternet } from './how-to-face-internet.js';
import { toServiceAddress } from './service-address.js';

/**
 * What lies between the nodes and the world: finds who holds the destination address and hands the packet over.
 *
 * Nothing is decided about the packet here but one-to-one NAT of a node's public address.
 */
export function wire(views: Views, memory: Memory, flight: Flight): Step {
  const cluster = views.of({ kind: 'network' });
  const { address } = flight.packet.destination;
  const balancer = balancerAt(cluster, flight.packet);
  if (balancer !== undefined) {
    const cause = flight.at.kind === 'internet' ? notFromInternet(balancer, address) : undefined;
    if (cause !== undefined) return done([], unroutable(flight, cause));
    const at = { kind: 'load-balancer', id: balancer.id } as const;
    return next([], { ...flight, at }, memory, sourceOutside(balancer, flight));
  }
  const node = cluster.nodeByAddress(address);
  return node === undefined ? toNobody(cluster, flight) : toNode(cluster, memory, flight, node);
}

/**
 * Who asks a public address of AWS from inside leaves the network first, and comes back from a public address: that of
 * its node, or of a NAT gateway.
 *
 * @see docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway, docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway
 */
function sourceOutside(balancer: LoadBalancer, { at, packet }: Flight): readonly Assumption[] {
  const { controller, scheme, owner } = balancer;
  const isOfAws = controller === 'aws-cloud-provider' || controller === 'aws-load-balancer-controller';
  const { source, destination } = packet;
  const isInside = at.kind === 'network' && isOutsideOfInternet(source.address);
  if (!isOfAws || scheme === 'internal' || !isInside || isOutsideOfInternet(destination.address)) return [];
  return [
    {
      code: 'source-behind-nat',
      object: owner,
      message: `${source.address} asks a public load balancer, which sees it by a public address, of its node or of a NAT gateway: which one is not known, and its own address is shown in place of it.`,
      state: 'Ask from the internet with the public address, or ask an internal load balancer.',
    },
  ];
}

/** Of load balancers that share an address the one that listens on the port. */
function balancerAt(cluster: Cluster, { destination, protocol }: Packet): LoadBalancer | undefined {
  const all = cluster.loadBalancersByAddress(destination.address);
  const listening = all.find(({ listeners }) =>
    listeners.some((listener) => listener.port === destination.port && listener.protocol === protocol),
  );
  return listening ?? all[0];
}

/** Why nothing from the internet gets to a load balancer: it is internal, or its address is of the network of the nodes. */
function notFromInternet(balancer: LoadBalancer, address: string): Cause | undefined {
  const { scheme, owner } = balancer;
  if (scheme === 'internal') {
    return {
      code: 'internal-load-balancer',
      object: owner,
      message: `${address} belongs to an internal load balancer; nothing from the internet reaches it.`,
      fix: `Ask from the network of the nodes, or ${howToFaceInternet(balancer)}.`,
    };
  }
  if (!isOutsideOfInternet(address)) return undefined;
  return {
    code: 'private-address-from-internet',
    object: owner,
    path: 'status.loadBalancer',
    message: `${address} is a private address; the load balancer that has it is not reached from the internet.`,
    fix: 'Ask from the network of the nodes, or give the load balancer a public address.',
  };
}

function toNode(cluster: Cluster, memory: Memory, flight: Flight, node: Node): Step {
  const { packet } = flight;
  const address = packet.destination.address;
  const own = node.status.addresses.find((entry) => entry.address === address);
  const name = node.metadata.name;
  if (own?.type !== 'ExternalIP' && flight.at.kind === 'internet' && isOutsideOfInternet(address)) {
    return done(
      [],
      unroutable(flight, {
        code: 'private-address-from-internet',
        object: { kind: 'Node', name },
        path: 'status.addresses',
        message: `${address} is the internal address of node ${name}; it has no route from the internet.`,
        fix: privateFix(node),
      }),
    );
  }
  const inside = own?.type === 'ExternalIP' ? nodeAddress(node, familyOf(address)) : undefined;
  const translated =
    inside === undefined
      ? packet
      : { ...packet, destination: { address: inside, port: packet.destination.port } };
  return next(
    inside === undefined
      ? []
      : [
          {
            stage: 'node',
            node: name,
            place: { kind: 'network' },
            action: 'translated',
            packet,
            changes: [{ kind: 'dnat', field: 'destination', from: address, to: inside }],
            rule: { id: 'node-external-address', object: { kind: 'Node', name }, path: 'status.addresses' },
            skipped: [],
            to: { kind: 'node', node: name },
          },
        ],
    { ...flight, at: { kind: 'arriving', node: name, from: 'wire' }, packet: translated },
    memory,
    flight.at.kind === 'internet' ? assumedOpen(cluster) : [],
  );
}

function assumedOpen(cluster: Cluster): readonly Assumption[] {
  const assumption = nodeFirewallOpen(cluster);
  return assumption === undefined ? [] : [assumption];
}

function privateFix(node: Node): string {
  const external = node.status.addresses.find((entry) => entry.type === 'ExternalIP')?.address;
  return external === undefined
    ? 'Ask from the network of the nodes, or expose the Service through a load balancer.'
    : `Use the node's external address ${external}, or a load balancer.`;
}

function toNobody(cluster: Cluster, flight: Flight): Step {
  const address = flight.packet.destination.address;
  const services = cluster.servicesByAddress(address);
  if (services.length > 0 || isInAny(cluster.platform.serviceCIDRs, address)) {
    return toServiceAddress(flight, services);
  }
  const pod = cluster.podByAddress(address);
  if (pod !== undefined || isInAny(cluster.platform.podCIDRs, address)) {
    return done(
      [],
      unroutable(flight, {
        code: 'pod-address-from-outside',
        ...(pod === undefined
          ? {}
          : {
              object: { kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name },
              path: 'status.podIP',
            }),
        message: `${address} is in the pod range, which is routed between the nodes only.`,
        fix: 'Ask from a pod or a node, or expose the pod through a Service.',
      }),
    );
  }
  return leaves(cluster, flight, address);
}

function leaves(cluster: Cluster, flight: Flight, address: string): Step {
  if (isLoopback(address)) {
    return done(
      [],
      unroutable(flight, {
        code: 'loopback-of-client',
        message: `${address} is the client's own machine.`,
        fix: 'Ask an address of the cluster.',
      }),
    );
  }
  if (flight.at.kind === 'internet' && isOutsideOfInternet(address)) {
    return done(
      [],
      unroutable(flight, {
        code: 'private-address-from-internet',
        message: `${address} is a private address; it has no route from the internet.`,
        fix: 'Ask a public address, or ask from the network of the nodes.',
      }),
    );
  }
  return done([], {
    kind: 'left',
    to: address,
    place: { kind: 'external', name: address },
    cause: {
      code: 'left-the-model',
      message: `${address} belongs to no node, load balancer, Service or pod; what happens there is not modelled.`,
      ...nodePortMeant(cluster, flight),
    },
  });
}

/** The Service whose node port was asked at an address that is no node's. */
function nodePortMeant(
  cluster: Cluster,
  { at, packet }: Flight,
): Pick<Cause, 'object' | 'path' | 'fix'> | undefined {
  const { port } = packet.destination;
  const [service] = cluster.servicesByNodePort(port);
  if (service === undefined) return undefined;
  const { namespace, name } = service.metadata;
  const reachable = cluster.list('Node').flatMap(({ status }) => {
    const type = at.kind === 'internet' ? 'ExternalIP' : 'InternalIP';
    return status.addresses.find((entry) => entry.type === type)?.address ?? [];
  });
  const where = reachable.length === 0 ? 'an address of a node' : reachable.slice(0, 3).join(', ');
  return {
    object: { kind: 'Service', namespace, name },
    path: nodePortField(service, port),
    fix: `${port} is a node port of Service ${namespace}/${name}: ask it at ${where}.`,
  };
}

function unroutable(flight: Flight, cause: Cause): Outcome {
  return {
    kind: 'unroutable',
    place: flight.at.kind === 'internet' ? { kind: 'internet' } : { kind: 'network' },
    cause,
  };
}
