import type { Cluster } from '../../cluster/cluster.js';
import { takes } from '../../controller/class.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Ingress, IngressBackend, IngressPath } from '../../object/ingress.js';
import { HostTable } from '../../routing/host-table.js';
import { PathTable } from '../../routing/path-table.js';
import type { RouteRule } from '../../routing/rejection.js';
import { oldestFirst } from '../order.js';
import { pathField } from '../reference.js';

/** A backend where an Ingress names it. */
export interface SpecBackend {
  readonly ingress: Ingress;
  /** The field of the backend. */
  readonly field: string;
  readonly backend: IngressBackend;
}

/** A path rule of an Ingress. */
export interface SpecRule extends RouteRule, SpecBackend {
  /** The field of the path rule that holds the backend. */
  readonly pathField: string;
  /** The path as the Ingress writes it. */
  readonly text: string;
}

/** Everything that is known of one host; the empty host is every host. */
export interface SpecServer {
  readonly host: string;
  readonly rules: readonly SpecRule[];
  readonly paths: PathTable<SpecRule>;
  readonly defaultBackend: SpecBackend | undefined;
}

/** A TLS section that lists a host. */
export interface SpecTls {
  readonly ingress: Ingress;
  readonly field: string;
  readonly secretName: string | undefined;
}

/** The rules of all Ingresses that a controller takes, as the specification reads them. */
export interface SpecTables {
  /** Oldest first. */
  readonly ingresses: readonly Ingress[];
  readonly servers: HostTable<SpecServer>;
  readonly hosts: readonly string[];
  readonly rules: readonly SpecRule[];
  /** Where requests go that no host and path takes. */
  readonly defaultBackend: SpecBackend | undefined;
  readonly tls: HostTable<SpecTls>;
}

/**
 * Reads the Ingresses of a controller, oldest first: where two say the same, the older one counts.
 *
 * @see kubernetes/api networking/v1/types.go, IngressSpec
 */
export function specTables(cluster: Cluster, profile: ControllerProfile): SpecTables {
  const ingresses = oldestFirst(
    cluster.list('Ingress').filter((ingress) => takes(cluster, profile, ingress)),
    'ascending',
  );
  const rules = ingresses.flatMap(rulesOf);
  const byHost = new Map<string, SpecRule[]>();
  const defaults = new Map<string, SpecBackend>();
  for (const ingress of ingresses) {
    for (const { host } of ingress.spec.rules) {
      if (!byHost.has(host)) byHost.set(host, []);
      const backend = defaultBackendOf(ingress);
      if (backend !== undefined && !defaults.has(host)) defaults.set(host, backend);
    }
  }
  for (const rule of rules) byHost.get(rule.host)?.push(rule);
  const servers = [...byHost].map(([host, ofHost]): readonly [string, SpecServer] => [
    host,
    { host, rules: ofHost, paths: new PathTable(ofHost), defaultBackend: defaults.get(host) },
  ]);
  return {
    ingresses,
    servers: new HostTable(servers),
    hosts: [...byHost.keys()].filter((host) => host !== ''),
    rules,
    defaultBackend: catchAll(ingresses),
    tls: new HostTable(tlsByHost(ingresses)),
  };
}

function rulesOf(ingress: Ingress): readonly SpecRule[] {
  return ingress.spec.rules.flatMap(({ host, paths }, rule) =>
    paths.map((path, index): SpecRule => {
      const field = pathField(rule, index);
      return {
        ...comparison(path),
        host,
        ingress,
        pathField: field,
        text: path.path,
        field: `${field}.backend`,
        backend: path.backend,
      };
    }),
  );
}

/** ImplementationSpecific is up to the controller: it is read as Prefix here, an empty path as the root. */
function comparison({ path, pathType }: IngressPath): Pick<RouteRule, 'path' | 'pathType'> {
  return pathType === 'Exact' ? { path, pathType } : { path: path === '' ? '/' : path, pathType: 'Prefix' };
}

/** An Ingress without rules sends everything to its default backend; then those with rules, for hosts nobody knows. */
function catchAll(ingresses: readonly Ingress[]): SpecBackend | undefined {
  const withDefault = ingresses.filter((ingress) => ingress.spec.defaultBackend !== undefined);
  const ingress = withDefault.find((candidate) => candidate.spec.rules.length === 0) ?? withDefault[0];
  return ingress === undefined ? undefined : defaultBackendOf(ingress);
}

function defaultBackendOf(ingress: Ingress): SpecBackend | undefined {
  const backend = ingress.spec.defaultBackend;
  return backend === undefined ? undefined : { ingress, field: 'spec.defaultBackend', backend };
}

/** A section without hosts is for every host. */
export function tlsByHost(ingresses: readonly Ingress[]): ReadonlyMap<string, SpecTls> {
  const byHost = new Map<string, SpecTls>();
  for (const ingress of ingresses) {
    for (const [index, { hosts, secretName }] of ingress.spec.tls.entries()) {
      const entry = { ingress, field: `spec.tls[${index}]`, secretName };
      for (const host of hosts.length === 0 ? [''] : hosts) {
        if (!byHost.has(host)) byHost.set(host, entry);
      }
    }
  }
  return byHost;
}
