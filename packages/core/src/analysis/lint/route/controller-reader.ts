import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import { byNumberOrName, lookUpBackend } from '../../../ingress/backend.js';
import { byHost } from '../../../ingress/documented/dialect.js';
import type { Documentation } from '../../../ingress/documented/documentation.js';
import { haproxyIngress, keptPlain } from '../../../ingress/documented/haproxy.js';
import { covers, type Route } from '../../../ingress/documented/route.js';
import { traefik } from '../../../ingress/documented/traefik.js';
import type { IngressRequest } from '../../../ingress/request.js';
import { specTables, type SpecTables } from '../../../ingress/spec/compile.js';
import type { Ingress } from '../../../object/ingress.js';
import { documentedDistinctions } from '../../distinction/documented.js';
import { specDistinctions } from '../../distinction/specification.js';
import { nginxReader } from './nginx-reader.js';
import { type RuleReader, ruleKey } from './rule-reader.js';
import { statedPaths } from './stated-rule.js';

/** How a controller goes by the rules of the Ingresses that it takes. */
export function controllerReader(cluster: Cluster, profile: ControllerProfile): RuleReader {
  switch (profile.dialect) {
    case 'ingress-nginx':
      return nginxReader(cluster, profile);
    case 'traefik': {
      const documentation = traefik(cluster, profile);
      return {
        ...documentedDistinctions(documentation.routes),
        takenBy: byRoute(cluster, profile, documentation),
        comparisonOf: byMatch(documentation),
        mayTakeMore: saysMoreTo(cluster, documentation),
      };
    }
    case 'haproxy-ingress': {
      const documentation = haproxyIngress(cluster, profile);
      const plain = keptPlain(profile.configMap?.data ?? {});
      return {
        ...documentedDistinctions(documentation.routes, plain),
        takenBy: byRoute(cluster, profile, documentation),
        comparisonOf: byMatch(documentation),
        mayTakeMore: saysMoreTo(cluster, documentation),
      };
    }
    case 'spec': {
      const tables = specTables(cluster, profile);
      return {
        ...specDistinctions(tables),
        takenBy: byTable(tables),
        comparisonOf: () => 'text',
        mayTakeMore: saysMore,
      };
    }
    default:
      return profile.dialect satisfies never;
  }
}

type Takes = RuleReader['takenBy'];

/** Annotations of others than controllers. */
const ofOthers =
  /^(?:(?:kubectl\.)?kubernetes\.io|meta\.helm\.sh|cert-manager\.io|argocd\.argoproj\.io|external-dns\.alpha\.kubernetes\.io)\//;

/** A controller that is not modelled may do otherwise where an Ingress says more than the specification knows. */
function saysMore({ metadata, spec }: Ingress): boolean {
  return (
    Object.keys(metadata.annotations).some((key) => !ofOthers.test(key)) ||
    spec.rules.some(({ paths }) => paths.some(({ pathType }) => pathType === 'ImplementationSpecific'))
  );
}

function byTable({ ingresses, servers, defaultBackend }: SpecTables): Takes {
  const open = new Set(ingresses.filter(saysMore).flatMap(({ spec }) => spec.rules.map(({ host }) => host)));
  return (host, path) => {
    const server = servers.match(host);
    if (server !== undefined && open.has(server.host)) return undefined;
    const rule = server?.paths.match(path);
    if (rule !== undefined) return [ruleKey(rule.ingress.metadata, rule.pathField)];
    const fallback = server?.defaultBackend ?? defaultBackend;
    return fallback === undefined ? [] : [ruleKey(fallback.ingress.metadata, fallback.field)];
  };
}

/**
 * A route may be for some ports alone, or for TLS: one of each is asked. One that says more than the model follows may
 * leave requests to others.
 */
function byRoute(cluster: Cluster, profile: ControllerProfile, documentation: Documentation): Takes {
  const { routes, fallback, settings, strictHost, isOpen } = documentation;
  const hosts = byHost(routes);
  const usable = new Set(routes.filter((route) => !isLeft(cluster, documentation, route)));
  const certain = new Set(routes.filter((route) => documentation.notFollowed(cluster, route).length === 0));
  const otherwise = fallback === undefined ? [] : [ruleKey(fallback.ingress.metadata, fallback.field)];
  return (host, path) => {
    if (settings.length > 0) return undefined;
    const servers = hosts.matchAll(host);
    const covering = (strictHost ? servers.slice(0, 1) : servers)
      .flat()
      .filter((route) => usable.has(route) && covers(route, path));
    return samplesOf(profile, host, path).flatMap((sample) => {
      const open = covering.filter((route) => isOpen(route, sample));
      const ranks = open.filter((route) => certain.has(route)).map(({ rank }) => rank);
      const least = ranks.reduce((rank, other) => Math.min(rank, other), Infinity);
      const takers = open
        .filter(({ rank }) => rank <= least)
        .map(({ ingress, pathField }) => ruleKey(ingress.metadata, pathField));
      return ranks.length === 0 ? [...takers, ...otherwise] : takers;
    });
  };
}

function isLeft(cluster: Cluster, documentation: Documentation, { backend, ...route }: Route): boolean {
  return (
    backend.kind === 'resource' ||
    documentation.leavesOut(lookUpBackend(cluster, { ...route, backend }, byNumberOrName))
  );
}

function byMatch({ routes }: Documentation): RuleReader['comparisonOf'] {
  const patterns = new Set(
    routes.flatMap(({ match, ingress, pathField }) =>
      match.kind === 'pattern' ? [ruleKey(ingress.metadata, pathField)] : [],
    ),
  );
  return ({ ingress, field }) => (patterns.has(ruleKey(ingress.metadata, field)) ? 'pattern' : 'text');
}

/** Whether the annotations of an Ingress say more than the model follows. */
function saysMoreTo(cluster: Cluster, { notFollowed }: Documentation): RuleReader['mayTakeMore'] {
  return (ingress) => statedPaths(ingress).some((stated) => notFollowed(cluster, stated).length > 0);
}

function samplesOf(
  { httpPorts, httpsPorts }: ControllerProfile,
  host: string,
  path: string,
): readonly IngressRequest[] {
  const http = { version: '1.1', method: 'GET', host, target: path, headers: [] } as const;
  const client = '203.0.113.7';
  return [
    ...httpPorts.map((port) => ({ http, client, port })),
    ...httpsPorts.map((port) => ({ http, client, port, tls: { sni: host } })),
  ];
}
