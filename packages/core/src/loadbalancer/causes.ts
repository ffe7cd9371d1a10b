import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { Packet } from '../request/packet.js';
import type { LoadBalancerTarget } from '../trace/hop.js';
import type { Arrival } from './arrival.js';
import type { Cause } from '../trace/outcome.js';
import { unhealthy } from './unhealthy.js';

/** The load balancer was removed after its address was told. */
export function loadBalancerGone(id: string): Cause {
  return { code: 'load-balancer-gone', message: `Load balancer ${id} does not exist any more.` };
}

/** Nothing listens on the port of the load balancer. */
export function noListener(
  cluster: Cluster,
  { owner, listeners, allPorts, controller }: LoadBalancer,
  { destination, protocol }: Packet,
): Cause {
  const has = listeners.map((entry) => `${entry.port}/${entry.protocol}`).join(', ') || 'none';
  const message = `The load balancer has no listener on ${destination.port}/${protocol} (it has ${has}).`;
  if (allPorts !== undefined) {
    return {
      code: 'no-listener',
      object: owner,
      path: 'spec.ports',
      message: `The load balancer passes on every port, ${destination.port}/${protocol} too, but the Service has ${has}. What the node answers then is not documented.`,
      fix: `Ask one of the ports of the Service.`,
    };
  }
  if (controller === 'gce-ingress') {
    return { code: 'no-listener', object: owner, path: 'spec.tls', message, fix: ofGke(destination.port) };
  }
  if (owner.kind === 'Ingress') {
    return {
      code: 'no-listener',
      object: owner,
      path: 'metadata.annotations[alb.ingress.kubernetes.io/listen-ports]',
      message,
      fix: `Add port ${destination.port} to the ports on which the load balancer of the Ingress listens, or ask one of them.`,
    };
  }
  const ports = cluster.get('Service', `${owner.namespace ?? ''}/${owner.name}`)?.spec.ports ?? [];
  const index = ports.findIndex((entry) => entry.port === destination.port && entry.protocol === protocol);
  if (index >= 0) {
    return {
      code: 'no-listener',
      object: owner,
      path: `spec.ports[${index}].nodePort`,
      message: `${message} The port of the Service has no node port to lead to.`,
      fix: 'Give the port a nodePort, or leave out spec.allocateLoadBalancerNodePorts: false.',
    };
  }
  return {
    code: 'no-listener',
    object: owner,
    path: 'spec.ports',
    message,
    fix: `Add port ${destination.port} to spec.ports of the Service, or ask one of its ports.`,
  };
}

/** GKE serves an Ingress on two ports at most. */
function ofGke(port: number): string {
  return port === 443
    ? 'Give spec.tls of the Ingress a Secret, or name a certificate of Google Cloud in an annotation.'
    : 'Ask port 80, or 443 where the Ingress has a certificate.';
}

/** The source ranges let the client not in. */
export function sourceRefused(balancer: LoadBalancer, packet: Packet): Cause {
  const path =
    balancer.owner.kind === 'Ingress'
      ? 'metadata.annotations[alb.ingress.kubernetes.io/inbound-cidrs]'
      : 'spec.loadBalancerSourceRanges';
  return {
    code: 'source-not-in-ranges',
    object: balancer.owner,
    path,
    message: `${packet.source.address} is in none of the source ranges ${balancer.sourceRanges.join(', ')}.`,
    fix: `Add the client's range to ${path}.`,
  };
}

/** No target is there, or none is healthy. */
export function noTarget(balancer: LoadBalancer, targets: readonly LoadBalancerTarget[]): Cause {
  const { owner, targetType, announcers } = balancer;
  const what = targetType === 'pod' ? 'pod' : 'node';
  if (targets.length === 0) {
    return {
      code: 'no-healthy-target',
      object: owner,
      message: `The load balancer has no ${what} to send to.`,
      fix:
        targetType === 'pod'
          ? 'Make pods of the Service ready: only ready pods are targets.'
          : 'Add a node, or remove the label node.kubernetes.io/exclude-from-external-load-balancers.',
    };
  }
  const reason = targets[0]?.reason ?? '';
  const message =
    announcers === undefined
      ? `${noneOf(targets.length, what, passing)} the health check: ${reason}.`
      : `${noneOf(targets.length, 'node', ['announces', 'announce'])} the address: ${reason}.`;
  return { code: 'no-healthy-target', object: owner, ...remedyOf(reason), message };
}

