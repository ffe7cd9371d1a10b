import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import { isModelledKind } from '../../manifest/kind.js';
import { keyOf } from '../../object/object.js';
import type { Problem } from '../../problem/problem.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { cloudAnnotations, hasCloudAnnotations } from './cloud-annotations.js';
import { objectNotices } from './object-notices.js';
import { streamConfigMaps, streamNotices } from './stream-services.js';

/** Reports what came to rest otherwise than its author may expect, and takes the report back when that is over. */
export const noticeController: Controller = {
  name: 'notice',
  keysFor,
  reconcile(cluster, key) {
    return [{ kind: 'report', controller: 'notice', key, problems: noticesFor(cluster, key) }];
  },
};

/** Only what has, or had, something to report, so that a large cluster at rest costs nothing. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<string> {
  for (const object of touched(change)) {
    if (objectNotices(object, cluster.platform).length > 0) yield `${object.kind}/${keyOf(object)}`;
    if (object.kind === 'Ingress' && hasCloudAnnotations(object)) yield `Ingress/${keyOf(object)}`;
    if (object.kind === 'IngressClass') {
      for (const ingress of cluster.list('Ingress')) {
        if (hasCloudAnnotations(ingress)) yield `Ingress/${keyOf(ingress)}`;
      }
    }
    if (object.kind === 'ConfigMap') yield `ConfigMap/${keyOf(object)}`;
    if (object.kind === 'Pod') for (const key of streamConfigMaps(object)) yield `ConfigMap/${key}`;
    if (object.kind === 'Node') yield `Node/${object.metadata.name}`;
    if (object.kind === 'Pod' && object.spec.nodeName !== undefined) {
      if (cluster.get('Node', object.spec.nodeName) === undefined) yield `Node/${object.spec.nodeName}`;
    }
  }
}

function noticesFor(cluster: Cluster, key: string): readonly Problem[] {
  const slash = key.indexOf('/');
  const kind = key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (!isModelledKind(kind)) return [];
  const object = cluster.get(kind, name);
  if (object?.kind === 'ConfigMap') return streamNotices(cluster, object);
  if (object?.kind === 'Ingress') return cloudAnnotations(cluster, object);
  if (object !== undefined) return objectNotices(object, cluster.platform);
  return kind === 'Node' ? missingNode(cluster, name) : [];
}

/** Pods on a node that is not there are no endpoints. @see kubernetes/endpointslice reconciler.go */
function missingNode(cluster: Cluster, name: string): readonly Problem[] {
  const pods = cluster.podsOnNode(name).length;
  if (pods === 0) return [];
  return [
    {
      code: 'node-missing',
      severity: 'warning',
      object: { apiVersion: 'v1', kind: 'Node', name },
      path: '.',
      message: `${pods} pods are placed on this node, which is not among the objects: they are no endpoints of Services`,
      fix: 'Give the Node objects too: kubectl get nodes -o yaml',
    },
  ];
}
