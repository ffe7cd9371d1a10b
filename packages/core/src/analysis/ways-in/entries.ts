import type { Cluster } from '../../cluster/cluster.js';
import type { Node } from '../../object/node.js';
import { isReady } from '../../object/readiness.js';
import type { RequestInput } from '../../request/read-request.js';
import { type CompleteApplication, namespace, type Site } from './application.js';
import type { WayInKind } from './way-in.js';

/** A site at an address that clients may ask. */
export interface Entry {
  readonly site: Site;
  readonly address: string;
  readonly port: number;
  /** The id of the load balancer that holds the address. */
  readonly balancer?: string;
}

/** Where the sites are asked in a cluster that exposes them in one way. */
export function entriesOf(
  cluster: Cluster,
  kind: WayInKind,
  { sites }: CompleteApplication,
): readonly Entry[] {
  switch (kind) {
    case 'host-network':
      return sites.flatMap((site) =>
        cluster
          .list('Pod', namespace)
          .filter((pod) => pod.metadata.labels['app'] === site.name && isReady(pod))
          .flatMap(({ spec: { nodeName = '' } }) => cluster.get('Node', nodeName) ?? [])
          .flatMap((node) => ({ site, address: askedAddress(node), port: site.hostPort })),
      );
    case 'node-port':
      return sites.flatMap((site) => {
        const port = cluster.get('Service', `${namespace}/${site.name}`)?.spec.ports[0]?.nodePort;
        return port === undefined
          ? []
          : cluster.list('Node').map((node) => ({ site, address: askedAddress(node), port }));
      });
    case 'load-balancer':
    case 'nlb':
      return sites.flatMap((site) => told(cluster, site, 'Service'));
    case 'ingress-nginx':
    case 'alb':
    case 'gce-ingress':
      return sites.flatMap((site) => told(cluster, site, 'Ingress'));
    default:
      return kind satisfies never;
  }
}

/** The request of a client that knows the address; it asks no DNS, so that ways compare. */
export function requestTo({ site, address, port }: Entry): RequestInput {
  return { url: `http://${site.host}:${port}/`, address };
}

/** The public address of a node, or else the one that its network knows. */
function askedAddress({ status: { addresses } }: Node): string {
  const of = (asked: string): string | undefined => addresses.find(({ type }) => type === asked)?.address;
  return of('ExternalIP') ?? of('InternalIP') ?? '';
}

/** The addresses in a status: those behind a name are the load balancer's. */
function told(cluster: Cluster, site: Site, kind: 'Service' | 'Ingress'): readonly Entry[] {
  const { ingress } = cluster.get(kind, `${namespace}/${site.name}`)?.status.loadBalancer ?? { ingress: [] };
  return ingress.flatMap(({ ip, hostname }) => {
    const balancer =
      (ip === undefined ? undefined : cluster.loadBalancerByAddress(ip)) ??
      (hostname === undefined ? undefined : cluster.loadBalancerByHostname(hostname));
    const addresses = ip === undefined ? (balancer?.addresses ?? []) : [ip];
    return addresses.map((address): Entry => ({
      site,
      address,
      port: 80,
      ...(balancer === undefined ? {} : { balancer: balancer.id }),
    }));
  });
}
