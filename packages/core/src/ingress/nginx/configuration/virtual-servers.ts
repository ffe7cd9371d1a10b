import type { Ingress } from '../../../object/ingress.js';
import type { ObjectReference } from '../../../problem/problem.js';
import { HostTable } from '../../../routing/host-table.js';
import { Pattern } from '../../../routing/pattern.js';
import { PatternTable, type PatternRule } from '../../../routing/pattern-table.js';
import { ingressReference } from '../../reference.js';
import type { NginxLine } from './line.js';
import type { NginxLocation } from '../location/location.js';
import type { LocationTable } from '../location/location-table.js';
import { sortLocations, writeLocations } from '../location/locations.js';
import { catchAll, type ServerDraft } from './servers.js';

/** A server of the configuration. */
export interface NginxServer {
  readonly kind: 'server';
  /** The host, or `_` for the catch-all. */
  readonly host: string;
  readonly aliases: readonly string[];
  /** In the order of the configuration. */
  readonly locations: readonly NginxLocation[];
  readonly table: LocationTable;
  /** The location whose annotation app-root counts for the server. */
  readonly appRoot: NginxLocation | undefined;
}

/** A server that only sends the other name of a host to the host itself: `www.x` to `x`, or `x` to `www.x`. */
export interface WwwServer {
  readonly kind: 'www';
  readonly host: string;
  readonly to: string;
  readonly ingress: ObjectReference | undefined;
}

/** What takes requests for a host. */
export type VirtualServer = NginxServer | WwwServer;

/** A server whose name is a regular expression. */
interface NamedByPattern extends PatternRule {
  readonly server: NginxServer;
}

/** Finds the server of a host. */
export interface VirtualServers {
  readonly servers: readonly NginxServer[];
  /** The hosts that have a server. */
  readonly hosts: readonly string[];
  readonly redirects: readonly WwwServer[];
  readonly catchAll: NginxServer;
  /** Undefined where the name of a server is a regular expression that cannot be run. */
  match(host: string): VirtualServer | undefined;
}

/**
 * The servers in the order in which nginx looks for a name: equal names, the longest wildcard, regular expressions, the
 * catch-all. A wildcard host of an Ingress is a regular expression for one label, a wildcard alias covers many.
 *
 * @see nginx.org docs/http/server_names.html; kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildServerName
 */
export function virtualServers(drafts: ReadonlyMap<string, ServerDraft>, line: NginxLine): VirtualServers {
  const servers = [...drafts.values()]
    .sort((a, b) => (a.host < b.host ? -1 : 1))
    .map((draft) => serverOf(draft, line));
  const redirects = servers.flatMap((server) => wwwServer(server, drafts));
  const exact = new Map<string, VirtualServer>();
  for (const redirect of redirects) exact.set(redirect.host, redirect);
  for (const server of servers) exact.set(server.host, server);
  for (const server of servers) {
    for (const alias of server.aliases.map(plainName)) {
      if (alias !== undefined && !exact.has(alias)) exact.set(alias, server);
    }
  }
  const leading = servers.flatMap(leadingWildcards).sort(longestFirst);
  const trailing = servers.flatMap(trailingWildcards).sort(longestFirst);
  const patterns = new PatternTable(servers.flatMap(patternAliases));
  const rest = serverFor(drafts, servers);
  const byHost = new HostTable([...exact].filter(([host]) => host !== catchAll));
  return {
    servers,
    hosts: servers.map(({ host }) => host).filter((host) => host !== catchAll),
    redirects,
    catchAll: rest,
    match(host) {
      const named = exact.get(host);
      if (named !== undefined) return named;
      const wildcard =
        leading.find(({ fixed }) => host.endsWith(fixed)) ??
        trailing.find(({ fixed }) => host.startsWith(fixed));
      if (wildcard !== undefined) return wildcard.server;
      const covering = oneLabel.test(host) ? byHost.match(host) : undefined;
      if (covering !== undefined) return covering;
      const answer = patterns.match(host);
      if (answer?.kind === 'refused') return undefined;
      return answer?.rule.server ?? rest;
    },
  };
}

/** What a wildcard host of an Ingress covers: the first label has letters, digits, `-` and `_` only. */
const oneLabel = /^[-\w]+\./;

function serverFor(drafts: ReadonlyMap<string, ServerDraft>, servers: readonly NginxServer[]): NginxServer {
  const found = servers.find(({ host }) => host === catchAll);
  if (found === undefined) throw new TypeError(`no catch-all among ${drafts.size} servers`);
  return found;
}

function serverOf({ host, locations, aliases }: ServerDraft, line: NginxLine): NginxServer {
  const sorted = sortLocations(locations, line);
  return {
    kind: 'server',
    host,
    aliases,
    locations: sorted,
    table: writeLocations(sorted, line),
    appRoot: sorted.find(({ annotations }) => annotations.appRoot !== ''),
  };
}

/** The server for the other name of a host, unless that name has a server of its own. @see kubernetes/ingress-nginx internal/ingress/controller/nginx.go and pkg/util/ingress/ingress.go, BuildRedirects */
function wwwServer(server: NginxServer, drafts: ReadonlyMap<string, ServerDraft>): readonly WwwServer[] {
  const { host: to } = server;
  if (drafts.get(to)?.fromToWww !== true || to === catchAll) return [];
  const host = to.startsWith('www.') ? to.slice('www.'.length) : `www.${to}`;
  if (drafts.has(host)) return [];
  const ingress: Ingress | undefined = server.locations.find(
    ({ annotations }) => annotations.fromToWww,
  )?.ingress;
  return [{ kind: 'www', host, to, ingress: ingress === undefined ? undefined : ingressReference(ingress) }];
}

/** The name that an alias is, or, with a leading dot, that it is among others. */
function plainName(alias: string): string | undefined {
  if (alias.startsWith('~') || alias.includes('*')) return undefined;
  return (alias.startsWith('.') ? alias.slice(1) : alias).toLowerCase();
}

/** An alias that covers many names. */
interface WildcardAlias {
  /** What all its names end in, or begin with. */
  readonly fixed: string;
  readonly server: NginxServer;
}

function longestFirst(a: WildcardAlias, b: WildcardAlias): number {
  return b.fixed.length - a.fixed.length;
}

function leadingWildcards(server: NginxServer): readonly WildcardAlias[] {
  return server.aliases
    .filter((alias) => alias.startsWith('*.') || alias.startsWith('.'))
    .map((alias) => ({ fixed: alias.slice(alias.indexOf('.')).toLowerCase(), server }));
}

function trailingWildcards(server: NginxServer): readonly WildcardAlias[] {
  return server.aliases
    .filter((alias) => !alias.startsWith('~') && alias.endsWith('.*'))
    .map((alias) => ({ fixed: alias.slice(0, -1).toLowerCase(), server }));
}

function patternAliases(server: NginxServer): readonly NamedByPattern[] {
  return server.aliases
    .filter((alias) => alias.startsWith('~'))
    .map((alias) => ({ pattern: new Pattern(alias.slice(1), { ignoreCase: true }), server }));
}
