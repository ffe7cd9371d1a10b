import {
  controllerDefault,
  defaultUpstream,
  errorUpstream,
  standInOf,
  upstreamEndpoints,
} from '../../ingress/nginx/answer/upstream-endpoints.js';
import type { Upstream } from '../../ingress/nginx/configuration/upstreams.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import type { Target } from '../../request/packet.js';
import { affinityKey } from './affinity-maps.js';
import { canaryOf, upstreamName } from './backend-plan.js';
import { socketOf } from './listeners.js';
import { word, type Block } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** A group of endpoints that requests are sent to. */
interface Group {
  readonly name: string;
  readonly endpoints: readonly Target[];
  /** How an endpoint is chosen, where not in turn. */
  readonly balancing: readonly string[];
}

/**
 * The groups of endpoints that locations lead to, by name. ingress-nginx holds them in Lua, so that they change without
 * a new configuration.
 */
export function upstreamBlocks(rendering: Rendering): readonly Block[] {
  const groups = new Map<string, Group>();
  for (const group of [ownGroup(rendering), ...usedLocations(rendering).flatMap(groupsOf(rendering))]) {
    if (group.endpoints.length > 0 && !groups.has(group.name)) groups.set(group.name, group);
  }
  return [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(blockOf);
}

/** The locations of all servers. */
export function usedLocations({ configuration }: Rendering): readonly NginxLocation[] {
  return configuration.servers.servers.flatMap(({ locations }) => locations);
}

/** The Service of the flag `--default-backend-service`, or the server that answers 404. */
function ownGroup({ cluster, configuration }: Rendering): Group {
  const found = controllerDefault(cluster, configuration.profile);
  const endpoints = found?.endpoints ?? [{ address: '127.0.0.1', port: configuration.settings.defaultPort }];
  return { name: defaultUpstream, endpoints, balancing: [] };
}

function groupsOf(rendering: Rendering): (location: NginxLocation) => readonly Group[] {
  const { cluster, configuration } = rendering;
  return (location) => {
    const standIn = standInOf(cluster, location);
    const standIns: readonly Group[] =
      standIn === undefined
        ? []
        : [{ name: errorUpstream(cluster, location), endpoints: standIn.endpoints, balancing: [] }];
    const upstream =
      location.upstream === undefined ? undefined : configuration.upstreams.get(location.upstream);
    if (upstream === undefined) return standIns;
    const canary = canaryOf(rendering, upstream);
    const upstreams = canary === undefined ? [upstream] : [upstream, canary];
    return [...standIns, ...upstreams.map((entry) => groupOf(rendering, entry))];
  };
}

function groupOf({ cluster, configuration }: Rendering, upstream: Upstream): Group {
  const found = upstreamEndpoints(cluster, upstream);
  const cookie = configuration.affinityCookies.get(upstream.key);
  const key = cookie === undefined ? upstream.hashBy : affinityKey(cookie.name);
  return {
    name: upstreamName(upstream),
    endpoints: found.kind === 'found' ? found.endpoints : [],
    balancing: key === '' ? [] : [`hash ${word(key)} consistent;`],
  };
}

function blockOf({ name, endpoints, balancing }: Group): Block {
  return {
    head: `upstream ${name}`,
    body: [
      ...balancing,
      ...endpoints.map(({ address, port }) => `server ${socketOf(address, port)};`),
      'keepalive 320;',
    ],
  };
}
