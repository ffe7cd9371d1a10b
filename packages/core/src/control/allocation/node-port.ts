import type { Platform } from '../../cluster/platform.js';
import type { FieldErrors } from '../../object/field/field-errors.js';
import { keyOf } from '../../object/object.js';
import type { Service, ServicePort } from '../../object/service.js';
import { hashText } from '../name/hash.js';
import { probe } from './probe.js';
import type { ServiceClaims } from './service-claims.js';
import { isFromLiveCluster } from '../admission/live-object.js';

/**
 * The Service with the node ports that it needs, that of its health check included. Ports with the same `port` share
 * theirs. What was asked for must be in the range and free.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/storage/alloc.go, initNodePorts and allocHealthCheckNodePort
 */
export function withNodePorts(
  service: Service,
  platform: Platform,
  claims: ServiceClaims,
  errors: FieldErrors,
): Service {
  const { spec } = service;
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return service;
  const desk = new AllocationDesk(service, platform, claims);
  const allocates = spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts;
  const byPort = new Map<number, number>();
  const ports = spec.ports.map((port, index): ServicePort => {
    if (port.nodePort === undefined && !allocates) return port;
    const shared = byPort.get(port.port);
    if (shared !== undefined && (port.nodePort ?? shared) === shared) return { ...port, nodePort: shared };
    const asked =
      port.nodePort ?? spec.ports.find((other) => other.port === port.port && other.nodePort)?.nodePort;
    const refusal = asked === undefined ? undefined : desk.take(asked);
    if (refusal !== undefined) errors.invalid(asked, refusal, 'spec', 'ports', index, 'nodePort');
    const nodePort = asked ?? desk.next(String(port.port));
    if (nodePort === undefined) {
      errors.invalid(0, 'failed to allocate a nodePort: range is full', 'spec', 'ports', index, 'nodePort');
      return port;
    }
    if (shared === undefined) byPort.set(port.port, nodePort);
    return { ...port, nodePort };
  });
  return withHealthCheckNodePort({ ...service, spec: { ...spec, ports } }, desk, errors);
}

/** Only a balancer that sends to nodes with own endpoints needs to be told which these are. */
function withHealthCheckNodePort(service: Service, desk: AllocationDesk, errors: FieldErrors): Service {
  const { spec } = service;
  if (spec.type !== 'LoadBalancer' || spec.externalTrafficPolicy !== 'Local') return service;
  if (spec.healthCheckNodePort !== undefined) {
    const refusal = desk.take(spec.healthCheckNodePort);
    if (refusal !== undefined)
      errors.invalid(spec.healthCheckNodePort, refusal, 'spec', 'healthCheckNodePort');
    return service;
  }
  const healthCheckNodePort = desk.next('health-check');
  return healthCheckNodePort === undefined ? service : { ...service, spec: { ...spec, healthCheckNodePort } };
}

/** Hands node ports to one Service. */
class AllocationDesk {
  readonly #service: Service;
  readonly #range: Platform['nodePortRange'];
  readonly #claims: ServiceClaims;
  readonly #taken = new Set<number>();

  constructor(service: Service, platform: Platform, claims: ServiceClaims) {
    this.#service = service;
    this.#range = platform.nodePortRange;
    this.#claims = claims;
  }

  /** Takes a port that was asked for; says why where it can't be had. @see kubernetes/kubernetes pkg/registry/core/service/portallocator/allocator.go */
  take(port: number): string | undefined {
    const { from, to } = this.#range;
    if ((port < from || port > to) && !isFromLiveCluster(this.#service)) {
      return `provided port is not in the valid range. The range of valid ports is ${from}-${to}`;
    }
    if (!this.#isFree(port)) return 'provided port is already allocated';
    this.#taken.add(port);
    return undefined;
  }

  /** Takes any free port, of the part of the range that is not kept for ports that are asked for, if it has one. */
  next(purpose: string): number | undefined {
    const { from, to } = this.#range;
    const seed = hashText(`${keyOf(this.#service)}/${purpose}`);
    const band = keptForAsking(to - from + 1);
    const isFree = (port: number): boolean => this.#isFree(port);
    const port = probe(from + band, to, seed, isFree) ?? probe(from, from + band - 1, seed, isFree);
    if (port !== undefined) this.#taken.add(port);
    return port;
  }

  #isFree(port: number): boolean {
    const holder = this.#claims.holderOfNodePort(port);
    return !this.#taken.has(port) && (holder === undefined || holder === keyOf(this.#service));
  }
}

/** @see KEP-3668: reserved ranges for node ports */
function keptForAsking(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}
