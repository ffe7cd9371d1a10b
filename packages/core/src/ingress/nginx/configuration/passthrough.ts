import type { Ingress } from '../../../object/ingress.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { NginxLocation } from '../location/location.js';
import { catchAll, serverName, type ServerDraft } from './servers.js';
import type { ReadIngress, UpstreamKey } from './upstreams.js';

/** What the annotation `ssl-passthrough` makes of hosts and Services. */
export interface Passthrough {
  /** Whether the controller runs with `--enable-ssl-passthrough`. */
  readonly isEnabled: boolean;
  /** The root location of each host whose TLS is passed on to its Service. */
  readonly roots: ReadonlyMap<string, NginxLocation>;
  /** The upstreams behind such roots: nginx itself speaks TLS to them, with the flag or without. The first Ingress that asks for it. */
  readonly upstreams: ReadonlyMap<UpstreamKey, Ingress>;
}

/**
 * The hosts that TLS is passed through for: those that an Ingress with the annotation names, whichever Ingress their root
 * is of. Other paths count for nothing.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, createServers and getBackendServers
 */
export function passthroughOf(
  ingresses: readonly ReadIngress[],
  drafts: ReadonlyMap<string, ServerDraft>,
  { flags }: ControllerProfile,
): Passthrough {
  const roots = new Map<string, NginxLocation>();
  const upstreams = new Map<UpstreamKey, Ingress>();
  for (const { ingress, annotations } of ingresses) {
    if (!annotations.sslPassthrough || annotations.canary !== undefined) continue;
    for (const { host } of ingress.spec.rules) {
      const name = serverName(host);
      const root = drafts.get(name)?.locations.find(({ path }) => path === '/');
      if (root?.upstream === undefined) continue;
      if (!upstreams.has(root.upstream)) upstreams.set(root.upstream, ingress);
      if (name !== catchAll) roots.set(name, root);
    }
  }
  return { isEnabled: flags['enable-ssl-passthrough'] === 'true', roots, upstreams };
}
