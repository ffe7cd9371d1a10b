import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';
import type { PodSpec, PodTemplateSpec } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import type { Deployment } from '../../../packages/core/src/object/workload.js';
import { objectsOf } from './world.js';

/** A cluster as `kubectl get -A -o json` would show it: stored objects written as the API writes them. */
export function dump(cluster: Cluster): readonly unknown[] {
  return objectsOf(cluster).map(shown);
}

function shown(object: KubernetesObject): unknown {
  switch (object.kind) {
    case 'Pod': {
      const { status, spec } = object;
      return {
        ...object,
        spec: podSpec(spec),
        status: { ...status, podIPs: status.podIPs.map((ip) => ({ ip })) },
      };
    }
    case 'Deployment':
      return { ...object, spec: { ...withTemplate(object.spec), strategy: strategy(object) } };
    case 'StatefulSet': {
      const { updateStrategy: type, ordinalsStart: start, ...spec } = object.spec;
      return { ...object, spec: { ...withTemplate(spec), updateStrategy: { type }, ordinals: { start } } };
    }
    case 'DaemonSet': {
      const { updateStrategy: type, ...spec } = object.spec;
      return { ...object, spec: { ...withTemplate(spec), updateStrategy: { type } } };
    }
    case 'ReplicaSet':
    case 'Job':
      return { ...object, spec: withTemplate(object.spec) };
    case 'Service':
      return { ...object, spec: serviceSpec(object.spec) };
    default:
      return object;
  }
}

function withTemplate(spec: { readonly template: PodTemplateSpec }): object {
  return { ...spec, template: { ...spec.template, spec: podSpec(spec.template.spec) } };
}

function podSpec({ nodeAffinity, ...spec }: PodSpec): object {
  if (nodeAffinity === undefined) return spec;
  const required = { nodeSelectorTerms: nodeAffinity };
  return {
    ...spec,
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  };
}

function strategy({ spec }: Deployment): object {
  const { type, ...rollingUpdate } = spec.strategy;
  return type === 'Recreate' ? { type } : { type, rollingUpdate };
}

/** What does not apply to the type of a Service is stored all the same, and not shown. */
function serviceSpec(spec: Service['spec']): object {
  const {
    sessionAffinityTimeoutSeconds: _,
    externalTrafficPolicy,
    allocateLoadBalancerNodePorts,
    ...rest
  } = spec;
  return {
    ...rest,
    ...(spec.type !== 'ClusterIP' && { externalTrafficPolicy }),
    ...(spec.type === 'LoadBalancer' && { allocateLoadBalancerNodePorts }),
  };
}
