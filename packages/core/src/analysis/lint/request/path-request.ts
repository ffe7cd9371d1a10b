import { bracketedHost } from '../../../address/host-port.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { servingOf } from '../../../dns/public/serving.js';
import { pathField } from '../../../ingress/reference.js';
import type { Ingress, IngressBackend } from '../../../object/ingress.js';
import type { Origin } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';
import { clientAt } from './client.js';
import { isReadable } from './readable.js';
import { hostFor, plainPath } from './rule-address.js';

/** A request from outside for a path of an Ingress. */
export interface PathRequest {
  /** The field of the path. */
  readonly field: string;
  readonly backend: IngressBackend;
  readonly request: RequestInput;
}

/**
 * A request for each path of an Ingress, as clients send it who find its host in the DNS, over TLS where the host has a
 * TLS section. Of a regular expression it has what stands before the first operator.
 */
export function pathRequests(cluster: Cluster, ingress: Ingress): readonly PathRequest[] {
  const way = wayTo(cluster, ingress);
  if (way === undefined) return [];
  const { rules, defaultBackend } = ingress.spec;
  const paths = rules.flatMap(({ host, paths: ofHost }, rule) =>
    ofHost.map(({ path, backend }, index): PathRequest => ({
      field: pathField(rule, index),
      backend,
      request: requestTo(ingress, way, host, plainPath(path)),
    })),
  );
  const all =
    defaultBackend === undefined || rules.some(({ host }) => host === '')
      ? paths
      : [
          ...paths,
          {
            field: 'spec.defaultBackend',
            backend: defaultBackend,
            request: requestTo(ingress, way, '', '/'),
          },
        ];
  return all.filter(({ request }) => isReadable(request));
}

/** A request over TLS for a host of an Ingress, from a client that looks at certificates. */
export function tlsRequest(cluster: Cluster, ingress: Ingress, host: string): RequestInput | undefined {
  const way = wayTo(cluster, ingress);
  if (way === undefined) return undefined;
  const request = { from: way.from, url: `https://${hostFor(host)}/` };
  return isReadable(request) ? request : undefined;
}

interface Way {
  readonly from: Origin;
  readonly address: string;
}

/** Who reaches an Ingress from outside, and where; undefined where nobody does. */
function wayTo(cluster: Cluster, ingress: Ingress): Way | undefined {
  const serving = servingOf(cluster, ingress);
  if (serving.kind === 'unserved') return undefined;
  const [hostname] = serving.hostnames;
  const named = hostname === undefined ? undefined : cluster.loadBalancerByHostname(hostname);
  const address = serving.addresses[0] ?? named?.addresses[0];
  return address === undefined ? undefined : { from: clientAt(cluster, address), address };
}

/** A rule without host is asked by the address. */
function requestTo(ingress: Ingress, { from, address }: Way, host: string, path: string): RequestInput {
  const asked = host === '' ? bracketedHost(address) : hostFor(host);
  return hasTLS(ingress, host)
    ? { from, url: `https://${asked}${path}`, insecure: true }
    : { from, url: `http://${asked}${path}` };
}

function hasTLS({ spec: { tls } }: Ingress, host: string): boolean {
  const wildcard = `*${host.slice(host.indexOf('.'))}`;
  return tls.some(({ hosts }) => hosts.length === 0 || hosts.includes(host) || hosts.includes(wildcard));
}
