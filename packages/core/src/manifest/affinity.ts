import type { LabelSelectorManifest } from './label-selector.js';

/** A requirement of node affinity, as written. @public */
export interface NodeSelectorRequirementManifest {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values?: readonly string[];
}

/** A term of node affinity, as written. @public */
export interface NodeSelectorTermManifest {
  readonly matchExpressions?: readonly NodeSelectorRequirementManifest[];
  readonly matchFields?: readonly NodeSelectorRequirementManifest[];
}

/** A term of affinity among pods, as written. @see kubernetes/api core/v1/types.go, PodAffinityTerm @public */
export interface PodAffinityTermManifest {
  readonly labelSelector?: LabelSelectorManifest;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelectorManifest;
  readonly topologyKey: string;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

/** Near which pods a pod wants to run, or far from which, as written. @public */
export interface PodAffinityManifest {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTermManifest[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly podAffinityTerm: PodAffinityTermManifest;
  }[];
}

/** How the pods of a kind are to be spread, as written. @see kubernetes/api core/v1/types.go, TopologySpreadConstraint @public */
export interface TopologySpreadConstraintManifest {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector?: LabelSelectorManifest;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
  readonly matchLabelKeys?: readonly string[];
}

/** Where a pod wants to run, as written. @see kubernetes/api core/v1/types.go, Affinity @public */
export interface AffinityManifest {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: readonly NodeSelectorTermManifest[];
    };
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      readonly weight: number;
      readonly preference: NodeSelectorTermManifest;
    }[];
  };
  readonly podAffinity?: PodAffinityManifest;
  readonly podAntiAffinity?: PodAffinityManifest;
}

/** A toleration, as written. @public */
export interface TolerationManifest {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}
