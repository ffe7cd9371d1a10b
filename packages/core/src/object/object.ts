import type { BackendConfig } from './backend-config.js';
import type { ConfigMap } from './config-map.js';
import type { EndpointSlice } from './endpoint-slice.js';
import type { Endpoints } from './endpoints.js';
import type { FrontendConfig } from './frontend-config.js';
import type { IngressClass } from './ingress-class.js';
import type { IngressClassParams } from './ingress-class-params.js';
import type { Ingress } from './ingress.js';
import type { Namespace } from './namespace.js';
import type { NetworkPolicy } from './network-policy.js';
import type { Node } from './node.js';
import type { Pod } from './pod.js';
import type { Secret } from './secret.js';
import type { ServiceImport } from './service-import.js';
import type { Service } from './service.js';
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from './workload.js';

/** Every kind that the model knows, by its name. @public */
export interface ObjectByKind {
  readonly Namespace: Namespace;
  readonly Node: Node;
  readonly Pod: Pod;
  readonly Deployment: Deployment;
  readonly ReplicaSet: ReplicaSet;
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
  readonly Job: Job;
  readonly CronJob: CronJob;
  readonly ReplicationController: ReplicationController;
  readonly Service: Service;
  readonly ServiceImport: ServiceImport;
  readonly Endpoints: Endpoints;
  readonly EndpointSlice: EndpointSlice;
  readonly Ingress: Ingress;
  readonly IngressClass: IngressClass;
  readonly Secret: Secret;
  readonly ConfigMap: ConfigMap;
  readonly NetworkPolicy: NetworkPolicy;
  readonly BackendConfig: BackendConfig;
  readonly FrontendConfig: FrontendConfig;
  readonly IngressClassParams: IngressClassParams;
}

/** The name of a kind that the model knows. @public */
export type Kind = keyof ObjectByKind;

/** A stored object: defaulted, validated, never changed. @public */
export type KubernetesObject = ObjectByKind[Kind];

/** The key of an object within its kind: `namespace/name`, or the name alone for kinds without namespace. @public */
export type ObjectKey = string;

/** The key of an object within its kind. @public */
export function keyOf(object: KubernetesObject): ObjectKey {
  const { namespace, name } = object.metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}
