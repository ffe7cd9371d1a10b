import { effectiveTarget } from '../../request/effective-target.js';
import type { StringMap } from '../../object/metadata.js';
import type { IngressRequest } from '../request.js';
import type { Redirect } from './documentation.js';

/** A port of Traefik. */
export interface EntryPoint {
  readonly name: string;
  /** Whether flags say so; else it has the usual name. */
  readonly isStated: boolean;
}

/** The entry point that took a request: the one with its port. @see traefik/traefik docs/content/reference/install-configuration/entrypoints.md */
export function entryPointOf(flags: StringMap, { port, tls }: IngressRequest): EntryPoint {
  for (const [flag, value] of Object.entries(flags)) {
    const [, name] = /^entrypoints\.([^.]+)\.address$/.exec(flag) ?? [];
    if (name !== undefined && portIn(value) === port) return { name, isStated: true };
  }
  return { name: tls === undefined ? 'web' : 'websecure', isStated: false };
}

/** The port in `:8443/tcp`. */
function portIn(address: string): number {
  return Number(/:(\d+)(?:\/tcp)?$/.exec(address)?.[1]);
}

/**
 * Where an entry point sends everything, before any router is looked at. It does so for good unless told otherwise, and
 * with a status that keeps methods other than GET.
 *
 * @see traefik/traefik docs/content/reference/install-configuration/entrypoints.md, HTTP redirections; pkg/middlewares/redirect/redirect.go
 */
export function redirectTo(
  flags: StringMap,
  { name }: EntryPoint,
  { http }: IngressRequest,
): Redirect | undefined {
  const said = (key: string): string | undefined =>
    flags[`entrypoints.${name}.http.redirections.entrypoint.${key}`];
  const to = said('to');
  if (to === undefined) return undefined;
  const scheme = said('scheme') ?? 'https';
  const port = portIn(to.startsWith(':') ? to : (flags[`entrypoints.${to.toLowerCase()}.address`] ?? ''));
  const { host: named, target } = effectiveTarget(http);
  const host = (named ?? '').replace(/:\d+$/, '');
  const usual = scheme === 'https' ? 443 : 80;
  const shown = Number.isNaN(port) || port === usual ? host : `${host}:${port}`;
  const isForGood = said('permanent') !== 'false';
  const kept = isForGood ? 308 : 307;
  const ofGet = isForGood ? 301 : 302;
  return {
    status: http.method === 'GET' ? ofGet : kept,
    location: `${scheme}://${shown}${target.startsWith('/') ? target : ''}`,
    rule: { id: 'ingress-tls-redirect' },
  };
}
