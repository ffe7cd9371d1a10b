import { backendConfigSpecFields } from './backend-config.js';
import { cronJobSpecFields } from './cron-job.js';
import { daemonSetSpecFields } from './daemon-set.js';
import { deploymentSpecFields } from './deployment.js';
import { frontendConfigSpecFields } from './frontend-config.js';
import { ingressClassParamsSpecFields } from './ingress-class-params.js';
import { ingressClassSpecFields } from './ingress-class.js';
import { ingressSpecFields } from './ingress.js';
import { jobSpecFields } from './job.js';
import { namespaceSpecFields } from './namespace.js';
import { networkPolicySpecFields } from './network-policy.js';
import { nodeSpecFields } from './node.js';
import { podSpecFields } from './pod.js';
import { replicaSetSpecFields } from './replica-set.js';
import { replicationControllerSpecFields } from './replication-controller.js';
import { serviceImportSpecFields } from './service-import.js';
import { serviceSpecFields } from './service.js';
import { statefulSetSpecFields } from './stateful-set.js';

/** A kind that the model knows. */
export type ModelledKind =
  | 'BackendConfig'
  | 'ConfigMap'
  | 'CronJob'
  | 'DaemonSet'
  | 'Deployment'
  | 'EndpointSlice'
  | 'Endpoints'
  | 'FrontendConfig'
  | 'Ingress'
  | 'IngressClass'
  | 'IngressClassParams'
  | 'Job'
  | 'Namespace'
  | 'NetworkPolicy'
  | 'Node'
  | 'Pod'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Secret'
  | 'Service'
  | 'ServiceImport'
  | 'StatefulSet';

/** The names of fields. */
export type FieldNames = Readonly<Record<string, true>>;

/** What the API says about a kind. */
export interface KindFacts {
  /** The version that is served today. */
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** The fields of the object itself. */
  readonly fields: FieldNames;
  /** The fields of `spec`, where the kind has one. */
  readonly specFields: FieldNames;
}

/** Every kind that the model knows. */
export const modelledKinds: Readonly<Record<ModelledKind, KindFacts>> = {
  BackendConfig: withSpec('cloud.google.com/v1', backendConfigSpecFields),
  ConfigMap: withData('v1', { data: true, binaryData: true, immutable: true }),
  CronJob: withSpec('batch/v1', cronJobSpecFields),
  DaemonSet: withSpec('apps/v1', daemonSetSpecFields),
  Deployment: withSpec('apps/v1', deploymentSpecFields),
  EndpointSlice: withData('discovery.k8s.io/v1', { addressType: true, endpoints: true, ports: true }),
  Endpoints: withData('v1', { subsets: true }),
  FrontendConfig: withSpec('networking.gke.io/v1beta1', frontendConfigSpecFields),
  Ingress: withSpec('networking.k8s.io/v1', ingressSpecFields),
  IngressClass: clusterWide(withSpec('networking.k8s.io/v1', ingressClassSpecFields)),
  IngressClassParams: clusterWide(withSpec('elbv2.k8s.aws/v1beta1', ingressClassParamsSpecFields)),
  Job: withSpec('batch/v1', jobSpecFields),
  Namespace: clusterWide(withSpec('v1', namespaceSpecFields)),
  NetworkPolicy: withSpec('networking.k8s.io/v1', networkPolicySpecFields),
  Node: clusterWide(withSpec('v1', nodeSpecFields)),
  Pod: withSpec('v1', podSpecFields),
  ReplicaSet: withSpec('apps/v1', replicaSetSpecFields),
  ReplicationController: withSpec('v1', replicationControllerSpecFields),
  Secret: withData('v1', { type: true, data: true, stringData: true, immutable: true }),
  Service: withSpec('v1', serviceSpecFields),
  ServiceImport: withSpec('multicluster.x-k8s.io/v1alpha1', serviceImportSpecFields),
  StatefulSet: withSpec('apps/v1', statefulSetSpecFields),
};

function withSpec(apiVersion: string, specFields: FieldNames): KindFacts {
  return { ...withData(apiVersion, { spec: true }), specFields };
}

function withData(apiVersion: string, fields: FieldNames): KindFacts {
  const all: FieldNames = { apiVersion: true, kind: true, metadata: true, status: true, ...fields };
  return { apiVersion, namespaced: true, fields: all, specFields: {} };
}

function clusterWide(facts: KindFacts): KindFacts {
  return { ...facts, namespaced: false };
}

/** Whether the model knows a kind of this name. */
export function isModelledKind(kind: string): kind is ModelledKind {
  return Object.hasOwn(modelledKinds, kind);
}

/** The group of an apiVersion; the core group is the empty text. @see kubernetes/apimachinery pkg/runtime/schema/group_version.go */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/**
 * Whether an API group is one of Kubernetes itself. Groups of others have a domain of their own.
 *
 * @see KEP-2337: *.k8s.io is reserved for the project
 */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}
