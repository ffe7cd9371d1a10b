import type { Ingress } from '../../object/ingress.js';
import { wildcardCovers } from '../../address/hostname.js';
import type { Cause } from '../../trace/outcome.js';
import { ingressLabel, ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import { type StatedRoute, statedRoutes } from './route.js';
import type { EntryPoint } from './traefik-entry-point.js';

/** What the annotations of Traefik start with. */
export const prefix = 'traefik.ingress.kubernetes.io';

/** What an annotation of Traefik says. */
function said({ metadata }: Ingress, name: string): string | undefined {
  return metadata.annotations[`${prefix}/${name}`];
}

/** The priority that an Ingress gives its routers; zero, as without any, is the length of the rule. Undefined: it is no number. */
export function priorityOf(ingress: Ingress): number | undefined {
  const stated = said(ingress, 'router.priority');
  if (stated === undefined) return 0;
  return /^[+-]?\d+$/.test(stated) ? Number(stated) : undefined;
}

/** How a router compares its path. */
export type Matcher = 'Path' | 'PathPrefix' | 'PathRegexp';

/** Undefined for an annotation that names no matcher: the path is left out then. */
export function matcherOf({ ingress, pathType }: StatedRoute): Matcher | undefined {
  if (pathType === 'Exact') return 'Path';
  const stated = pathType === 'Prefix' ? undefined : said(ingress, 'router.pathmatcher');
  switch (stated) {
    case undefined:
      return 'PathPrefix';
    case 'Path':
    case 'PathPrefix':
    case 'PathRegexp':
      return stated;
    default:
      return undefined;
  }
}

/** Whether a router takes connections with TLS alone, as its Ingress says. */
export function isForTLS({ metadata }: Ingress): boolean {
  return Object.keys(metadata.annotations).some((key) => key.startsWith(`${prefix}/router.tls`));
}

/** The entry points that an Ingress asks for; undefined: all of them. */
export function entryPointsOf(ingress: Ingress): readonly string[] | undefined {
  return said(ingress, 'router.entrypoints')
    ?.split(',')
    .map((entry) => entry.trim());
}

/**
 * Why a request is not for a path that an Ingress states for its host: the annotations of the Ingress cannot be read,
 * its path is compared by nothing that there is, or it is for other entry points.
 *
 * @see traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go, loadConfigurationFromIngresses; pkg/server/router/router.go
 */
export function whyNot(
  ingresses: readonly Ingress[],
  { name, takesTLS }: Pick<EntryPoint, 'name'> & { readonly takesTLS: boolean },
  { tls }: IngressRequest,
  host: string,
  path: string,
): Cause | undefined {
  const stated = ingresses
    .flatMap(statedRoutes)
    .filter((route) => isOfHost(route.host, host) && path.startsWith(route.text));
  for (const route of stated) {
    const { ingress, text } = route;
    const label = ingressLabel(ingress);
    const priority = said(ingress, 'router.priority') ?? '';
    if (priorityOf(ingress) === undefined) {
      const message = `${label} has the priority "${priority}", which is no number: Traefik leaves the Ingress out.`;
      return dropped(route, 'router.priority', message, 'Write a whole number, or leave the annotation out.');
    }
    const matcher = said(ingress, 'router.pathmatcher') ?? '';
    if (matcherOf(route) === undefined) {
      const message = `${label} compares ${text} by "${matcher}", which Traefik does not know: it leaves the path out.`;
      return dropped(route, 'router.pathmatcher', message, 'Write Path, PathPrefix or PathRegexp.');
    }
    const wanted = entryPointsOf(ingress);
    if (wanted?.includes(name) === false) {
      return {
        ...fieldOf(route, 'router.entrypoints'),
        code: 'route-of-other-port',
        message: `${label} is for the entry point ${wanted.join(', ')}, and the request came in by ${name}.`,
        fix: `Add ${name} to the annotation, or ask at the port of ${wanted.join(' or ')}.`,
      };
    }
    if (tls === undefined && isForTLS(ingress)) {
      return {
        ...fieldOf(route, 'router.tls'),
        code: 'route-of-other-port',
        message: `${label} is for TLS alone, and the request came in without.`,
        fix: 'Ask with https, or leave the annotation out.',
      };
    }
    if (tls !== undefined && !takesTLS && !isForTLS(ingress)) {
      return {
        object: ingressReference(ingress),
        path: 'metadata.annotations',
        code: 'route-of-other-port',
        message: `${label} is not for TLS: neither it nor the entry point ${name} says so.`,
        fix: `Annotate the Ingress with ${prefix}/router.tls: "true", or give the entry point http.tls.`,
      };
    }
  }
  return undefined;
}

function isOfHost(stated: string, host: string): boolean {
  return stated === '' || stated === host || (stated.startsWith('*.') && wildcardCovers(stated, host));
}

function dropped(route: StatedRoute, annotation: string, message: string, fix: string): Cause {
  return { ...fieldOf(route, annotation), code: 'ingress-dropped', message, fix };
}

function fieldOf({ ingress }: StatedRoute, annotation: string): Pick<Cause, 'object' | 'path'> {
  return { object: ingressReference(ingress), path: `metadata.annotations[${prefix}/${annotation}]` };
}
