import type { Kind } from './object.js';
import { backendConfigSchema } from './reading/backend-config.js';
import { configMapSchema } from './reading/config-map.js';
import { cronJobSchema } from './reading/cron-job.js';
import { daemonSetSchema } from './reading/daemon-set.js';
import { deploymentSchema, storedDeployment } from './reading/deployment.js';
import { endpointSliceSchema, storedEndpointSlice } from './reading/endpoint-slice.js';
import { endpointsSchema } from './reading/endpoints.js';
import { frontendConfigSchema } from './reading/frontend-config.js';
import { inheritedService } from './reading/inherited-service.js';
import { ingressClassParamsSchema } from './reading/ingress-class-params.js';
import { ingressClassSchema, storedIngressClass, withScope } from './reading/ingress-class.js';
import { ingressSchema, storedIngress } from './reading/ingress.js';
import { jobSchema } from './reading/job.js';
import { namespaceSchema } from './reading/namespace.js';
import { networkPolicySchema } from './reading/network-policy.js';
import { nodeSchema } from './reading/node.js';
import { placedPod, podSchema } from './reading/pod.js';
import { registeredNode } from './reading/registered-node.js';
import { replicaSetSchema } from './reading/replica-set.js';
import { replicationControllerSchema } from './reading/replication-controller.js';
import { secretSchema } from './reading/secret.js';
import { serviceImportSchema } from './reading/service-import.js';
import { serviceSchema } from './reading/service.js';
import { statefulSetSchema } from './reading/stateful-set.js';
import { storedService, withClusterIPs, withServiceDefaults } from './reading/stored-service.js';
import { type Admission, admission } from './strategy.js';
import { validateDaemonSet, validateDaemonSetUpdate } from './validation/daemon-set.js';
import { validateDeployment, validateDeploymentUpdate } from './validation/deployment.js';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './validation/endpoint-slice.js';
import { validateEndpoints } from './validation/endpoints.js';
import { validateIngressClass, validateIngressClassUpdate } from './validation/ingress-class.js';
import { judgeIngress } from './validation/ingress-update.js';
import { validateCronJob, validateJob, validateJobUpdate } from './validation/job.js';
import { dns1035Label, dns1123Label, dns1123Subdomain } from './validation/names.js';
import { validateNetworkPolicy } from './validation/network-policy.js';
import { validateNode, validateNodeUpdate } from './validation/node.js';
import { validatePod, validatePodUpdate } from './validation/pod.js';
import {
  validateReplicaSet,
  validateReplicaSetUpdate,
  validateReplicationController,
} from './validation/replica-set.js';
import {
  validateConfigMap,
  validateDataUpdate,
  validateSecret,
  validateSecretUpdate,
} from './validation/secret.js';
import { validateServiceUpdate } from './validation/service-update.js';
import { validateService } from './validation/service.js';
import { validateStatefulSet, validateStatefulSetUpdate } from './validation/stateful-set.js';

