import { bracketedHost } from '../../../address/host-port.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../../cluster/infrastructure.js';
import { publicationsOf } from '../../../dns/public/publications.js';
import { hasProxyLine } from '../../../loadbalancer/proxy-line.js';
import { keyOf } from '../../../object/object.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Hop } from '../../../trace/hop.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { clientIn, clientOf } from '../request/client.js';
import { mentionsIn } from './mention.js';
import { isReadable } from '../request/readable.js';
import { hostFor } from '../request/rule-address.js';

/**
 * Load balancers whose address kube-proxy answers for on every node: what pods ask there never passes the load balancer,
 * and lacks what it does on the way.
 *
 * @see KEP-1860, Make Kubernetes aware of the load balancer behaviour
 */
export function hairpinPastLoadBalancer(cluster: Cluster): readonly Finding[] {
  return cluster.infrastructure.flatMap((balancer) => {
    if (!isShortCut(cluster, balancer)) return [];
    for (const listener of balancer.listeners) {
      const does = whatItDoes(balancer, listener);
      const finding = does === undefined ? undefined : judge(cluster, balancer, listener, does);
      if (finding !== undefined) return [finding];
    }
    return [];
  });
}

/** Whether the service proxies hold the address of the load balancer. */
function isShortCut(cluster: Cluster, { owner, addresses: [address] }: LoadBalancer): boolean {
  if (owner.kind !== 'Service' || address === undefined) return false;
  const key = `${owner.namespace ?? ''}/${owner.name}`;
  return cluster.servicesByAddress(address).some((service) => keyOf(service) === key);
}

/** What a load balancer does with a connection that a pod misses. */
type Doing = 'ends TLS' | 'puts a line of the PROXY protocol first';

function whatItDoes(balancer: LoadBalancer, listener: Listener): Doing | undefined {
  if (listener.protocol !== 'TCP') return undefined;
  if (listener.terminates === 'TLS' || listener.terminates === 'HTTPS') return 'ends TLS';
  return hasProxyLine(balancer, listener) ? 'puts a line of the PROXY protocol first' : undefined;
}

function judge(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
  does: Doing,
): Finding | undefined {
  const [address = ''] = balancer.addresses;
  const outside = requestTo(cluster, balancer, listener);
  const told = toldOf(cluster, address, listener.port);
  const inside = told ?? fromAnyPod(cluster, outside);
  if (inside === undefined || !isReadable(inside)) return undefined;
  const expected = traceRequest(cluster, { ...inside, from: clientOf(cluster, balancer) });
  const trace = traceRequest(cluster, inside);
  if (hasFailed(expected) || !isMissing(does, expected, trace)) return undefined;
  const { owner } = balancer;
  const label = `${owner.namespace ?? ''}/${owner.name}`;
  return {
    code: 'hairpin-past-load-balancer',
    severity: told !== undefined && hasFailed(trace) ? 'error' : 'warning',
    object: owner,
    path: statusPath(cluster, balancer),
    message: `The load balancer of Service ${label} ${does}, but kube-proxy takes what pods send to ${address}:${listener.port} straight to the Service: it comes without.`,
    fix: 'Let pods ask the Service by its name in the cluster, or let the status of the Service tell a host name or ipMode Proxy, as an annotation of the provider may do.',
    evidence: { kind: 'request', request: inside, trace },
  };
}

/** Where the status of the Service tells the address. */
function statusPath(cluster: Cluster, { owner, addresses: [address] }: LoadBalancer): string {
  const service = cluster.get('Service', `${owner.namespace ?? ''}/${owner.name}`);
  const index = service?.status.loadBalancer.ingress.findIndex(({ ip }) => ip === address) ?? 0;
  return `status.loadBalancer.ingress[${Math.max(0, index)}].ip`;
}

/** A request for a host that is published at the load balancer, or for its address. */
function requestTo(cluster: Cluster, balancer: LoadBalancer, { port, terminates }: Listener): RequestInput {
  const [address = ''] = balancer.addresses;
  const isTLS = terminates === 'TLS' || terminates === 'HTTPS' || (terminates === undefined && port === 443);
  const host = hostAt(cluster, address) ?? bracketedHost(address);
  return { url: `${isTLS ? 'https' : 'http'}://${host}:${port}/`, ...(isTLS ? { insecure: true } : {}) };
}

function hostAt(cluster: Cluster, address: string): string | undefined {
  const ingress = cluster
    .list('Ingress')
    .find(({ status }) => status.loadBalancer.ingress.some(({ ip }) => ip === address));
  const host = ingress?.spec.rules.find((rule) => rule.host !== '')?.host;
  return host === undefined ? undefined : hostFor(host);
}

/** What a workload asks that is told of a host which stands for the load balancer. */
function toldOf(cluster: Cluster, address: string, port: number): RequestInput | undefined {
  const published = publicationsOf(cluster);
  return mentionsIn(cluster)
    .filter(({ host, isHttp }) => isHttp && published.lookup(host) !== undefined)
    .map(({ request }) => ({ ...request, insecure: true }))
    .find((request) => {
      const trace = traceRequest(cluster, request);
      const dns = trace.hops.find((hop) => hop.stage === 'dns');
      return trace.request.port === port && dns?.addresses.includes(address) === true;
    });
}

function fromAnyPod(cluster: Cluster, request: RequestInput): RequestInput | undefined {
  const from = cluster.list('Pod').flatMap((pod) => clientIn(pod) ?? [])[0];
  return from === undefined ? undefined : { ...request, from };
}

/** Whether a request has no answer of anybody who understood it. */
function hasFailed({ outcome }: Trace): boolean {
  switch (outcome.kind) {
    case 'connected':
    case 'delivered':
    case 'left':
      return false;
    case 'response':
      return (
        outcome.status >= 500 ||
        outcome.cause.code === 'request-refused' ||
        outcome.cause.code === 'plain-http-on-tls-port'
      );
    case 'refused':
    case 'reset':
    case 'closed':
    case 'timeout':
    case 'unroutable':
    case 'dns-error':
    case 'tls-error':
    case 'unknown':
      return true;
    default:
      return outcome satisfies never;
  }
}

/** Whether what the load balancer does came to the pod from outside, and not from the pod inside. */
function isMissing(does: Doing, outside: Trace, inside: Trace): boolean {
  const before = arrivalIn(outside)?.packet;
  const after = arrivalIn(inside)?.packet;
  const isDirect = inside.hops.every(({ stage }) => stage !== 'load-balancer');
  if (before === undefined || after === undefined || !isDirect) return false;
  return does === 'ends TLS'
    ? before.tls === undefined && after.tls !== undefined
    : before.proxyProtocol !== undefined && after.proxyProtocol === undefined;
}

/** Where a connection arrives in the cluster: a controller, or a pod. */
function arrivalIn({ hops }: Trace): Hop | undefined {
  return hops.find(({ stage }) => stage === 'ingress' || stage === 'pod');
}
