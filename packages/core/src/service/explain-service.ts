import { familyOf } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import { proxiedEndpointsOf, type ServiceEndpoint } from '../endpoints/service-endpoint.js';
import { isForServiceProxy, servicePortsOf, type ServicePortInfo } from '../endpoints/service-port-info.js';
import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { ObjectReference } from '../problem/problem.js';
import { isSameTarget, type Target } from '../request/packet.js';
import type { EndpointLeftOut, ServiceHop } from '../trace/hop.js';
import type { Skip } from '../trace/rule.js';

/** What a service hop considered and did not take. @public */
export interface ServiceExplanation {
  /** Every endpoint of the service port, used or not. */
  readonly endpoints: readonly ExplainedEndpoint[];
  /** EndpointSlices of the Service that give the service port no endpoint. */
  readonly slices: readonly IgnoredSlice[];
  /** Checks that could have stopped or changed the packet, and why they did not. */
  readonly skipped: readonly Skip[];
}

/** An endpoint of a service port, and why it may not be chosen. @public */
export interface ExplainedEndpoint {
  readonly endpoint: Target;
  readonly nodeName?: string;
  readonly zone?: string;
  /** The object behind it, usually a Pod. */
  readonly object?: ObjectReference;
  /** Absent: it may be chosen. */
  readonly leftOut?: EndpointLeftOut;
}

/** An EndpointSlice that counts for nothing here, and why. @public */
export interface IgnoredSlice {
  readonly slice: ObjectReference;
  readonly reason: 'other-proxy' | 'other-family' | 'other-port';
}

/**
 * Explains a service hop of a trace: the endpoints and slices that were left out, and the checks that were passed. None
 * were looked at for a connection that the node tracks.
 *
 * @public
 * @example
 * const hop = trace.hops.find((candidate) => candidate.stage === 'service');
 * explainService(cluster, hop).endpoints; // [{ endpoint, nodeName: 'node-b', leftOut: 'not-ready' }, ...]
 */
export function explainService(cluster: Cluster, hop: ServiceHop): ServiceExplanation {
  const port = hop.rule.id === 'connection-known' ? undefined : portOf(cluster, hop);
  if (port === undefined) return { endpoints: [], slices: [], skipped: [] };
  const slices = cluster.slicesOf(port.key);
  return {
    endpoints: proxiedEndpointsOf(slices, port).map((endpoint) => explained(endpoint, hop)),
    slices: slices.flatMap((slice) => ignored(slice, port)),
    skipped: passedChecks(port, hop),
  };
}

function portOf(cluster: Cluster, { service, port, packet }: ServiceHop): ServicePortInfo | undefined {
  const found = cluster.get('Service', `${service.namespace ?? ''}/${service.name}`);
  if (found === undefined) return undefined;
  const family = familyOf(packet.destination.address);
  return servicePortsOf(found).find(
    (candidate) =>
      candidate.family === family &&
      candidate.name === port.name &&
      candidate.port === port.port &&
      candidate.protocol === port.protocol,
  );
}

function explained(endpoint: ServiceEndpoint, hop: ServiceHop): ExplainedEndpoint {
  const { target, nodeName, zone, targetRef } = endpoint;
  const leftOut = hop.leftOut.find((entry) => isSameTarget(entry.endpoint, target))?.reason;
  return {
    endpoint: target,
    ...(nodeName === undefined ? undefined : { nodeName }),
    ...(zone === undefined ? undefined : { zone }),
    ...(targetRef === undefined ? undefined : { object: targetRef }),
    ...(leftOut === undefined ? undefined : { leftOut }),
  };
}

function ignored(slice: EndpointSlice, port: ServicePortInfo): readonly IgnoredSlice[] {
  const reason = whyIgnored(slice, port);
  if (reason === undefined) return [];
  const { namespace, name } = slice.metadata;
  return [{ slice: { kind: 'EndpointSlice', namespace, name }, reason }];
}

function whyIgnored(slice: EndpointSlice, port: ServicePortInfo): IgnoredSlice['reason'] | undefined {
  if (!isForServiceProxy(slice)) return 'other-proxy';
  if (slice.addressType !== port.family) return 'other-family';
  const hasPort = slice.ports.some(
    (entry) => entry.name === port.name && entry.protocol === port.protocol && entry.port !== undefined,
  );
  return hasPort ? undefined : 'other-port';
}

/** The checks that this packet came through, in the order of the question that a reader would ask. */
function passedChecks(port: ServicePortInfo, hop: ServiceHop): readonly Skip[] {
  const object = port.reference;
  const isClusterIP = hop.via === 'clusterIP';
  const skips: Skip[] = [
    isClusterIP
      ? { code: 'external-policy-not-for-cluster-ip', object, path: 'spec.externalTrafficPolicy' }
      : { code: 'internal-policy-for-cluster-ip-only', object, path: 'spec.internalTrafficPolicy' },
  ];
  if (hop.rule.id !== 'source-not-in-ranges') {
    skips.push({ code: sourceRangeSkip(port, hop), object, path: 'spec.loadBalancerSourceRanges' });
  }
  if (hop.action === 'translated') {
    skips.push({ code: 'no-reject-endpoint-exists', object });
    if (hop.rule.id === 'cluster-ip-local-policy' || hop.rule.id === 'external-local-policy') {
      skips.push({ code: 'no-drop-local-endpoint-exists', object });
    }
    if (!hop.skipped.some(({ code }) => code === 'no-choice-client-kept')) {
      const code = port.affinityTimeoutSeconds === undefined ? 'no-affinity' : 'client-not-kept';
      skips.push({ code, object, path: 'spec.sessionAffinity' });
    }
  }
  return skips;
}

function sourceRangeSkip(port: ServicePortInfo, hop: ServiceHop): Skip['code'] {
  if (hop.via !== 'loadBalancer') return 'no-drop-not-load-balancer-address';
  return port.loadBalancerSourceRanges.length === 0 ? 'no-drop-no-source-ranges' : 'no-drop-source-in-ranges';
}