/** For {@link noneOf}. */
export const passing = ['passes', 'pass'] as const;

/** `None of the 3 nodes passes`, `The only node does not pass`. */
export function noneOf(
  count: number,
  what: string,
  [does, todo]: readonly [does: string, todo: string],
): string {
  return count === 1 ? `The only ${what} does not ${todo}` : `None of the ${count} ${what}s ${does}`;
}

/** What to do about an unhealthy target. */
export function remedyOf(reason: string): Pick<Cause, 'path' | 'fix'> {
  switch (reason) {
    case unhealthy.withoutOwnEndpoint:
      return {
        path: 'spec.externalTrafficPolicy',
        fix: 'With externalTrafficPolicy Local only nodes with a ready pod of their own take traffic: make pods of the Service ready.',
      };
    case unhealthy.withoutEndpoint:
    case unhealthy.withoutAnyEndpoint:
      return { path: 'spec.selector', fix: 'Make pods of the Service ready.' };
    case unhealthy.notListening:
      return {
        path: 'spec.ports',
        fix: 'Make targetPort of the Service name a port that a container listens on.',
      };
    case unhealthy.otherStatus:
      return { fix: 'Let the application give the health check the answer that it wants.' };
    case unhealthy.nothingOnPort:
      return { path: 'spec.ports', fix: 'Let the health check ask a port of TCP.' };
    case unhealthy.proxyLine:
      return {
        path: 'spec.externalTrafficPolicy',
        fix: 'Leave the PROXY protocol out, or take externalTrafficPolicy Cluster.',
      };
    default:
      return { path: 'spec.selector', fix: 'Make the nodes ready.' };
  }
}

/** No source says what the provider does when no target is healthy. */
export function unknownWithoutTarget(balancer: LoadBalancer, targets: readonly LoadBalancerTarget[]): Cause {
  const { message, ...cause } = noTarget(balancer, targets);
  return { ...cause, message: `${message} What a client gets then is not documented.` };
}

/** A target that asks its own load balancer and is chosen by it. */
export function hairpin({ owner }: LoadBalancer, { name }: LoadBalancerTarget): Cause {
  return {
    code: 'hairpin-to-itself',
    object: owner,
    path: 'metadata.annotations[service.beta.kubernetes.io/aws-load-balancer-target-group-attributes]',
    message: `The load balancer sends the request back to ${name}, which it came from, with the address of ${name} as its source: ${name} drops it.`,
    fix: 'Ask the cluster IP from inside, turn client IP preservation off, or use ip targets.',
  };
}

/** A client without TLS at a listener that ends it. */
export function plainAtTls({ balancer, flight, listener }: Arrival): Cause {
  const { port } = flight.packet.destination;
  return {
    code: 'listener-speaks-otherwise',
    object: balancer.owner,
    path: listener?.path ?? 'spec.ports',
    message: `The listener on ${port} ends TLS, and the client speaks plain HTTP.`,
    fix: 'Ask with https://, or take the port out of those that have the certificate.',
  };
}

/** A client with TLS at a listener of plain HTTP. */
export function tlsAtPlain({ balancer, flight, listener }: Arrival): Cause {
  const { port } = flight.packet.destination;
  return {
    code: 'listener-speaks-otherwise',
    object: balancer.owner,
    path: listener?.path ?? 'spec.ports',
    message: `The listener on ${port} speaks plain HTTP, and the client TLS.`,
    fix: 'Ask with http://, or give the listener a certificate.',
  };
}
