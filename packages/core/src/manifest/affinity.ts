import type { NotModelled } from './metadata.js';

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

/** Where a pod wants to run, as written. @see kubernetes/api core/v1/types.go, Affinity @public */
export interface AffinityManifest {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: readonly NodeSelectorTermManifest[];
    };
    readonly preferredDuringSchedulingIgnoredDuringExecution?: NotModelled;
  };
  readonly podAffinity?: NotModelled;
  readonly podAntiAffinity?: NotModelled;
}

/** A toleration, as written. @public */
export interface TolerationManifest {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}
