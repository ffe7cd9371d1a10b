import type { AffinityManifest, TolerationManifest, TopologySpreadConstraintManifest } from './affinity.js';
import type { ConditionManifest } from './condition.js';
import type { ContainerManifest } from './container.js';
import type { NotModelled, ObjectMetadata, TextMap } from './metadata.js';

/** The specification of a pod, as written in a Pod or in a template. @see kubernetes/api core/v1/types.go, PodSpec @public */
export interface PodSpecManifest {
  readonly containers: readonly ContainerManifest[];
  readonly initContainers?: readonly ContainerManifest[];
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly terminationGracePeriodSeconds?: number;
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly dnsConfig?: {
    readonly nameservers?: readonly string[];
    readonly searches?: readonly string[];
    readonly options?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly hostAliases?: readonly { readonly ip: string; readonly hostnames?: readonly string[] }[];
  readonly hostNetwork?: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly subdomain?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly nodeName?: string;
  readonly nodeSelector?: TextMap;
  readonly affinity?: AffinityManifest;
  readonly tolerations?: readonly TolerationManifest[];
  readonly activeDeadlineSeconds?: NotModelled;
  readonly automountServiceAccountToken?: NotModelled;
  readonly enableServiceLinks?: NotModelled;
  readonly ephemeralContainers?: NotModelled;
  readonly hostIPC?: NotModelled;
  readonly hostPID?: NotModelled;
  readonly hostUsers?: NotModelled;
  readonly imagePullSecrets?: NotModelled;
  readonly os?: NotModelled;
  readonly overhead?: NotModelled;
  readonly preemptionPolicy?: NotModelled;
  readonly priority?: NotModelled;
  readonly priorityClassName?: NotModelled;
  readonly readinessGates?: readonly { readonly conditionType: string }[];
  readonly resourceClaims?: NotModelled;
  readonly resources?: NotModelled;
  readonly runtimeClassName?: NotModelled;
  readonly schedulerName?: NotModelled;
  readonly schedulingGates?: NotModelled;
  readonly securityContext?: NotModelled;
  readonly serviceAccount?: NotModelled;
  readonly serviceAccountName?: NotModelled;
  readonly shareProcessNamespace?: NotModelled;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraintManifest[];
  readonly volumes?: NotModelled;
}

/** The status of a Pod, as written. @public */
export interface PodStatusManifest {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly hostIP?: string;
  readonly hostIPs?: readonly { readonly ip: string }[];
  readonly conditions?: readonly ConditionManifest[];
  readonly reason?: string;
  readonly message?: string;
  readonly containerStatuses?: NotModelled;
  readonly ephemeralContainerStatuses?: NotModelled;
  readonly initContainerStatuses?: NotModelled;
  readonly nominatedNodeName?: NotModelled;
  readonly observedGeneration?: NotModelled;
  readonly qosClass?: NotModelled;
  readonly resize?: NotModelled;
  readonly resourceClaimStatuses?: NotModelled;
  readonly startTime?: NotModelled;
}

/** A Pod, as written. @see kubernetes/api core/v1/types.go, Pod @public */
export interface PodManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: ObjectMetadata;
  readonly spec: PodSpecManifest;
  readonly status?: PodStatusManifest;
}

/** The template of a workload's pods, as written. @public */
export interface PodTemplateManifest {
  readonly metadata?: ObjectMetadata;
  readonly spec: PodSpecManifest;
}

/** The names of the fields of a pod's specification. */
export const podSpecFields: Readonly<Record<keyof PodSpecManifest, true>> = {
  containers: true,
  initContainers: true,
  restartPolicy: true,
  terminationGracePeriodSeconds: true,
  dnsPolicy: true,
  dnsConfig: true,
  hostAliases: true,
  hostNetwork: true,
  hostname: true,
  hostnameOverride: true,
  subdomain: true,
  setHostnameAsFQDN: true,
  nodeName: true,
  nodeSelector: true,
  affinity: true,
  tolerations: true,
  activeDeadlineSeconds: true,
  automountServiceAccountToken: true,
  enableServiceLinks: true,
  ephemeralContainers: true,
  hostIPC: true,
  hostPID: true,
  hostUsers: true,
  imagePullSecrets: true,
  os: true,
  overhead: true,
  preemptionPolicy: true,
  priority: true,
  priorityClassName: true,
  readinessGates: true,
  resourceClaims: true,
  resources: true,
  runtimeClassName: true,
  schedulerName: true,
  schedulingGates: true,
  securityContext: true,
  serviceAccount: true,
  serviceAccountName: true,
  shareProcessNamespace: true,
  topologySpreadConstraints: true,
  volumes: true,
};
