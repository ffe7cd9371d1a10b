import * as fc from 'fast-check';
import type { ContainerManifest, PodSpecManifest } from '@kubehop/core';
import type { WrittenManifest } from '@kubehop/core/arbitrary';

/** What makes a difference for a workload in time. */
export interface WorkloadTraits {
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
  /** Probes besides that of readiness. */
  readonly liveness?: true;
  readonly startup?: true;
  readonly preStop?: number;
  readonly grace?: number;
  readonly minReadySeconds?: number;
  readonly maxSurge?: number | string;
  readonly maxUnavailable?: number | string;
  readonly other?: true;
}

const amount = fc.constantFrom<number | string>(1, 2, '25%', '50%', '100%');

/** Probes, hooks and strategies of a workload. Shrinking leads to none. */
export const traitsArbitrary: fc.Arbitrary<WorkloadTraits> = fc.record(
  {
    periodSeconds: fc.integer({ min: 1, max: 15 }),
    failureThreshold: fc.integer({ min: 1, max: 3 }),
    liveness: fc.constant(true as const),
    startup: fc.constant(true as const),
    preStop: fc.nat({ max: 40 }),
    grace: fc.constantFrom(30, 1, 0, 5, 60),
    minReadySeconds: fc.nat({ max: 20 }),
    maxSurge: amount,
    maxUnavailable: amount,
    other: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

/** Manifests of which the first workload has the first traits, and so on. */
export function withTraits(
  manifests: readonly WrittenManifest[],
  traits: readonly WorkloadTraits[],
): readonly WrittenManifest[] {
  let place = 0;
  return manifests.map((manifest) => {
    switch (manifest.kind) {
      case 'Pod':
        return { ...manifest, spec: podSpec(manifest.spec, traits[place++] ?? {}) };
      case 'Deployment':
      case 'StatefulSet':
      case 'DaemonSet':
        return workload(manifest, traits[place++] ?? {});
      default:
        return manifest;
    }
  });
}

type WorkloadManifest = Extract<WrittenManifest, { kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' }>;

function workload(manifest: WorkloadManifest, traits: WorkloadTraits): WorkloadManifest {
  const { minReadySeconds, maxSurge, maxUnavailable, other } = traits;
  const { template } = manifest.spec;
  const pods = {
    ...(minReadySeconds !== undefined && { minReadySeconds }),
    template: { ...template, spec: podSpec(template.spec, traits) },
  };
  const rollingUpdate = {
    ...(maxSurge !== undefined && { maxSurge }),
    ...(maxUnavailable !== undefined && { maxUnavailable }),
  };
  const isRolling = Object.keys(rollingUpdate).length > 0;
  switch (manifest.kind) {
    case 'Deployment': {
      const strategy = other
        ? ({ type: 'Recreate' } as const)
        : isRolling
          ? ({ type: 'RollingUpdate', rollingUpdate } as const)
          : undefined;
      return { ...manifest, spec: { ...manifest.spec, ...pods, ...(strategy && { strategy }) } };
    }
    case 'StatefulSet':
      return {
        ...manifest,
        spec: { ...manifest.spec, ...pods, ...(other && { podManagementPolicy: 'Parallel' as const }) },
      };
    case 'DaemonSet': {
      // One of the two only.
      const one = maxSurge === undefined ? rollingUpdate : { maxSurge, maxUnavailable: 0 };
      return {
        ...manifest,
        spec: { ...manifest.spec, ...pods, ...(isRolling && { updateStrategy: { rollingUpdate: one } }) },
      };
    }
    default:
      return manifest satisfies never;
  }
}

function podSpec(spec: PodSpecManifest, traits: WorkloadTraits): PodSpecManifest {
  const { grace } = traits;
  return {
    ...spec,
    ...(grace !== undefined && { terminationGracePeriodSeconds: grace }),
    containers: spec.containers.map((container) => withHooks(container, traits)),
  };
}

function withHooks(container: ContainerManifest, traits: WorkloadTraits): ContainerManifest {
  const { periodSeconds, failureThreshold, liveness, startup, preStop, grace = 30 } = traits;
  const port = container.ports?.[0]?.containerPort ?? 80;
  const probe = {
    tcpSocket: { port },
    ...(periodSeconds !== undefined && { periodSeconds }),
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
  return {
    ...container,
    ...(periodSeconds !== undefined && { readinessProbe: probe }),
    ...(liveness && { livenessProbe: probe }),
    ...(startup && { startupProbe: { ...probe, failureThreshold: 30 } }),
    // A hook that sleeps has to end within the grace.
    ...(preStop !== undefined &&
      grace > 0 && { lifecycle: { preStop: { sleep: { seconds: Math.min(preStop, grace - 1) } } } }),
  };
}
