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
  /** Seconds that a preStop hook of type sleep takes. */
  readonly preStopSleepSeconds?: number;
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
  readonly tolerations: readonly Toleration[];
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
