import type { Cluster } from '../../cluster/cluster.js';
import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { ObjectMeta, StringMap } from '../../object/metadata.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import { hashText } from '../name/hash.js';
import { scatteredName } from '../name/scattered-name.js';
import { uidOf } from '../name/uid.js';
import { referenceTo } from '../workload/ownership.js';

/** Names the Service that a slice belongs to. @see kubernetes/api discovery/v1/well_known_labels.go, LabelServiceName */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** Names whoever keeps a slice. @see kubernetes/api discovery/v1/well_known_labels.go, LabelManagedBy */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** Names new slices after their owner, each with a name that no slice holds. */
export function sliceNames(cluster: Cluster, owner: KubernetesObject): () => string {
  const { namespace, name } = owner.metadata;
  const seed = hashText(keyOf(owner));
  let count = 0;
  return () => {
    for (;;) {
      const candidate = scatteredName(`${name}-`, seed, count++);
      if (cluster.get('EndpointSlice', `${namespace}/${candidate}`) === undefined) return candidate;
    }
  };
}

/** The metadata of a slice that `owner` has. */
export function sliceMetadata(owner: KubernetesObject, name: string, labels: StringMap): ObjectMeta {
  const { namespace } = owner.metadata;
  return {
    name,
    namespace,
    uid: uidOf(`EndpointSlice/${namespace}/${name}`),
    labels,
    annotations: {},
    ownerReferences: [referenceTo(owner)],
  };
}

/** The slice with these labels; the same value if it has them. */
export function withLabels(slice: EndpointSlice, labels: StringMap): EndpointSlice {
  return sameLabels(slice.metadata.labels, labels)
    ? slice
    : { ...slice, metadata: { ...slice.metadata, labels } };
}

function sameLabels(a: StringMap, b: StringMap): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
