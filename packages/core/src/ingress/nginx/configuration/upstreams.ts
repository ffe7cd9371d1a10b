import type { Ingress } from '../../../object/ingress.js';
import { wantedPort, type BackendUse, type ServiceBackend } from '../../backend.js';
import { pathField } from '../../reference.js';
import type { Canary } from '../annotation/canary-policy.js';
import type { NginxAnnotations } from '../annotation/annotations.js';

/** An Ingress with what its annotations say. */
export interface ReadIngress {
  readonly ingress: Ingress;
  readonly annotations: NginxAnnotations;
}

/** The key of an upstream: namespace, Service and port as the Ingress writes them. */
export type UpstreamKey = string;

/**
 * A Service and port that requests are sent to, shared by all Ingresses that name it; what the first of them says about
 * it holds for all.
 */
export interface Upstream {
  readonly key: UpstreamKey;
  /** Where it is first named. */
  readonly use: BackendUse;
  readonly serviceUpstream: boolean;
  readonly hashBy: string;
  /** Set where it is first named by a canary: then no location of its own leads to it. */
  readonly canary: Canary | undefined;
}

/** The key under which a backend of an Ingress is found. */
export function upstreamKey(ingress: Ingress, backend: ServiceBackend): UpstreamKey {
  return `${ingress.metadata.namespace}/${backend.name}/${wantedPort(backend)}`;
}

/**
 * The upstreams of all Ingresses, oldest first. Naming a Service in `defaultBackend` makes its upstream anew.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, createUpstreams
 */
export function createUpstreams(ingresses: readonly ReadIngress[]): Map<UpstreamKey, Upstream> {
  const upstreams = new Map<UpstreamKey, Upstream>();
  for (const read of ingresses) {
    const { defaultBackend, rules } = read.ingress.spec;
    if (defaultBackend?.kind === 'service') {
      const upstream = upstreamOf(read, defaultBackend, 'spec.defaultBackend');
      upstreams.set(upstream.key, upstream);
    }
    for (const [ruleIndex, { paths }] of rules.entries()) {
      for (const [index, { backend }] of paths.entries()) {
        if (backend.kind !== 'service' || upstreams.has(upstreamKey(read.ingress, backend))) continue;
        const upstream = upstreamOf(read, backend, `${pathField(ruleIndex, index)}.backend`);
        upstreams.set(upstream.key, upstream);
      }
    }
  }
  return upstreams;
}

function upstreamOf({ ingress, annotations }: ReadIngress, backend: ServiceBackend, field: string): Upstream {
  const { serviceUpstream, hashBy, canary } = annotations;
  return {
    key: upstreamKey(ingress, backend),
    use: { ingress, field, backend },
    serviceUpstream,
    hashBy,
    canary,
  };
}
