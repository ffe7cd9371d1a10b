import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';
import { writtenPodSpec } from '../../../packages/core/src/arbitrary/change/written-pod.js';
import type { PodTemplateSpec } from '../../../packages/core/src/object/pod.js';
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
        spec: writtenPodSpec(spec),
        status: { ...status, podIPs: status.podIPs.map((ip) => ({ ip })) },
      };
    }
    case 'Deployment':
      return { ...object, spec: { ...withTemplate(object.spec), strategy: strategy(object) } };
    case 'StatefulSet': {
      const { updateStrategy: type, partition, ordinalsStart: start, ...spec } = object.spec;
      const updateStrategy = { type, ...(partition !== undefined && { rollingUpdate: { partition } }) };
      return { ...object, spec: { ...withTemplate(spec), updateStrategy, ordinals: { start } } };
    }
    case 'DaemonSet': {
      const { updateStrategy: type, maxUnavailable, maxSurge, ...spec } = object.spec;
      const updateStrategy = { type, rollingUpdate: { maxUnavailable, maxSurge } };
      return { ...object, spec: { ...withTemplate(spec), updateStrategy } };
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
  return { ...spec, template: { ...spec.template, spec: writtenPodSpec(spec.template.spec) } };
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
