import type {
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinityTerm,
  PodSpec,
  PreferredSchedulingTerm,
  TopologySpreadConstraint,
  WeightedPodAffinityTerm,
} from '../pod.js';
import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { choice, int32, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { labelSelectorSchema } from './label-selector.js';

const nodeSelectorRequirement: Schema<NodeSelectorRequirement> = record<NodeSelectorRequirement>(
  () => ({ key: '', operator: 'In', values: none }),
  {
    key: text,
    operator: choice(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'], (operator, errors) =>
      errors.invalid(operator, 'not a valid selector operator'),
    ),
    values: textList,
  },
);

const nodeSelectorTerm: Schema<NodeSelectorTerm> = record<NodeSelectorTerm>(
  () => ({ matchExpressions: none, matchFields: none }),
  {
    matchExpressions: list(nodeSelectorRequirement),
    matchFields: list(nodeSelectorRequirement),
  },
);

const nodeSelectorTerms: Schema<readonly NodeSelectorTerm[]> = mapped(
  record<{ readonly nodeSelectorTerms: readonly NodeSelectorTerm[] }>(() => ({ nodeSelectorTerms: none }), {
    nodeSelectorTerms: list(nodeSelectorTerm),
  }),
  (selector) => selector.nodeSelectorTerms,
);

const preferredTerm: Schema<PreferredSchedulingTerm> = record<PreferredSchedulingTerm>(
  () => ({ weight: 0, preference: nodeSelectorTerm.zero }),
  { weight: int32, preference: nodeSelectorTerm },
);

const podAffinityTerm: Schema<PodAffinityTerm> = record<PodAffinityTerm>(
  () => ({ namespaces: none, topologyKey: '', matchLabelKeys: none, mismatchLabelKeys: none }),
  {
    labelSelector: labelSelectorSchema,
    namespaces: textList,
    namespaceSelector: labelSelectorSchema,
    topologyKey: text,
    matchLabelKeys: textList,
    mismatchLabelKeys: textList,
  },
);

const weightedTerm: Schema<WeightedPodAffinityTerm> = record<WeightedPodAffinityTerm>(
  () => ({ weight: 0, podAffinityTerm: podAffinityTerm.zero }),
  { weight: int32, podAffinityTerm },
);

/** What must hold, and what is preferred. */
interface Demands<Required, Preferred> {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly Required[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly Preferred[];
}

interface AffinityDraft {
  readonly nodeAffinity?: Demands<NodeSelectorTerm, PreferredSchedulingTerm>;
  readonly podAffinity?: Demands<PodAffinityTerm, WeightedPodAffinityTerm>;
  readonly podAntiAffinity?: Demands<PodAffinityTerm, WeightedPodAffinityTerm>;
}

const nodeDemands: Schema<Demands<NodeSelectorTerm, PreferredSchedulingTerm>> = record<
  Demands<NodeSelectorTerm, PreferredSchedulingTerm>
>(() => ({}), {
  requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorTerms,
  preferredDuringSchedulingIgnoredDuringExecution: unlessEmpty(list(preferredTerm)),
});

const podDemands: Schema<Demands<PodAffinityTerm, WeightedPodAffinityTerm>> = record<
  Demands<PodAffinityTerm, WeightedPodAffinityTerm>
>(() => ({}), {
  requiredDuringSchedulingIgnoredDuringExecution: unlessEmpty(list(podAffinityTerm)),
  preferredDuringSchedulingIgnoredDuringExecution: unlessEmpty(list(weightedTerm)),
});

/** The fields of a stored pod that its affinity becomes. */
export type StoredAffinity = Pick<
  PodSpec,
  | 'nodeAffinity'
  | 'preferredNodeAffinity'
  | 'podAffinity'
  | 'preferredPodAffinity'
  | 'podAntiAffinity'
  | 'preferredPodAntiAffinity'
>;

/** How the affinity of a pod is read. @see kubernetes/api core/v1/types.go, Affinity */
export const affinitySchema: Schema<StoredAffinity> = mapped(
  record<AffinityDraft>(() => ({}), {
    nodeAffinity: nodeDemands,
    podAffinity: podDemands,
    podAntiAffinity: podDemands,
  }),
  stored,
);

function stored({ nodeAffinity, podAffinity, podAntiAffinity }: AffinityDraft): StoredAffinity {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return {
    ...(nodeAffinity?.[required] && { nodeAffinity: nodeAffinity[required] }),
    ...(nodeAffinity?.[preferred] && { preferredNodeAffinity: nodeAffinity[preferred] }),
    ...(podAffinity?.[required] && { podAffinity: podAffinity[required] }),
    ...(podAffinity?.[preferred] && { preferredPodAffinity: podAffinity[preferred] }),
    ...(podAntiAffinity?.[required] && { podAntiAffinity: podAntiAffinity[required] }),
    ...(podAntiAffinity?.[preferred] && { preferredPodAntiAffinity: podAntiAffinity[preferred] }),
  };
}

const nodeInclusion: Schema<'Honor' | 'Ignore'> = oneOf('Honor', 'Ignore');

/**
 * How topology spread constraints are read.
 *
 * @see kubernetes/api core/v1/types.go, TopologySpreadConstraint; the scheduler sets the defaults of its policies
 */
export const topologySpreadSchema: Schema<readonly TopologySpreadConstraint[]> = list(
  record<TopologySpreadConstraint>(
    () => ({
      maxSkew: 0,
      topologyKey: '',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeAffinityPolicy: 'Honor',
      nodeTaintsPolicy: 'Ignore',
      matchLabelKeys: none,
    }),
    {
      maxSkew: int32,
      topologyKey: text,
      whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
      labelSelector: labelSelectorSchema,
      minDomains: int32,
      nodeAffinityPolicy: nodeInclusion,
      nodeTaintsPolicy: nodeInclusion,
      matchLabelKeys: textList,
    },
  ),
);
