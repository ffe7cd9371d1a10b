import type { Cluster } from '../cluster/cluster.js';
import { isReady } from '../object/readiness.js';
import type { Service } from '../object/service.js';
import type { Cause } from '../trace/outcome.js';

/** Why a Service has no ready endpoint that a controller could send to. */
export function whyNoEndpoint(cluster: Cluster, service: Service): Cause {
  const { namespace, name } = service.metadata;
  const { reason, fix } = explain(cluster, service);
  return {
    code: 'backend-without-endpoints',
    object: { kind: 'Service', namespace, name },
    path: 'spec.selector',
    message: `Service ${namespace}/${name} has no ready endpoint: ${reason}.`,
    fix,
  };
}

function explain(cluster: Cluster, service: Service): { readonly reason: string; readonly fix: string } {
  const { selector } = service.spec;
  if (selector === undefined || Object.keys(selector).length === 0) {
    return {
      reason: 'it has no selector, and no EndpointSlice lists a ready endpoint for the port',
      fix: 'Give the Service a selector, or write an EndpointSlice for it.',
    };
  }
  const labels = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = cluster.podsMatching(service.metadata.namespace, {
    matchLabels: selector,
    matchExpressions: [],
  });
  if (pods.length === 0) {
    return {
      reason: `no pod of namespace ${service.metadata.namespace} has the labels ${labels}`,
      fix: 'Make spec.selector of the Service and the labels of the pods equal.',
    };
  }
  return pods.some(isReady)
    ? {
        reason: `its pods (${labels}) are ready, but none has the target port`,
        fix: 'Make targetPort of the Service a port that the pods have.',
      }
    : {
        reason: `none of its ${pods.length} pods (${labels}) is ready`,
        fix: 'Make a pod of the Service ready.',
      };
}
