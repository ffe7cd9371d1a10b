import { bracketedHost } from '../../../address/host-port.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../../cluster/infrastructure.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { LoadBalancerHop } from '../../../trace/hop.js';
import type { Trace } from '../../../trace/trace.js';
import { clientOf } from './client.js';
import { hostFor, isSentAsItIs } from './rule-address.js';

/** A request that came to a load balancer of layer 7. */
export interface AskedBalancer {
  readonly request: RequestInput;
  readonly trace: Trace;
  readonly hop: LoadBalancerHop;
}

/**
 * Asks a load balancer for a path on the host of a rule: by name as a client would, or else at its address; at a listener
 * of TLS where plain HTTP is redirected. Undefined where no such request comes to it.
 *
 * @param query with its question mark
 */
export function askBalancer(
  cluster: Cluster,
  balancer: LoadBalancer,
  host: string,
  path: string,
  query = '',
): AskedBalancer | undefined {
  const [address] = balancer.addresses;
  if (address === undefined || !isSentAsItIs(path)) return undefined;
  const name = host === '' ? bracketedHost(address) : hostFor(host);
  const asked = balancer.listeners
    .filter(({ routing }) => routing !== undefined)
    .flatMap((listener): readonly AskedBalancer[] => {
      const request = { from: clientOf(cluster, balancer), ...toListener(listener, name, `${path}${query}`) };
      return [send(cluster, balancer, request) ?? send(cluster, balancer, { ...request, address })].flatMap(
        (each) => each ?? [],
      );
    });
  return asked.find((each) => !isRedirected(each)) ?? asked[0];
}

const usual = { http: 80, https: 443 } as const;

function toListener({ terminates, port }: Listener, name: string, target: string): RequestInput {
  const scheme = terminates === 'HTTPS' ? 'https' : 'http';
  const url = `${scheme}://${name}${port === usual[scheme] ? '' : `:${port}`}${target}`;
  return scheme === 'https' ? { url, insecure: true } : { url };
}

function send(cluster: Cluster, { id }: LoadBalancer, request: RequestInput): AskedBalancer | undefined {
  const trace = traceRequest(cluster, request);
  const hop = trace.hops.find((each): each is LoadBalancerHop => each.stage === 'load-balancer');
  return hop?.loadBalancer === id ? { request, trace, hop } : undefined;
}

function isRedirected({ trace: { outcome, hops }, hop }: AskedBalancer): boolean {
  return outcome.kind === 'response' && outcome.status > 300 && outcome.status < 400 && hops.at(-1) === hop;
}
