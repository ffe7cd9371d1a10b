import { upstreamKey, type ReadIngress, type Upstream, type UpstreamKey } from './upstreams.js';
import { catchAll, comparedPath, comparedType, serverName, type ServerDraft } from './servers.js';
import type { NginxLocation } from '../location/location.js';
import type { Ingress } from '../../../object/ingress.js';

/** The canary of each upstream that has one: the first that was attached. */
export type Canaries = ReadonlyMap<UpstreamKey, Upstream>;

/**
 * Attaches canary Ingresses to the upstreams of main locations with the same host, path and type. One that finds no main
 * location is forgotten.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, mergeAlternativeBackends
 */
export function attachCanaries(
  ingresses: readonly ReadIngress[],
  servers: ReadonlyMap<string, ServerDraft>,
  upstreams: ReadonlyMap<UpstreamKey, Upstream>,
): Canaries {
  const canaries = new Map<UpstreamKey, Upstream>();
  const isAlone = ingresses.every(({ annotations }) => annotations.canary !== undefined);
  if (isAlone) return canaries;
  const left = new Map(upstreams);
  const attach = (key: UpstreamKey, locations: readonly NginxLocation[]): void => {
    const canary = left.get(key);
    if (canary === undefined) return;
    let isAttached = false;
    for (const { upstream } of locations) {
      const main = upstream === undefined ? undefined : left.get(upstream);
      // Where the canary's Service is a main one itself, the rest of the host is not looked at.
      if (main?.key === key) return;
      if (main === undefined || main.canary !== undefined) continue;
      if (!canaries.has(main.key)) canaries.set(main.key, canary);
      isAttached = true;
    }
    if (!isAttached) left.delete(key);
  };
  for (const { ingress, annotations } of ingresses) {
    if (annotations.canary === undefined) continue;
    for (const { key, server, isSame } of partsOf(ingress)) {
      const locations = servers.get(server)?.locations;
      if (locations !== undefined) attach(key, locationsUpTo(locations, key, isSame));
    }
  }
  return canaries;
}

/** A Service of a canary Ingress, and the locations that it would stand beside. */
interface Part {
  readonly key: UpstreamKey;
  readonly server: string;
  readonly isSame: (location: NginxLocation) => boolean;
}

function partsOf(ingress: Ingress): readonly Part[] {
  const { defaultBackend, rules } = ingress.spec;
  const parts: Part[] = [];
  if (defaultBackend?.kind === 'service') {
    parts.push({ key: upstreamKey(ingress, defaultBackend), server: catchAll, isSame: () => true });
  }
  for (const { host, paths } of rules) {
    for (const path of paths) {
      if (path.backend.kind !== 'service') continue;
      const own = comparedPath(path);
      const type = comparedType(path);
      parts.push({
        key: upstreamKey(ingress, path.backend),
        server: serverName(host),
        isSame: (location) => location.path === own && location.pathType === type,
      });
    }
  }
  return parts;
}

/** The locations that are the same, and any that leads to the canary's own Service. */
function locationsUpTo(
  locations: readonly NginxLocation[],
  key: UpstreamKey,
  isSame: (location: NginxLocation) => boolean,
): readonly NginxLocation[] {
  return locations.filter((location) => location.upstream === key || isSame(location));
}
