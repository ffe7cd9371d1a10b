import { referenceTo } from '../object/reference.js';
import type { Service } from '../object/service.js';
import { done } from '../step/result.js';
import type { Flight, Step } from '../step/step.js';

/**
 * A packet outside of the nodes for an address that only the rules of service proxies hold. No router knows a cluster IP.
 * To an external IP, or a load balancer address that nobody in the model provides, there may be a route: that is not
 * Kubernetes' business.
 *
 * @see kubernetes/website concepts/services-networking/service.md, external IPs
 */
export function toServiceAddress(flight: Flight, services: readonly Service[]): Step {
  const { address } = flight.packet.destination;
  const holder = services.find(({ spec }) => spec.clusterIPs.includes(address));
  const [outer] = services;
  if (outer !== undefined && holder === undefined) return routeUnknown(flight, outer);
  return done([], {
    kind: 'unroutable',
    place: flight.at.kind === 'internet' ? { kind: 'internet' } : { kind: 'network' },
    cause: {
      code: 'cluster-ip-from-outside',
      ...(holder && { object: referenceTo(holder), path: 'spec.clusterIP' }),
      message: `${address} is a cluster IP: it exists only in the rules of the nodes, no router knows it.`,
      fix: 'Ask from a pod or a node, or expose the Service by NodePort, LoadBalancer or Ingress.',
    },
  });
}

function routeUnknown(flight: Flight, service: Service): Step {
  const { address } = flight.packet.destination;
  const { namespace, name } = service.metadata;
  const isExternalIP = service.spec.externalIPs.includes(address);
  const kind = isExternalIP ? 'an external IP' : 'a load balancer address';
  return done([], {
    kind: 'unknown',
    missing: 'route',
    place: flight.at.kind === 'internet' ? { kind: 'internet' } : { kind: 'network' },
    cause: {
      code: 'service-address-route-unknown',
      object: referenceTo(service),
      path: isExternalIP ? 'spec.externalIPs' : 'status.loadBalancer.ingress',
      message: `${address} is ${kind} of Service ${namespace}/${name}, and nothing in the model brings its packets to a node.`,
      fix: isExternalIP
        ? 'Send the request to a node: from an address whose packets arrive there, or to an address of the node.'
        : 'Choose a platform that provides load balancers, or send the request to a node.',
    },
  });
}
