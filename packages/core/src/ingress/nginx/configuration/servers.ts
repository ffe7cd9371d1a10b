import type { Ingress, IngressPath } from '../../../object/ingress.js';
import { pathField } from '../../reference.js';
import type { NginxAnnotations } from '../annotation/annotations.js';
import type { NginxLocation } from '../location/location.js';
import { upstreamKey, type ReadIngress, type Upstream, type UpstreamKey } from './upstreams.js';

/** The name of the server for hosts that nobody has rules for. */
export const catchAll = '_';

/** A server while it is put together. */
export interface ServerDraft {
  readonly host: string;
  readonly locations: NginxLocation[];
  aliases: readonly string[];
  fromToWww: boolean;
}

/** The server that a host of a rule stands for. */
export function serverName(host: string): string {
  return host === '' ? catchAll : host;
}

/**
 * The servers with their root locations: each is made from the oldest Ingress that names the host, its annotations and
 * its default backend. Only an Ingress without rules makes its default backend that of the catch-all, where its rewrites
 * and redirects do not count.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, createServers
 */
export function createServers(
  ingresses: readonly ReadIngress[],
  nobody: NginxAnnotations,
): Map<string, ServerDraft> {
  const servers = new Map<string, ServerDraft>();
  servers.set(catchAll, draft(catchAll, catchAllRoot(ingresses, nobody)));
  for (const { ingress, annotations } of ingresses) {
    if (annotations.canary !== undefined) continue;
    for (const [index, rule] of ingress.spec.rules.entries()) {
      const name = serverName(rule.host);
      if (!servers.has(name)) {
        const field =
          ingress.spec.defaultBackend === undefined ? `spec.rules[${index}]` : 'spec.defaultBackend';
        servers.set(name, draft(name, root(ingress, annotations, field)));
      }
    }
  }
  addAliases(ingresses, servers);
  return servers;
}

function draft(host: string, location: NginxLocation): ServerDraft {
  return { host, locations: [location], aliases: [], fromToWww: false };
}

function root(ingress: Ingress, annotations: NginxAnnotations, field: string): NginxLocation {
  return {
    path: '/',
    pathType: 'Prefix',
    upstream: defaultUpstream(ingress),
    isDefault: true,
    ingress,
    field,
    annotations,
  };
}

function defaultUpstream(ingress: Ingress): UpstreamKey | undefined {
  const backend = ingress.spec.defaultBackend;
  return backend?.kind === 'service' ? upstreamKey(ingress, backend) : undefined;
}

function catchAllRoot(ingresses: readonly ReadIngress[], nobody: NginxAnnotations): NginxLocation {
  const found = ingresses.find(
    ({ ingress, annotations }) =>
      annotations.canary === undefined &&
      ingress.spec.rules.length === 0 &&
      ingress.spec.defaultBackend?.kind === 'service',
  );
  if (found === undefined) {
    const unowned = { ingress: undefined, field: undefined, annotations: nobody };
    return { path: '/', pathType: 'Prefix', upstream: undefined, isDefault: true, ...unowned };
  }
  const annotations: NginxAnnotations = {
    ...found.annotations,
    rewriteTarget: nobody.rewriteTarget,
    useRegex: nobody.useRegex,
    appRoot: nobody.appRoot,
    sslRedirect: nobody.sslRedirect,
    forceSslRedirect: nobody.forceSslRedirect,
    preserveTrailingSlash: nobody.preserveTrailingSlash,
    redirect: nobody.redirect,
    fromToWww: nobody.fromToWww,
  };
  return { ...root(found.ingress, annotations, 'spec.defaultBackend'), isDefault: false };
}

/** Of the Ingresses of a host only the first with aliases counts; a name that has a server of its own is no alias. */
function addAliases(ingresses: readonly ReadIngress[], servers: ReadonlyMap<string, ServerDraft>): void {
  for (const { ingress, annotations } of ingresses) {
    if (annotations.canary !== undefined) continue;
    for (const { host } of ingress.spec.rules) {
      const server = servers.get(serverName(host));
      if (server === undefined || server.aliases.length > 0) continue;
      server.aliases = annotations.aliases;
    }
  }
  for (const server of servers.values())
    server.aliases = server.aliases.filter((alias) => !servers.has(alias));
}

/**
 * Adds the paths of all Ingresses to the servers of their hosts: first come, first served.
 *
 * A path that is there with the same type is left alone, unless the controller made it itself; only the first location
 * with that path is looked at.
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers
 */
export function addPaths(
  ingresses: readonly ReadIngress[],
  servers: ReadonlyMap<string, ServerDraft>,
  upstreams: ReadonlyMap<UpstreamKey, Upstream>,
): void {
  for (const { ingress, annotations } of ingresses) {
    for (const [ruleIndex, rule] of ingress.spec.rules.entries()) {
      const server = servers.get(serverName(rule.host)) ?? servers.get(catchAll);
      if (server === undefined) continue;
      for (const [index, path] of rule.paths.entries()) {
        if (path.backend.kind !== 'service') continue;
        const key = upstreamKey(ingress, path.backend);
        if (upstreams.get(key)?.canary !== undefined) continue;
        addLocation(server, {
          path: comparedPath(path),
          pathType: comparedType(path),
          upstream: key,
          isDefault: false,
          ingress,
          field: pathField(ruleIndex, index),
          annotations,
        });
      }
    }
  }
}

/** The path that nginx compares: an empty one is the root. */
export function comparedPath({ path }: IngressPath): string {
  return path === '' ? '/' : path;
}

/** How nginx compares a path: types other than Exact are Prefix. */
export function comparedType({ pathType }: IngressPath): NginxLocation['pathType'] {
  return pathType === 'Exact' ? 'Exact' : 'Prefix';
}

function addLocation(server: ServerDraft, location: NginxLocation): void {
  const index = server.locations.findIndex((candidate) => candidate.path === location.path);
  const existing = server.locations[index];
  if (existing === undefined || existing.pathType !== location.pathType) server.locations.push(location);
  else if (existing.isDefault) server.locations[index] = location;
  else return;
  if (location.annotations.fromToWww) server.fromToWww = true;
}
