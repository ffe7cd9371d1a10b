import type { Target } from '../request/packet.js';
import type { EndpointLeftOut } from '../trace/hop.js';
import type { Skip } from '../trace/rule.js';
import type { ServiceEndpoint } from './service-endpoint.js';
import type { ServicePortInfo } from './service-port-info.js';
import { isAvailable, topologyOf, type TopologyMode, type TopologyNode } from './topology.js';

/** An endpoint that is not in a list, and why. @public */
export interface LeftOut {
  readonly endpoint: Target;
  readonly reason: EndpointLeftOut;
}

/** The endpoints that one policy may choose from, and those that it may not. @public */
export interface EndpointList {
  readonly endpoints: readonly ServiceEndpoint[];
  /** The same endpoints, as addresses and ports. */
  readonly targets: readonly Target[];
  readonly leftOut: readonly LeftOut[];
  readonly topology: TopologyMode;
  /** Why hints that are there are not followed. */
  readonly skipped: readonly Skip[];
}

/** The lists of a service port on a node. @public */
export interface EndpointCategories {
  /** What policy Cluster chooses from; null: the service port never uses it. */
  readonly cluster: EndpointList | null;
  /** What policy Local chooses from; null: the service port never uses it. */
  readonly local: EndpointList | null;
  /** Whether there is an endpoint anywhere that could be used. */
  readonly hasAny: boolean;
}

/** The policies of a service port, as far as they decide which lists are made. @public */
export type EndpointPolicies = Pick<
  ServicePortInfo,
  'isExternallyAccessible' | 'isInternalPolicyLocal' | 'isExternalPolicyLocal'
>;

/**
 * The endpoints of a service port as one node may use them: the cluster list and the local list, each with its own
 * fallback to endpoints that are serving while they terminate.
 *
 * @see kubernetes/kubernetes pkg/proxy/topology.go, CategorizeEndpoints; KEP-1669 (terminating endpoints)
 * @public
 * @example
 * const lists = categorizeEndpoints(endpoints, servicePort, { name: 'node-a', zone: 'a', usesNodeHints: true });
 * lists.cluster?.targets; // [{ address: '10.244.0.5', port: 8080 }]
 */
export function categorizeEndpoints(
  endpoints: readonly ServiceEndpoint[],
  policies: EndpointPolicies,
  node: TopologyNode,
): EndpointCategories {
  const usesCluster = !policies.isInternalPolicyLocal || policies.isExternallyAccessible;
  const usesLocal =
    policies.isInternalPolicyLocal || (policies.isExternalPolicyLocal && policies.isExternallyAccessible);
  return {
    cluster: usesCluster ? clusterList(endpoints, node) : null,
    local: usesLocal ? localList(endpoints, node.name) : null,
    hasAny: endpoints.some((endpoint) => endpoint.isReady || isLastResort(endpoint)),
  };
}

const remembered = new WeakMap<readonly ServiceEndpoint[], WeakMap<TopologyNode, EndpointCategories>>();

/**
 * What {@link categorizeEndpoints} says, remembered as long as endpoints and node are the same values; endpoints of one
 * service port only ever come with its own policies.
 */
export function categoriesOf(
  endpoints: readonly ServiceEndpoint[],
  policies: EndpointPolicies,
  node: TopologyNode,
): EndpointCategories {
  let ofEndpoints = remembered.get(endpoints);
  if (ofEndpoints === undefined) {
    ofEndpoints = new WeakMap();
    remembered.set(endpoints, ofEndpoints);
  }
  let categories = ofEndpoints.get(node);
  if (categories === undefined) {
    categories = categorizeEndpoints(endpoints, policies, node);
    ofEndpoints.set(node, categories);
  }
  return categories;
}

const withoutHints = new WeakMap<readonly ServiceEndpoint[], EndpointList>();

/** The cluster list, which is the same value on every node as long as no endpoint carries a hint. */
function clusterList(endpoints: readonly ServiceEndpoint[], node: TopologyNode): EndpointList {
  if (endpoints.some(isHinted)) return usableAnywhere(endpoints, node);
  let shared = withoutHints.get(endpoints);
  if (shared === undefined) {
    shared = usableAnywhere(endpoints, node);
    withoutHints.set(endpoints, shared);
  }
  return shared;
}

function isHinted(endpoint: ServiceEndpoint): boolean {
  return endpoint.zoneHints.length > 0 || endpoint.nodeHints.length > 0;
}

/** Ready endpoints that the topology allows; none ready anywhere: those that serve while they terminate. */
function usableAnywhere(endpoints: readonly ServiceEndpoint[], node: TopologyNode): EndpointList {
  if (!endpoints.some((endpoint) => endpoint.isReady)) {
    return list(endpoints, isLastResort, { mode: 'any', skipped: noneReady, elsewhere: nowhere });
  }
  const { mode, skipped } = topologyOf(endpoints, node);
  const isUsable = (endpoint: ServiceEndpoint): boolean =>
    endpoint.isReady && isAvailable(endpoint, mode, node);
  return list(endpoints, isUsable, { mode, skipped, elsewhere: nowhere });
}

const nowhere = (): boolean => false;

/** Ready endpoints on the node, hints or not; none ready there: those on the node that serve while they terminate. */
function localList(endpoints: readonly ServiceEndpoint[], nodeName: string): EndpointList {
  const isLocal = (endpoint: ServiceEndpoint): boolean => endpoint.nodeName === nodeName;
  const elsewhere = (endpoint: ServiceEndpoint): boolean => !isLocal(endpoint);
  const hasReady = endpoints.some((endpoint) => isLocal(endpoint) && endpoint.isReady);
  const isUsable = (endpoint: ServiceEndpoint): boolean =>
    isLocal(endpoint) && (hasReady ? endpoint.isReady : isLastResort(endpoint));
  return list(endpoints, isUsable, { mode: 'any', skipped: hasReady ? nothing : noneReady, elsewhere });
}

const nothing: readonly Skip[] = [];
const noneReady: readonly Skip[] = [{ code: 'no-ready-endpoint' }];

function isLastResort(endpoint: ServiceEndpoint): boolean {
  return endpoint.isServing && endpoint.isTerminating;
}

interface Reasons {
  readonly mode: TopologyMode;
  readonly skipped: readonly Skip[];
  readonly elsewhere: (endpoint: ServiceEndpoint) => boolean;
}

function list(
  all: readonly ServiceEndpoint[],
  isUsable: (endpoint: ServiceEndpoint) => boolean,
  reasons: Reasons,
): EndpointList {
  const endpoints: ServiceEndpoint[] = [];
  const leftOut: LeftOut[] = [];
  for (const endpoint of all) {
    if (isUsable(endpoint)) endpoints.push(endpoint);
    else leftOut.push({ endpoint: endpoint.target, reason: reasonFor(endpoint, reasons) });
  }
  return {
    endpoints,
    targets: endpoints.map((endpoint) => endpoint.target),
    leftOut,
    topology: reasons.mode,
    skipped: endpoints.length === 0 ? nothing : reasons.skipped,
  };
}

function reasonFor(endpoint: ServiceEndpoint, { mode, elsewhere }: Reasons): EndpointLeftOut {
  if (elsewhere(endpoint)) return 'not-on-node';
  if (endpoint.isReady) return mode === 'same-node' ? 'other-node' : 'other-zone';
  return endpoint.isTerminating ? 'terminating' : 'not-ready';
}
