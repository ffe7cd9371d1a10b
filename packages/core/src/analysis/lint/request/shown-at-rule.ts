import { bracketedHost } from '../../../address/host-port.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { controllersOf } from '../../../controller/controllers.js';
import { servingOf } from '../../../dns/public/serving.js';
import type { Ingress } from '../../../object/ingress.js';
import { matchesLabels, selectorOf } from '../../../object/label-selector.js';
import type { Pod } from '../../../object/pod.js';
import type { Service } from '../../../object/service.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import { node } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Trace } from '../../../trace/trace.js';
import { hostFor, plainPath, type RuleAddress } from './rule-address.js';
import type { Shown } from './shown-by.js';

/** How a client asks. */
type Client = { readonly scheme: 'http' } | { readonly scheme: 'https'; readonly insecure?: true };

/** Whoever gets an answer: by plain HTTP, or by TLS with whatever certificate. */
export const anyClient: readonly Client[] = [{ scheme: 'http' }, { scheme: 'https', insecure: true }];

/** A client that looks at the certificate. */
export const tlsClient: readonly Client[] = [{ scheme: 'https' }];

/**
 * A request for a rule of an Ingress whose way shows something; undefined where none does. It comes from where the
 * platform says, or from a node where nobody outside gets to the load balancer.
 */
export function shownAtRule(
  cluster: Cluster,
  ingress: Ingress,
  address: RuleAddress,
  clients: readonly Client[],
  shows: (trace: Trace) => boolean,
): Shown | undefined {
  const host = hostOf(cluster, ingress, address.host);
  if (host === undefined) return undefined;
  for (const path of pathsFor(address.path)) {
    for (const { scheme, ...trust } of clients) {
      const shown = shownBySenders(cluster, { url: `${scheme}://${host}${path}`, ...trust }, shows);
      if (shown !== undefined) return shown;
    }
  }
  return undefined;
}

function shownBySenders(
  cluster: Cluster,
  asked: RequestInput,
  shows: (trace: Trace) => boolean,
): Shown | undefined {
  const [inside] = cluster.list('Node');
  let request: RequestInput = { from: cluster.platform.defaultOrigin, ...asked };
  let trace = traceRequest(cluster, request);
  if (trace.outcome.cause.code === 'internal-load-balancer' && inside !== undefined) {
    request = { ...request, from: node(inside.metadata.name) };
    trace = traceRequest(cluster, request);
  }
  return shows(trace) ? { kind: 'request', request, trace } : undefined;
}

/** A host that the host of a rule stands for; an address where that is every host. */
function hostOf(cluster: Cluster, ingress: Ingress, host: string): string | undefined {
  if (host !== '') return hostFor(host);
  const serving = servingOf(cluster, ingress);
  const address =
    serving.kind === 'served' ? (serving.addresses[0] ?? serving.hostnames[0]) : addressOfController(cluster);
  return address === undefined ? undefined : bracketedHost(address);
}

/** Where a controller is reached that does not take the Ingress. */
function addressOfController(cluster: Cluster): string | undefined {
  const told = controllersOf(cluster)
    .flatMap(({ pods: [pod] }) => (pod === undefined ? [] : servicesOf(cluster, pod)))
    .flatMap(({ status }) => status.loadBalancer.ingress);
  return told[0]?.ip ?? told[0]?.hostname;
}

function servicesOf(cluster: Cluster, { metadata }: Pod): readonly Service[] {
  return cluster.list('Service', metadata.namespace).filter(({ spec: { selector = {} } }) => {
    const isSelecting = Object.keys(selector).length > 0;
    return isSelecting && matchesLabels(selectorOf(selector), metadata.labels);
  });
}

/** Paths that a path of a rule may be meant for: itself, and a regular expression as far as it is plain text. */
function pathsFor(path: string): readonly string[] {
  const start = plainPath(path);
  return start === path ? [path] : [start, `${start}x`];
}
