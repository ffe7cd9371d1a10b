import { isInAny } from '../../../address/cidr.js';
import { isOutsideOfInternet } from '../../../address/classify.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import { internet, network } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Hop, IngressHop, LoadBalancerHop, ServiceHop } from '../../../trace/hop.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { pathRequests } from '../request/path-request.js';
import { addressesIn, type SourceList, sourceLists, strangerTo } from './source-list.js';

/**
 * Lists of clients that a controller holds against an address of a node or a load balancer: whom they allow is kept out,
 * or whom they keep out is let in.
 *
 * @see kubernetes/website tutorials/services/source-ip.md
 */
export function clientAddressLost(cluster: Cluster): readonly Finding[] {
  return sourceLists(cluster).flatMap((list) => judge(cluster, list) ?? []);
}

function judge(cluster: Cluster, list: SourceList): Finding | undefined {
  const [asked] = pathRequests(cluster, list.ingress);
  if (asked === undefined || asked.request.from === undefined) return undefined;
  const isInside = asked.request.from.kind === 'network';
  for (const request of requestsOf(list, asked.request, isInside)) {
    const trace = traceRequest(cluster, request);
    if (seesClient(trace)) return undefined;
    const lost = lostIn(list, trace);
    if (lost !== undefined) return findingOf(list, lost, request, trace);
  }
  return undefined;
}

/** Clients that are listed, and for a list of those allowed one who is not. Private ones come from the network of the nodes. */
function requestsOf(
  { kind, ranges }: SourceList,
  request: RequestInput,
  isInside: boolean,
): readonly RequestInput[] {
  const listed = addressesIn(ranges)
    .filter((address) => isOutsideOfInternet(address) === isInside)
    .slice(0, 2);
  const stranger = kind === 'allows' ? strangerTo(ranges, isInside) : undefined;
  return [...listed, ...(stranger === undefined ? [] : [stranger])].map((address) => ({
    ...request,
    from: isInside ? network(address) : internet(address),
  }));
}

/** Whether the controller is asked from the address of the client: so it is by all others who come that way. */
function seesClient({ hops: [sent, ...hops] }: Trace): boolean {
  const hop = hops.find(({ stage }) => stage === 'ingress');
  return hop !== undefined && hop.packet.source.address === sent?.packet.source.address;
}

/** A client that a list takes for somebody else. */
interface Lost {
  readonly client: string;
  readonly hop: IngressHop;
  /** What becomes of the client. */
  readonly isLetIn: boolean;
}

function lostIn(
  { object, path, kind, ranges, ingress }: SourceList,
  { hops, outcome }: Trace,
): Lost | undefined {
  const [sent] = hops;
  const hop = hops.find((each) => each.stage === 'ingress');
  const { namespace, name } = ingress.metadata;
  if (sent === undefined || hop?.ingress?.name !== name || hop.ingress.namespace !== namespace)
    return undefined;
  const client = sent.packet.source.address;
  const isListed = isInAny(ranges, client);
  if (outcome.kind === 'response' && outcome.cause.code === 'client-not-allowed') {
    const isOfList = outcome.cause.path === path && outcome.cause.object?.name === object.name;
    return isOfList && kind === 'allows' && isListed ? { client, hop, isLetIn: false } : undefined;
  }
  const isAnswered = outcome.kind === 'response' && outcome.from === 'application';
  // Whom a list should stop got past it, because the address in place of his is on the other side of it.
  const isTakenForOther = isInAny(ranges, hop.packet.source.address) !== isListed;
  const shouldStop = kind === 'allows' ? !isListed : isListed;
  return isAnswered && shouldStop && isTakenForOther ? { client, hop, isLetIn: true } : undefined;
}

function findingOf(
  { object, path, kind }: SourceList,
  { client, hop, isLetIn }: Lost,
  request: RequestInput,
  trace: Trace,
): Finding {
  const { address } = hop.packet.source;
  const before = trace.hops.slice(0, trace.hops.indexOf(hop));
  const which = `The list of ${object.kind} ${object.namespace ?? ''}/${object.name} that ${kind} clients`;
  const becomes = isLetIn ? `lets ${client} in, which it should stop` : `stops ${client}, which it allows`;
  return {
    code: 'client-address-lost',
    severity: isLetIn ? 'warning' : 'error',
    object,
    path,
    message: `${which} ${becomes}: the controller is asked from ${address}, ${whose(before)}.`,
    fix: fixOf(before, hop),
    evidence: { kind: 'request', request, trace },
  };
}

/** Who put an address of its own in place of the client's. */
function whose(hops: readonly Hop[]): string {
  const proxy = proxyIn(hops);
  const service = masquerading(hops);
  if (service !== undefined) return `an address of node ${service.node}`;
  return proxy === undefined
    ? 'which is not that of the client'
    : `an address of load balancer ${proxy.loadBalancer}`;
}

function proxyIn(hops: readonly Hop[]): LoadBalancerHop | undefined {
  return hops.find(
    (hop): hop is LoadBalancerHop => hop.stage === 'load-balancer' && hop.action === 'terminated',
  );
}

function masquerading(hops: readonly Hop[]): ServiceHop | undefined {
  return hops.find((hop): hop is ServiceHop => hop.stage === 'service' && hop.masquerade);
}

function fixOf(hops: readonly Hop[], { packet }: IngressHop): string {
  const proxy = proxyIn(hops);
  if (packet.proxyProtocol !== undefined) {
    return `Let proxy-real-ip-cidr in the ConfigMap of the controller hold ${packet.source.address}, which names the client in a PROXY line.`;
  }
  if (proxy?.kind === 'l7-proxy') {
    return 'Set use-forwarded-headers in the ConfigMap of the controller: the load balancer names the client in X-Forwarded-For.';
  }
  if (proxy !== undefined) {
    return 'Let the load balancer speak the PROXY protocol, and set use-proxy-protocol in the ConfigMap of the controller.';
  }
  const service = masquerading(hops)?.service;
  return service !== undefined
    ? `Set externalTrafficPolicy: Local on Service ${service.namespace ?? ''}/${service.name}.`
    : 'Let the controller see the address of clients.';
}
