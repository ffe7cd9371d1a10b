import type { IngressBackendManifest, IngressManifest } from '../../manifest/ingress.js';
import type { ServiceManifest } from '../../manifest/service.js';
import { unreadyStatus } from './pod-status.js';
import type { WrittenManifest } from './written-manifest.js';

/**
 * Mistakes that people make and the API server lets pass, each with its meaning.
 *
 * @public
 */
export const clusterFlaws = {
  missingIngressClass: 'An Ingress asks for a class that does not exist.',
  missingSecret: 'An Ingress with TLS names a Secret that does not exist.',
  missingService: 'An Ingress leads to a Service that does not exist.',
  noController: 'The ingress controller is scaled to nothing.',
  unreadyPods: 'A pod that is written by itself is not ready.',
  wrongBackendPort: 'An Ingress asks for a port that its Service does not have.',
  wrongSelector: 'A Service selects a label that no pod has.',
  wrongTargetPort: 'A Service asks for a port name that no container has.',
} as const;

/** A mistake that people make, listed in {@link clusterFlaws}. @public */
export type ClusterFlaw = keyof typeof clusterFlaws;

/** The object with the mistake; `undefined` for one that it can't be made in. */
type Mistake = (manifest: WrittenManifest) => WrittenManifest | undefined;

const mistakes: Readonly<Record<ClusterFlaw, Mistake>> = {
  missingIngressClass: (manifest) =>
    manifest.kind === 'Ingress'
      ? { ...manifest, spec: { ...manifest.spec, ingressClassName: 'missing' } }
      : undefined,
  missingSecret: (manifest) => {
    const [entry] = manifest.kind === 'Ingress' ? (manifest.spec?.tls ?? []) : [];
    return manifest.kind === 'Ingress' && entry !== undefined
      ? { ...manifest, spec: { ...manifest.spec, tls: [{ ...entry, secretName: 'missing' }] } }
      : undefined;
  },
  missingService: (manifest) =>
    withBackends(manifest, ({ port }) => ({ name: 'missing', ...(port && { port }) })),
  noController: (manifest) =>
    manifest.kind === 'Deployment' && manifest.metadata.name === 'controller'
      ? { ...manifest, spec: { ...manifest.spec, replicas: 0 } }
      : undefined,
  unreadyPods: (manifest) => (manifest.kind === 'Pod' ? { ...manifest, status: unreadyStatus } : undefined),
  wrongBackendPort: (manifest) => withBackends(manifest, ({ name }) => ({ name, port: { number: 8888 } })),
  wrongSelector: (manifest) =>
    isSelecting(manifest)
      ? { ...manifest, spec: { ...manifest.spec, selector: { ...manifest.spec.selector, tier: 'missing' } } }
      : undefined,
  wrongTargetPort: (manifest) =>
    isSelecting(manifest)
      ? {
          ...manifest,
          spec: {
            ...manifest.spec,
            ports: manifest.spec.ports?.map((port) => ({ ...port, targetPort: 'missing' })) ?? [],
          },
        }
      : undefined,
};

/** A mistake that was drawn, and in which of the objects that it can be made in. */
export interface FlawChoice {
  readonly flaw: ClusterFlaw;
  readonly at: number;
}

/** The objects with a mistake in one of them, if there is one that it can be made in. */
export function withFlaw(
  manifests: readonly WrittenManifest[],
  { flaw, at }: FlawChoice,
): readonly WrittenManifest[] {
  const mistake = mistakes[flaw];
  const flawed = manifests.flatMap((manifest, index) => {
    const changed = mistake(manifest);
    return changed === undefined ? [] : [{ index, changed }];
  });
  const chosen = flawed[at % flawed.length];
  return chosen === undefined
    ? manifests
    : manifests.map((manifest, index) => (index === chosen.index ? chosen.changed : manifest));
}

function isSelecting(manifest: WrittenManifest): manifest is ServiceManifest {
  return manifest.kind === 'Service' && manifest.spec.selector !== undefined;
}

type ServiceBackend = NonNullable<IngressBackendManifest['service']>;

function withBackends(
  manifest: WrittenManifest,
  change: (service: ServiceBackend) => ServiceBackend,
): IngressManifest | undefined {
  if (manifest.kind !== 'Ingress') return undefined;
  const rules = manifest.spec?.rules?.map((rule) => ({
    ...rule,
    ...(rule.http !== undefined && {
      http: {
        paths: rule.http.paths.map((path) =>
          path.backend.service === undefined
            ? path
            : { ...path, backend: { service: change(path.backend.service) } },
        ),
      },
    }),
  }));
  return { ...manifest, spec: { ...manifest.spec, ...(rules && { rules }) } };
}