/** How objects of each kind are taken in. */
export const admissions: Readonly<Record<Kind, Admission>> = {
  Namespace: admission({
    kind: 'Namespace',
    namespaced: false,
    name: dns1123Label,
    schema: namespaceSchema,
    validate: accept,
    store: asRead,
  }),
  Node: admission({
    kind: 'Node',
    namespaced: false,
    name: dns1123Subdomain,
    schema: nodeSchema,
    inherit: registeredNode,
    validate: validateNode,
    validateUpdate: validateNodeUpdate,
    store: asRead,
  }),
  Pod: admission({
    kind: 'Pod',
    namespaced: true,
    name: dns1123Subdomain,
    schema: podSchema,
    inherit: placedPod,
    validate: validatePod,
    validateUpdate: validatePodUpdate,
    store: asRead,
  }),
  Deployment: admission({
    kind: 'Deployment',
    namespaced: true,
    name: dns1123Subdomain,
    schema: deploymentSchema,
    validate: validateDeployment,
    validateUpdate: validateDeploymentUpdate,
    store: storedDeployment,
  }),
  ReplicaSet: admission({
    kind: 'ReplicaSet',
    namespaced: true,
    name: dns1123Subdomain,
    schema: replicaSetSchema,
    validate: validateReplicaSet,
    validateUpdate: validateReplicaSetUpdate,
    store: asRead,
  }),
  StatefulSet: admission({
    kind: 'StatefulSet',
    namespaced: true,
    name: dns1123Label,
    schema: statefulSetSchema,
    validate: validateStatefulSet,
    validateUpdate: validateStatefulSetUpdate,
    store: asRead,
  }),
  DaemonSet: admission({
    kind: 'DaemonSet',
    namespaced: true,
    name: dns1123Subdomain,
    schema: daemonSetSchema,
    validate: validateDaemonSet,
    validateUpdate: validateDaemonSetUpdate,
    store: asRead,
  }),
  Job: admission({
    kind: 'Job',
    namespaced: true,
    name: dns1123Subdomain,
    schema: jobSchema,
    validate: validateJob,
    validateUpdate: validateJobUpdate,
    store: asRead,
  }),
  CronJob: admission({
    kind: 'CronJob',
    namespaced: true,
    name: dns1123Subdomain,
    schema: cronJobSchema,
    validate: validateCronJob,
    store: asRead,
  }),
  ReplicationController: admission({
    kind: 'ReplicationController',
    namespaced: true,
    name: dns1123Subdomain,
    schema: replicationControllerSchema,
    validate: validateReplicationController,
    store: asRead,
  }),
  Service: admission({
    kind: 'Service',
    namespaced: true,
    name: dns1035Label,
    schema: serviceSchema,
    complete: withServiceDefaults,
    inherit: (draft, old) => withClusterIPs(old === undefined ? draft : inheritedService(draft, old)),
    validate: validateService,
    validateUpdate: validateServiceUpdate,
    store: storedService,
  }),
  ServiceImport: admission({
    kind: 'ServiceImport',
    namespaced: true,
    name: dns1123Subdomain,
    schema: serviceImportSchema,
    validate: accept,
    store: asRead,
  }),
  BackendConfig: admission({
    kind: 'BackendConfig',
    namespaced: true,
    name: dns1123Subdomain,
    schema: backendConfigSchema,
    validate: accept,
    store: asRead,
  }),
  FrontendConfig: admission({
    kind: 'FrontendConfig',
    namespaced: true,
    name: dns1123Subdomain,
    schema: frontendConfigSchema,
    validate: accept,
    store: asRead,
  }),
  Endpoints: admission({
    kind: 'Endpoints',
    namespaced: true,
    name: dns1123Subdomain,
    schema: endpointsSchema,
    validate: validateEndpoints,
    store: asRead,
  }),
  EndpointSlice: admission({
    kind: 'EndpointSlice',
    namespaced: true,
    name: dns1123Subdomain,
    schema: endpointSliceSchema,
    validate: validateEndpointSlice,
    validateUpdate: validateEndpointSliceUpdate,
    store: storedEndpointSlice,
  }),
  Ingress: admission({
    kind: 'Ingress',
    namespaced: true,
    name: dns1123Subdomain,
    schema: ingressSchema,
    validate: judgeIngress,
    store: storedIngress,
  }),
  IngressClass: admission({
    kind: 'IngressClass',
    namespaced: false,
    name: dns1123Subdomain,
    schema: ingressClassSchema,
    complete: withScope,
    validate: validateIngressClass,
    validateUpdate: validateIngressClassUpdate,
    store: storedIngressClass,
  }),
  IngressClassParams: admission({
    kind: 'IngressClassParams',
    namespaced: false,
    name: dns1123Subdomain,
    schema: ingressClassParamsSchema,
    validate: accept,
    store: asRead,
  }),
  Secret: admission({
    kind: 'Secret',
    namespaced: true,
    name: dns1123Subdomain,
    schema: secretSchema,
    validate: validateSecret,
    validateUpdate: validateSecretUpdate,
    store: asRead,
  }),
  ConfigMap: admission({
    kind: 'ConfigMap',
    namespaced: true,
    name: dns1123Subdomain,
    schema: configMapSchema,
    validate: validateConfigMap,
    validateUpdate: validateDataUpdate,
    store: asRead,
  }),
  NetworkPolicy: admission({
    kind: 'NetworkPolicy',
    namespaced: true,
    name: dns1123Subdomain,
    schema: networkPolicySchema,
    validate: validateNetworkPolicy,
    store: asRead,
  }),
};

function asRead<T>(object: T): T {
  return object;
}

/** Metadata is all there is to judge. */
function accept(): void {}
