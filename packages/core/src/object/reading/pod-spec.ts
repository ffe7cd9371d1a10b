import { podSpecFields } from '../../manifest/pod.js';
import type {
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodDNSConfig,
  PodSpec,
  PodTemplateSpec,
  Toleration,
} from '../pod.js';
import { list, textList } from '../schema/list.js';
import { fillEmpty, named, omitEmpty, optional, withDefault } from '../schema/record-field.js';
import { inside, record } from '../schema/record.js';
import { choice, flag, int64, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { textMap } from '../schema/text-map.js';
import { containerSchema } from './container.js';
import { templateMetadataSchema } from './metadata.js';

const nodeSelectorRequirement: Schema<NodeSelectorRequirement> = record<NodeSelectorRequirement>({
  key: text,
  operator: choice(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'], (operator, errors) =>
    errors.invalid(operator, 'not a valid selector operator'),
  ),
  values: textList,
});

const nodeSelectorTerm: Schema<NodeSelectorTerm> = record<NodeSelectorTerm>({
  matchExpressions: list(nodeSelectorRequirement),
  matchFields: list(nodeSelectorRequirement),
});

const nodeSelectorTerms: Schema<readonly NodeSelectorTerm[]> = mapped(
  record<{ readonly nodeSelectorTerms: readonly NodeSelectorTerm[] }>({
    nodeSelectorTerms: list(nodeSelectorTerm),
  }),
  (selector) => selector.nodeSelectorTerms,
);

const requiredNodeAffinity: Schema<readonly NodeSelectorTerm[] | undefined> = inside(
  'nodeAffinity',
  inside('requiredDuringSchedulingIgnoredDuringExecution', nodeSelectorTerms, [
    'preferredDuringSchedulingIgnoredDuringExecution',
  ]),
  ['podAffinity', 'podAntiAffinity'],
);

/** How the effect of a taint is read. */
export const taintEffectSchema: Schema<'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'> = oneOf(
  'NoSchedule',
  'PreferNoSchedule',
  'NoExecute',
);

const toleration: Schema<Toleration> = record<Toleration>({
  key: omitEmpty(text),
  operator: fillEmpty(oneOf('Equal', 'Exists'), 'Equal'),
  value: omitEmpty(text),
  effect: omitEmpty(taintEffectSchema),
  tolerationSeconds: optional(int64),
});

const dnsConfig: Schema<PodDNSConfig> = record<PodDNSConfig>({
  nameservers: textList,
  searches: textList,
  options: list(record<PodDNSConfig['options'][number]>({ name: text, value: optional(text) })),
});

/**
 * How the specification of a pod is read.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_PodSpec
 */
export const podSpecSchema: Schema<PodSpec> = record<PodSpec>(
  {
    containers: list(containerSchema),
    initContainers: list(containerSchema),
    restartPolicy: fillEmpty(oneOf('Always', 'OnFailure', 'Never'), 'Always'),
    terminationGracePeriodSeconds: withDefault(int64, 30),
    dnsPolicy: fillEmpty(oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'), 'ClusterFirst'),
    dnsConfig: optional(dnsConfig),
    hostAliases: list(record<PodSpec['hostAliases'][number]>({ ip: text, hostnames: textList })),
    hostNetwork: flag,
    hostname: omitEmpty(text),
    hostnameOverride: omitEmpty(text),
    subdomain: omitEmpty(text),
    setHostnameAsFQDN: flag,
    nodeName: omitEmpty(text),
    nodeSelector: textMap,
    nodeAffinity: named('affinity', optional(requiredNodeAffinity)),
    tolerations: list(toleration),
  },
  [...Object.keys(podSpecFields), 'evictionResponders', 'schedulingGroup'],
);

/** How the template of a workload's pods is read. */
export const podTemplateSchema: Schema<PodTemplateSpec> = record<PodTemplateSpec>({
  metadata: templateMetadataSchema,
  spec: podSpecSchema,
});
