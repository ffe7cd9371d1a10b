import type { LabelSelector } from './label-selector.js';
import type { ObjectMeta, StringMap } from './metadata.js';
import type { Condition } from './node.js';

/** A port that a container declares. @public */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** One environment variable with a literal value or a field reference. @public */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly fieldPath?: string;
}

/** What a probe does. @public */
export interface Probe {
  readonly httpGet?: {
    readonly path: string;
    readonly port: number | string;
    readonly scheme: 'HTTP' | 'HTTPS';
  };
  readonly tcpSocket?: { readonly port: number | string };
  readonly grpc?: { readonly port: number; readonly service: string };
  readonly exec?: { readonly command: readonly string[] };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

/** What a container does after its start or before its end. @see kubernetes/api core/v1/types.go, LifecycleHandler @public */
export interface LifecycleHandler {
  readonly exec?: { readonly command: readonly string[] };
  readonly httpGet?: {
    readonly path: string;
    readonly port: number | string;
    readonly scheme: 'HTTP' | 'HTTPS';
  };
  readonly tcpSocket?: { readonly port: number | string };
  readonly sleep?: { readonly seconds: number };
}

/** A container of a pod, as far as networking and its life go. @public */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly env: readonly EnvVar[];
  /** Only of init containers: `Always` makes a sidecar. */
  readonly restartPolicy?: 'Always';
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
  /** `lifecycle.postStart`: until it is done, the container does not count as started. */
  readonly postStart?: LifecycleHandler;
  /** `lifecycle.preStop`: what is done before the container is told to end. */
  readonly preStop?: LifecycleHandler;
}

/** A toleration. @public */
export interface Toleration {
  readonly key?: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** A requirement of node affinity. @public */
export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values: readonly string[];
}

/** One term of node affinity: all requirements must hold. @public */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly NodeSelectorRequirement[];
  readonly matchFields: readonly NodeSelectorRequirement[];
}

/** A node term that counts as much as its weight. @public */
export interface PreferredSchedulingTerm {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

/** A term of affinity among pods: which pods, and which nodes count as one place. @see kubernetes/api core/v1/types.go, PodAffinityTerm @public */
export interface PodAffinityTerm {
  /** Absent, it selects no pod. */
  readonly labelSelector?: LabelSelector;
  /** With neither these nor a selector of namespaces it is the pod's own. */
  readonly namespaces: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  /** The label of nodes whose value says what is one place. */
  readonly topologyKey: string;
  /** Labels that the other pods have to share with this one. */
  readonly matchLabelKeys: readonly string[];
  /** Labels in which the other pods have to differ from this one. */
  readonly mismatchLabelKeys: readonly string[];
}

/** A term of affinity among pods that counts as much as its weight. @public */
export interface WeightedPodAffinityTerm {
  readonly weight: number;
  readonly podAffinityTerm: PodAffinityTerm;
}

/** How the pods that a selector matches are to be spread. @see kubernetes/api core/v1/types.go, TopologySpreadConstraint @public */
export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  /** Absent, it selects no pod. */
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy: 'Honor' | 'Ignore';
  readonly nodeTaintsPolicy: 'Honor' | 'Ignore';
  readonly matchLabelKeys: readonly string[];
}

/** The resolver settings of a pod. @public */
export interface PodDNSConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string; readonly value?: string }[];
}

/** The specification of a pod, in a Pod or in a template. @see kubernetes/api core/v1/types.go, PodSpec @public */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly terminationGracePeriodSeconds: number;
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly dnsConfig?: PodDNSConfig;
  readonly hostAliases: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
  readonly hostNetwork: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly subdomain?: string;
  readonly setHostnameAsFQDN: boolean;
  readonly nodeName?: string;
  readonly nodeSelector: StringMap;
  /** `requiredDuringSchedulingIgnoredDuringExecution` of node affinity: one of the terms must hold; absent = no demand. */
  readonly nodeAffinity?: readonly NodeSelectorTerm[];
  /** The same, preferred. */
  readonly preferredNodeAffinity?: readonly PreferredSchedulingTerm[];
  /** Required affinity to other pods: each term must hold; absent = no demand. */
  readonly podAffinity?: readonly PodAffinityTerm[];
  readonly preferredPodAffinity?: readonly WeightedPodAffinityTerm[];
  /** Required anti-affinity to other pods: no term may hold; absent = no demand. */
  readonly podAntiAffinity?: readonly PodAffinityTerm[];
  readonly preferredPodAntiAffinity?: readonly WeightedPodAffinityTerm[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly tolerations: readonly Toleration[];
  /** Conditions that others set and that have to be True before the pod is Ready. */
  readonly readinessGates?: readonly { readonly conditionType: string }[];
}

/** A stored Pod. @public */
export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
    readonly podIP?: string;
    readonly podIPs: readonly string[];
    readonly hostIP?: string;
    readonly conditions: readonly Condition[];
    readonly reason?: string;
    readonly message?: string;
  };
}

/** The template of a workload's pods. @public */
export interface PodTemplateSpec {
  readonly metadata: { readonly labels: StringMap; readonly annotations: StringMap };
  readonly spec: PodSpec;
}
