import { parseIPSloppy, type IPFamily } from '../address/ip.js';
import type { Endpoint, EndpointSlice, TargetReference } from '../object/endpoint-slice.js';
import type { ServicePort } from '../object/service.js';
import type { Target } from '../request/packet.js';
import { isForServiceProxy, type ServicePortInfo } from './service-port-info.js';

/**
 * An endpoint of one service port: one address and port, with everything that decides about its use.
 *
 * @see kubernetes/kubernetes pkg/proxy/endpoint.go, BaseEndpointInfo
 * @public
 */
export interface ServiceEndpoint {
  readonly target: Target;
  readonly nodeName: string | undefined;
  readonly zone: string | undefined;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  readonly targetRef: TargetReference | undefined;
}

/** What picks the endpoints of a service port out of slices. @public */
export interface EndpointPortName {
  readonly family: IPFamily;
  readonly name: string;
  readonly protocol: ServicePort['protocol'];
}

const noHints: readonly string[] = [];

/**
 * The endpoints of a port, out of all slices of a Service, sorted by address and port.
 *
 * Slices add up; ports pair by name and protocol, and the number is the slice's; of an endpoint the first address
 * counts. Conditions left out mean ready, serving and not terminating.
 * @see kubernetes/kubernetes pkg/proxy/endpointslicecache.go, pkg/proxy/endpointschangetracker.go
 * @public
 */
export function endpointsOf(
  slices: readonly EndpointSlice[],
  port: EndpointPortName,
): readonly ServiceEndpoint[] {
  const found = new Map<string, Map<number, ServiceEndpoint>>();
  for (const slice of slices) {
    if (slice.addressType !== port.family) continue;
    for (const { name, protocol, port: number } of slice.ports) {
      if (name !== port.name || protocol !== port.protocol || number === undefined || number === 0) continue;
      for (const endpoint of slice.endpoints) add(found, endpoint, number);
    }
  }
  return [...found.values()].flatMap((byNumber) => [...byNumber.values()]).sort(byTarget);
}

const remembered = new WeakMap<
  readonly EndpointSlice[],
  WeakMap<ServicePortInfo, readonly ServiceEndpoint[]>
>();

/**
 * The endpoints of a service port as the service proxy knows them: slices that are not for it do not count.
 *
 * Remembered as long as both the slices and the Service are the same values.
 *
 * @public
 */
export function proxiedEndpointsOf(
  slices: readonly EndpointSlice[],
  port: ServicePortInfo,
): readonly ServiceEndpoint[] {
  let ofSlices = remembered.get(slices);
  if (ofSlices === undefined) {
    ofSlices = new WeakMap();
    remembered.set(slices, ofSlices);
  }
  let endpoints = ofSlices.get(port);
  if (endpoints === undefined) {
    endpoints = endpointsOf(slices.filter(isForServiceProxy), port);
    ofSlices.set(port, endpoints);
  }
  return endpoints;
}

function add(found: Map<string, Map<number, ServiceEndpoint>>, endpoint: Endpoint, port: number): void {
  const text = endpoint.addresses[0];
  if (text === undefined) return;
  const added = serviceEndpoint(endpoint, { address: parseIPSloppy(text)?.text ?? text, port });
  const { address } = added.target;
  const byNumber = found.get(address) ?? new Map<number, ServiceEndpoint>();
  const existing = byNumber.get(port);
  if (existing === undefined || isPreferred(added, existing)) byNumber.set(port, added);
  found.set(address, byNumber);
}

function serviceEndpoint(endpoint: Endpoint, target: Target): ServiceEndpoint {
  const { conditions, hints } = endpoint;
  return {
    target,
    nodeName: endpoint.nodeName,
    zone: endpoint.zone,
    isReady: conditions.ready ?? true,
    isServing: conditions.serving ?? true,
    isTerminating: conditions.terminating ?? false,
    zoneHints: hints?.forZones ?? noHints,
    nodeHints: hints?.forNodes ?? noHints,
    targetRef: endpoint.targetRef,
  };
}

/**
 * Of two entries for one address and port, the one that is not terminating counts. Where Kubernetes leaves it open, the
 * one that can be used counts, then the first by node name, so that the order of slices does not matter.
 */
function isPreferred(added: ServiceEndpoint, existing: ServiceEndpoint): boolean {
  if (added.isTerminating !== existing.isTerminating) return existing.isTerminating;
  if (added.isReady !== existing.isReady) return added.isReady;
  if (added.isServing !== existing.isServing) return added.isServing;
  return (added.nodeName ?? '') < (existing.nodeName ?? '');
}

function byTarget(a: ServiceEndpoint, b: ServiceEndpoint): number {
  if (a.target.address !== b.target.address) return a.target.address < b.target.address ? -1 : 1;
  return a.target.port - b.target.port;
}
