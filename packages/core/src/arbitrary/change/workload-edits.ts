import type { DeploymentManifest } from '../../manifest/deployment.js';
import type { StatefulSetManifest } from '../../manifest/stateful-set.js';
import type { Deployment, StatefulSet } from '../../object/workload.js';
import { ClusterEdit, deletion, titleOf } from './cluster-edit.js';
import { writtenTemplate } from './written-pod.js';

/** What people do to a workload: scale it up and down, switch it off, delete it. */
export function workloadEdits(workload: Deployment | StatefulSet): readonly ClusterEdit[] {
  const { replicas } = workload.spec;
  const sizes = new Set([0, replicas - 1, replicas + 1].filter((size) => size >= 0 && size !== replicas));
  const manifest = writtenWorkload(workload);
  return [
    ...Array.from(
      sizes,
      (size) =>
        new ClusterEdit(`${titleOf(workload)} is scaled from ${replicas} to ${size}`, [
          { ...manifest, spec: { ...manifest.spec, replicas: size } },
        ]),
    ),
    deletion(workload),
  ];
}

/** A stored workload as its manifest; applied again, it changes nothing. */
export function writtenWorkload(
  workload: Deployment | StatefulSet,
): DeploymentManifest | StatefulSetManifest {
  return workload.kind === 'Deployment' ? writtenDeployment(workload) : writtenStatefulSet(workload);
}

function writtenDeployment({ apiVersion, kind, metadata, spec }: Deployment): DeploymentManifest {
  const { strategy, template, ...rest } = spec;
  const { type, ...rollingUpdate } = strategy;
  return {
    apiVersion,
    kind,
    metadata,
    spec: {
      ...rest,
      template: writtenTemplate(template),
      strategy: type === 'Recreate' ? { type } : { type, rollingUpdate },
    },
  };
}

function writtenStatefulSet({ apiVersion, kind, metadata, spec }: StatefulSet): StatefulSetManifest {
  const { template, updateStrategy: type, partition, ordinalsStart: start, ...rest } = spec;
  const rollingUpdate = partition !== undefined && { rollingUpdate: { partition } };
  return {
    apiVersion,
    kind,
    metadata,
    spec: {
      ...rest,
      template: writtenTemplate(template),
      updateStrategy: { type, ...rollingUpdate },
      ordinals: { start },
    },
  };
}
