import type { KubernetesObject } from '../../object/object.js';
import type { StringMap } from '../../object/metadata.js';
import type { Pod, PodSpec, PodTemplateSpec } from '../../object/pod.js';
import { withHostPorts } from '../../object/reading/pod.js';
import { uidOf } from '../name/uid.js';
import { referenceTo } from './ownership.js';

/** What sets a pod apart from the others of its template. */
export interface PodIdentity {
  readonly name: string;
  /** Which of all pods that the owner ever made this is. */
  readonly incarnation: number;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly spec?: Partial<PodSpec>;
}

/** A pod as the API server takes it from its controller: without node and address yet. */
export function newPod(owner: KubernetesObject, template: PodTemplateSpec, identity: PodIdentity): Pod {
  const { namespace } = owner.metadata;
  const { labels, annotations } = template.metadata;
  const spec = identity.spec ? { ...template.spec, ...identity.spec } : template.spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: identity.name,
      namespace,
      uid: uidOf(`Pod/${namespace}/${identity.name}/${identity.incarnation}`),
      labels: identity.labels ? { ...labels, ...identity.labels } : labels,
      annotations: identity.annotations ? { ...annotations, ...identity.annotations } : annotations,
      ownerReferences: [referenceTo(owner)],
    },
    spec: spec.hostNetwork ? withHostPorts(spec) : spec,
    status: { phase: 'Pending', podIPs: [], conditions: [] },
  };
}
