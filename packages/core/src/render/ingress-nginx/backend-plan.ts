import type { Upstream } from '../../ingress/nginx/configuration/upstreams.js';
import {
  defaultUpstream,
  errorUpstream,
  standInOf,
  upstreamEndpoints,
} from '../../ingress/nginx/answer/upstream-endpoints.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import { wantedPort } from '../../ingress/backend.js';
import type { Rendering } from './rendering.js';

/** What a location sends its requests to. */
export type BackendPlan =
  | { readonly kind: 'upstream'; readonly name: string }
  /** The main upstream or its canary. */
  | { readonly kind: 'canary'; readonly name: string; readonly variable: string }
  /** The Service of the annotation default-backend, in place of one without endpoints. */
  | { readonly kind: 'stand-in'; readonly name: string }
  /** A name outside of the cluster, resolved when it is asked. */
  | { readonly kind: 'outside'; readonly to: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** What a location sends its requests to, as the trace decides it. */
export function backendPlan(rendering: Rendering, location: NginxLocation): BackendPlan {
  const { cluster, configuration } = rendering;
  const upstream =
    location.upstream === undefined ? undefined : configuration.upstreams.get(location.upstream);
  if (upstream === undefined) return { kind: 'upstream', name: defaultUpstream };
  const found = upstreamEndpoints(cluster, upstream);
  switch (found.kind) {
    case 'found': {
      const name = upstreamName(upstream);
      return canaryOf(rendering, upstream) === undefined
        ? { kind: 'upstream', name }
        : { kind: 'canary', name, variable: choiceVariable(name) };
    }
    case 'outside':
      return { kind: 'outside', to: `${found.destination.address}:${found.destination.port}` };
    case 'missing': {
      return standInOf(cluster, location) === undefined
        ? { kind: 'missing', reason: found.cause.message }
        : { kind: 'stand-in', name: errorUpstream(cluster, location) };
    }
    default:
      return found satisfies never;
  }
}

/** The name of an upstream. @see kubernetes/ingress-nginx internal/ingress/controller/util.go, upstreamName */
export function upstreamName({ use: { ingress, backend } }: Upstream): string {
  return `${ingress.metadata.namespace}-${backend.name}-${wantedPort(backend)}`;
}

/** The canary of an upstream, where it has endpoints and says when it is chosen. */
export function canaryOf({ cluster, configuration }: Rendering, { key }: Upstream): Upstream | undefined {
  const canary = configuration.canaries.first.get(key);
  return canary?.canary !== undefined && upstreamEndpoints(cluster, canary).kind === 'found'
    ? canary
    : undefined;
}

/** The variable that holds the upstream or its canary. */
export function choiceVariable(name: string): string {
  return `$backend_${name.replaceAll('-', '_')}`;
}
