import { podSpecFields } from '../../manifest/pod.js';
import type { Container, PodDNSConfig, PodSpec, PodTemplateSpec, Toleration } from '../pod.js';
import { list, none, textList } from '../schema/list.js';
import { madeRecord, nested, type Unfinished } from '../schema/made-record.js';
import { unlessEmpty } from '../schema/record-field.js';
import { readField, record } from '../schema/record.js';
import { flag, int64, oneOf, orEmpty, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { noTexts, textMap } from '../schema/text-map.js';
import { affinitySchema, topologySpreadSchema } from './affinity.js';
import { containerSchema } from './container.js';
import { templateMetadataSchema } from './metadata.js';

/** How the effect of a taint is read. */
export const taintEffectSchema: Schema<'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'> = oneOf(
  'NoSchedule',
  'PreferNoSchedule',
  'NoExecute',
);

const toleration: Schema<Toleration> = record<Toleration>(() => ({ operator: 'Equal' }), {
  key: unlessEmpty(text),
  operator: unlessEmpty(oneOf('Equal', 'Exists')),
  value: unlessEmpty(text),
  effect: unlessEmpty(taintEffectSchema),
  tolerationSeconds: int64,
});

const dnsConfig: Schema<PodDNSConfig> = record<PodDNSConfig>(
  () => ({ nameservers: none, searches: none, options: none }),
  {
    nameservers: textList,
    searches: textList,
    options: list(record<PodDNSConfig['options'][number]>(() => ({ name: '' }), { name: text, value: text })),
  },
);

const containers: Schema<readonly Container[]> = list(containerSchema);
const tolerations: Schema<readonly Toleration[]> = list(toleration);
const hostAliases: Schema<PodSpec['hostAliases']> = list(
  record<PodSpec['hostAliases'][number]>(() => ({ ip: '', hostnames: none }), {
    ip: text,
    hostnames: textList,
  }),
);

const readinessGates: Schema<NonNullable<PodSpec['readinessGates']>> = list(
  record<{ readonly conditionType: string }>(() => ({ conditionType: '' }), { conditionType: text }),
);

/**
 * How the specification of a pod is read.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_PodSpec
 */
export const podSpecSchema: Schema<PodSpec> = madeRecord(
  {
    containers: nested,
    initContainers: nested,
    restartPolicy: orEmpty(oneOf('Always', 'OnFailure', 'Never')),
    terminationGracePeriodSeconds: int64,
    dnsPolicy: orEmpty(oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None')),
    dnsConfig: nested,
    hostAliases: nested,
    hostNetwork: flag,
    hostname: text,
    hostnameOverride: text,
    subdomain: text,
    setHostnameAsFQDN: flag,
    nodeName: text,
    nodeSelector: nested,
    affinity: nested,
    tolerations: nested,
    readinessGates: nested,
    topologySpreadConstraints: nested,
  },
  (given, errors): PodSpec => {
    const spec: Unfinished<PodSpec> = {
      containers: readField(containers, given.containers, 'containers', errors) ?? none,
      initContainers: readField(containers, given.initContainers, 'initContainers', errors) ?? none,
      restartPolicy: given.restartPolicy || 'Always',
      terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 30,
      dnsPolicy: given.dnsPolicy || 'ClusterFirst',
      hostAliases: readField(hostAliases, given.hostAliases, 'hostAliases', errors) ?? none,
      hostNetwork: given.hostNetwork ?? false,
      setHostnameAsFQDN: given.setHostnameAsFQDN ?? false,
      nodeSelector: readField(textMap, given.nodeSelector, 'nodeSelector', errors) ?? noTexts,
      tolerations: readField(tolerations, given.tolerations, 'tolerations', errors) ?? none,
    };
    if (given.hostname) spec.hostname = given.hostname;
    if (given.hostnameOverride) spec.hostnameOverride = given.hostnameOverride;
    if (given.subdomain) spec.subdomain = given.subdomain;
    if (given.nodeName) spec.nodeName = given.nodeName;
    const dns = readField(dnsConfig, given.dnsConfig, 'dnsConfig', errors);
    if (dns !== undefined) spec.dnsConfig = dns;
    const affinity = readField(affinitySchema, given.affinity, 'affinity', errors);
    if (affinity !== undefined) Object.assign(spec, affinity);
    const gates = readField(readinessGates, given.readinessGates, 'readinessGates', errors);
    if (gates !== undefined && gates.length > 0) spec.readinessGates = gates;
    const { topologySpreadConstraints: constraints } = given;
    const spread = readField(topologySpreadSchema, constraints, 'topologySpreadConstraints', errors);
    if (spread !== undefined && spread.length > 0) spec.topologySpreadConstraints = spread;
    return spec;
  },
  [...Object.keys(podSpecFields), 'evictionResponders', 'schedulingGroup'],
);

/** How the template of a workload's pods is read. */
export const podTemplateSchema: Schema<PodTemplateSpec> = record<PodTemplateSpec>(
  () => ({ metadata: templateMetadataSchema.zero, spec: podSpecSchema.zero }),
  {
    metadata: templateMetadataSchema,
    spec: podSpecSchema,
  },
);
