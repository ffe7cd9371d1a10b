import type { AffinityManifest } from '../../manifest/affinity.js';
import type { ContainerManifest, EnvVarManifest } from '../../manifest/container.js';
import type { PodManifest, PodSpecManifest, PodTemplateManifest } from '../../manifest/pod.js';
import type { Container, EnvVar, Pod, PodSpec, PodTemplateSpec } from '../../object/pod.js';

/** A stored Pod as its manifest; applied again, it changes nothing. The status is left out. */
export function writtenPod({ apiVersion, kind, metadata, spec }: Pod): PodManifest {
  return { apiVersion, kind, metadata, spec: writtenPodSpec(spec) };
}

/** The stored template of pods as it is written. */
export function writtenTemplate({ metadata, spec }: PodTemplateSpec): PodTemplateManifest {
  return { metadata, spec: writtenPodSpec(spec) };
}

/** The specification of a stored pod as it is written. */
export function writtenPodSpec(stored: PodSpec): PodSpecManifest {
  const { containers, initContainers, ...rest } = stored;
  const { nodeAffinity: _node, preferredNodeAffinity: _preferredNode, ...withoutNode } = rest;
  const { podAffinity: _near, preferredPodAffinity: _preferredNear, ...withoutNear } = withoutNode;
  const { podAntiAffinity: _far, preferredPodAntiAffinity: _preferredFar, ...spec } = withoutNear;
  const affinity = writtenAffinity(stored);
  return {
    ...spec,
    containers: containers.map(writtenContainer),
    initContainers: initContainers.map(writtenContainer),
    ...(Object.keys(affinity).length > 0 && { affinity }),
  };
}

function writtenAffinity(spec: PodSpec): AffinityManifest {
  const nodeSelectorTerms = spec.nodeAffinity;
  const node = demands(nodeSelectorTerms && { nodeSelectorTerms }, spec.preferredNodeAffinity);
  const near = demands(spec.podAffinity, spec.preferredPodAffinity);
  const far = demands(spec.podAntiAffinity, spec.preferredPodAntiAffinity);
  return {
    ...(node && { nodeAffinity: node }),
    ...(near && { podAffinity: near }),
    ...(far && { podAntiAffinity: far }),
  };
}

interface Demands<Required, Preferred> {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: Required;
  readonly preferredDuringSchedulingIgnoredDuringExecution?: Preferred;
}

function demands<Required, Preferred>(
  required: Required | undefined,
  preferred: Preferred | undefined,
): Demands<Required, Preferred> | undefined {
  if (required === undefined && preferred === undefined) return undefined;
  return {
    ...(required !== undefined && { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred !== undefined && { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
}

function writtenContainer({ env, postStart, preStop, ...container }: Container): ContainerManifest {
  return {
    ...container,
    env: env.map(writtenEnvVar),
    ...((postStart ?? preStop) && {
      lifecycle: { ...(postStart && { postStart }), ...(preStop && { preStop }) },
    }),
  };
}

function writtenEnvVar({ fieldPath, ...variable }: EnvVar): EnvVarManifest {
  return fieldPath === undefined ? variable : { ...variable, valueFrom: { fieldRef: { fieldPath } } };
}
