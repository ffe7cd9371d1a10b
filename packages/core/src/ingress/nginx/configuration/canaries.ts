import { upstreamKey, type ReadIngress, type Upstream, type UpstreamKey } from './upstreams.js';
import { catchAll, comparedPath, comparedType, serverName, type ServerDraft } from './servers.js';
import type { NginxLocation } from '../location/location.js';
import type { Ingress } from '../../../object/ingress.js';
import type { BackendUse } from '../../backend.js';
import { pathField } from '../../reference.js';

/** The canaries of upstreams. */
export interface Canaries {
  /** The one that counts, of each upstream that has any: the first that was attached. */
  readonly first: ReadonlyMap<UpstreamKey, Upstream>;
  /** Where others were attached after it, which count for nothing. */
  readonly later: ReadonlyMap<UpstreamKey, readonly BackendUse[]>;
}

/**
 * Attaches canary Ingresses to the upstreams of main locations with the same host, path and type. One that finds no main
 * location is forgotten.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, mergeAlternativeBackends;
 *   rootfs/etc/nginx/lua/balancer.lua, route_to_alternative_balancer: the first of them counts
 */
export function attachCanaries(
  ingresses: readonly ReadIngress[],
  servers: ReadonlyMap<string, ServerDraft>,
  upstreams: ReadonlyMap<UpstreamKey, Upstream>,
): Canaries {
  const first = new Map<UpstreamKey, Upstream>();
  const later = new Map<UpstreamKey, BackendUse[]>();
  const isAlone = ingresses.every(({ annotations }) => annotations.canary !== undefined);
  if (isAlone) return { first, later };
  const left = new Map(upstreams);
  const attach = ({ key, use }: Part, locations: readonly NginxLocation[]): void => {
    const canary = left.get(key);
    if (canary === undefined) return;
    let isAttached = false;
    for (const { upstream } of locations) {
      const main = upstream === undefined ? undefined : left.get(upstream);
      // Where the canary's Service is a main one itself, the rest of the host is not looked at.
      if (main?.key === key) return;
      if (main === undefined || main.canary !== undefined) continue;
      const counting = first.get(main.key) ?? canary;
      first.set(main.key, counting);
      if (counting.key !== key || counting.use.ingress !== use.ingress) {
        const others = later.get(main.key) ?? [];
        later.set(main.key, others);
        if (!others.includes(use)) others.push(use);
      }
      isAttached = true;
    }
    if (!isAttached) left.delete(key);
  };
  for (const { ingress, annotations } of ingresses) {
    if (annotations.canary === undefined) continue;
    for (const part of partsOf(ingress)) {
      const locations = servers.get(part.server)?.locations;
      if (locations !== undefined) attach(part, locationsUpTo(locations, part));
    }
  }
  return { first, later };
}

/** A Service of a canary Ingress, and the locations that it would stand beside. */
interface Part {
  readonly key: UpstreamKey;
  readonly use: BackendUse;
  readonly server: string;
  readonly isSame: (location: NginxLocation) => boolean;
}

function partsOf(ingress: Ingress): readonly Part[] {
  const { defaultBackend, rules } = ingress.spec;
  const parts: Part[] = [];
  if (defaultBackend?.kind === 'service') {
    parts.push({
      key: upstreamKey(ingress, defaultBackend),
      use: { ingress, field: 'spec.defaultBackend', backend: defaultBackend },
      server: catchAll,
      isSame: () => true,
    });
  }
  for (const [ruleIndex, { host, paths }] of rules.entries()) {
    for (const [index, path] of paths.entries()) {
      if (path.backend.kind !== 'service') continue;
      const own = comparedPath(path);
      const type = comparedType(path);
      parts.push({
        key: upstreamKey(ingress, path.backend),
        use: { ingress, field: `${pathField(ruleIndex, index)}.backend`, backend: path.backend },
        server: serverName(host),
        isSame: (location) => location.path === own && location.pathType === type,
      });
    }
  }
  return parts;
}

/** The locations that are the same, and any that leads to the canary's own Service. */
function locationsUpTo(locations: readonly NginxLocation[], { key, isSame }: Part): readonly NginxLocation[] {
  return locations.filter((location) => location.upstream === key || isSame(location));
}
