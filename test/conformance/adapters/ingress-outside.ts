import { cloud, createCluster, node, traceRequest, type PublicRecord } from '@kubehop/core';
import { type Json, type JsonObject, textAt } from '../vectors.js';

/** What the facts take for granted about the outside world: this name has no address. */
const records: readonly PublicRecord[] = [{ name: 'invalid.hostname', type: 'CNAME', data: 'nowhere' }];

const controllerPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'controller', namespace: 'ingress-nginx' },
  spec: {
    containers: [{ name: 'controller', image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1' }],
  },
};

/** The status of a request that a controller sends to a name: a whole cluster with the controller in it is asked. */
export function statusBehindName(objects: readonly Json[], input: JsonObject): number | undefined {
  const platform = cloud({ nodes: 1 });
  const cluster = createCluster([...objects, controllerPod], {
    platform: { ...platform, dns: { ...platform.dns, records } },
  });
  const pod = cluster.get('Pod', 'ingress-nginx/controller');
  if (pod?.spec.nodeName === undefined || pod.status.podIP === undefined) return undefined;
  const { outcome } = traceRequest(cluster, {
    from: node(pod.spec.nodeName),
    url: `${textAt(input, 'scheme')}://${textAt(input, 'host')}${textAt(input, 'path')}`,
    address: pod.status.podIP,
  });
  return outcome.kind === 'response' ? outcome.status : undefined;
}
