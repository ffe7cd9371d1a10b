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

function writtenPodSpec({ containers, initContainers, nodeAffinity, ...spec }: PodSpec): PodSpecManifest {
  const required = nodeAffinity && { nodeSelectorTerms: nodeAffinity };
  return {
    ...spec,
    containers: containers.map(writtenContainer),
    initContainers: initContainers.map(writtenContainer),
    ...(required && {
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
    }),
  };
}

function writtenContainer({ env, preStopSleepSeconds: seconds, ...container }: Container): ContainerManifest {
  return {
    ...container,
    env: env.map(writtenEnvVar),
    ...(seconds !== undefined && { lifecycle: { preStop: { sleep: { seconds } } } }),
  };
}

function writtenEnvVar({ fieldPath, ...variable }: EnvVar): EnvVarManifest {
  return fieldPath === undefined ? variable : { ...variable, valueFrom: { fieldRef: { fieldPath } } };
}
