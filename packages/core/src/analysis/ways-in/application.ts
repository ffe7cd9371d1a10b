import { isDNS1123Subdomain } from '../../address/hostname.js';

/**
 * A web application in the few words that its ways in depend on: so many sites, each of them pods that answer HTTP.
 *
 * @public
 * @example
 * const shop: WebApplication = { sites: ['shop.example.com', 'blog.example.com'], replicas: 3 };
 */
export interface WebApplication {
  /** The host names of its sites, each another one; 100 at most. */
  readonly sites: readonly string[];
  /** Pods of each site, and of the ingress controller; 2 unless given, 100 at most. */
  readonly replicas?: number;
  /** The port that the pods of a site listen on; 8080 unless given. With hostNetwork each site has the next one. */
  readonly port?: number;
  /** Of Services that are asked from outside; `Cluster` unless given, as in Kubernetes. */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
}

/** A site as the comparison builds it. */
export interface Site {
  readonly host: string;
  /** Of its pods, its Service and its Ingress. */
  readonly name: string;
  readonly hostPort: number;
  readonly index: number;
}

/** What is compared, with everything said. */
export interface CompleteApplication {
  readonly sites: readonly Site[];
  readonly replicas: number;
  readonly port: number;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** The nodes that take its pods. */
  readonly nodes: readonly string[];
}

/**
 * The application with its defaults.
 *
 * @throws {RangeError} without a site, with one that is no host name, or with a number that cannot be
 */
export function completed(
  { sites, replicas = 2, port = 8080, externalTrafficPolicy = 'Cluster' }: WebApplication,
  nodes: readonly string[],
): CompleteApplication {
  if (sites.length === 0) throw new RangeError('an application has at least one site');
  if (sites.length > most)
    throw new RangeError(`an application has ${most} sites at most: more say nothing more`);
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > most)
    throw new RangeError(`replicas is a number from 1 to ${most}: more say nothing more`);
  for (const site of sites) checkHost(site);
  if (new Set(sites).size < sites.length) throw new RangeError('each site has a host name of its own');
  const last = port + sites.length - 1;
  if (!Number.isInteger(port) || port < 1 || last > 65535)
    throw new RangeError('port is a number from 1 to 65535, with room for the sites');
  return {
    sites: sites.map((host, index) => ({ host, name: `site-${index + 1}`, hostPort: port + index, index })),
    replicas,
    port,
    externalTrafficPolicy,
    nodes,
  };
}

/** A comparison builds and traces all of them, in each way. */
const most = 100;

function checkHost(host: string): void {
  if (isDNS1123Subdomain(host)) return;
  if (host.includes('://')) {
    const [name = ''] = host.replace(/^.*?:\/\//, '').split(/[:/?#]/);
    throw new RangeError(
      `"${host}" is a URL: a site is a host name${name === '' ? '' : `, such as ${name}`}`,
    );
  }
  if (host.startsWith('*.'))
    throw new RangeError(`"${host}" is a wildcard: name a site that is asked, such as www${host.slice(1)}`);
  throw new RangeError(
    `"${host}" is no host name: it has labels of lower-case letters, digits and inner hyphens, with dots between them`,
  );
}

/** The namespace that everything is built in. */
export const namespace = 'web';
