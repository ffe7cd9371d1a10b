import * as fc from 'fast-check';
import type { Cluster } from '../../cluster/cluster.js';
import { elementOf, picked } from '../element-of.js';
import { ClusterEdit, type EditedObject } from './cluster-edit.js';
import { ingressEdits } from './ingress-edits.js';
import { podEdits } from './pod-edits.js';
import { serviceEdits } from './service-edits.js';
import { workloadEdits } from './workload-edits.js';

/**
 * Changes that people make to a cluster: a label renamed, a port dropped, a traffic policy flipped, a pod deleted or no
 * longer ready, a rule for every host, a workload scaled. What the cluster itself needs, such as its DNS, stays alone.
 *
 * @public
 * @example
 * fc.assert(
 *   fc.property(changeTo(cluster), requestTo(cluster), (change, request) => {
 *     traceRequest(change.apply(cluster), request);
 *   }),
 * );
 */
export function changeTo(cluster: Cluster): fc.Arbitrary<ClusterEdit> {
  const workloads = [...cluster.list('Deployment'), ...cluster.list('StatefulSet')];
  return fc.oneof(
    { withCrossShrink: true },
    ...editsOf(cluster.list('Service'), serviceEdits),
    ...editsOf(cluster.list('Pod'), podEdits),
    ...editsOf(cluster.list('Ingress'), ingressEdits),
    ...editsOf(workloads, workloadEdits),
    fc.constant(new ClusterEdit('Namespace other is added', [otherNamespace])),
  );
}

const otherNamespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } };

/** One of the edits of one of the objects that users change; nothing where there is no such object. */
function editsOf<T extends EditedObject>(
  objects: readonly T[],
  editsOfOne: (object: T) => readonly ClusterEdit[],
): readonly fc.Arbitrary<ClusterEdit>[] {
  const owned = objects.filter(isUsers);
  if (owned.length === 0) return [];
  return [fc.tuple(elementOf(owned), fc.nat()).map(([object, number]) => picked(editsOfOne(object), number))];
}

function isUsers({ metadata: { namespace, name } }: EditedObject): boolean {
  return namespace !== 'kube-system' && !(namespace === 'default' && name === 'kubernetes');
}
