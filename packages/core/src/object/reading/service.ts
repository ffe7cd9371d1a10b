import { serviceSpecFields } from '../../manifest/service.js';
import type { StringMap } from '../metadata.js';
import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { flag, int32, intOrText, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { textMap } from '../schema/text-map.js';
import type { Service, ServicePort } from '../service.js';
import { protocolSchema } from './container.js';
import { loadBalancerStatusSchema } from './load-balancer-status.js';
import { metadataSchema } from './metadata.js';

/** The settings of session affinity as the API has them. */
export interface SessionAffinityConfig {
  readonly clientIP?: { readonly timeoutSeconds?: number };
}

type Spec = Service['spec'];

/** The specification of a Service as the API server judges it: with what was not said still missing. */
export interface ServiceSpecDraft extends Omit<
  Spec,
  | 'type'
  | 'ports'
  | 'externalTrafficPolicy'
  | 'internalTrafficPolicy'
  | 'sessionAffinity'
  | 'sessionAffinityTimeoutSeconds'
  | 'allocateLoadBalancerNodePorts'
> {
  readonly type?: Spec['type'];
  readonly ports: readonly ServicePortDraft[];
  readonly selector?: StringMap;
  readonly externalTrafficPolicy?: Spec['externalTrafficPolicy'];
  readonly internalTrafficPolicy?: Spec['internalTrafficPolicy'];
  readonly sessionAffinity?: Spec['sessionAffinity'];
  readonly sessionAffinityConfig?: SessionAffinityConfig;
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/** A port of a Service as the API server judges it. */
export interface ServicePortDraft extends Omit<ServicePort, 'protocol'> {
  readonly protocol?: ServicePort['protocol'];
}

/** A Service as the API server judges it. */
export interface ServiceDraft extends Omit<Service, 'spec'> {
  readonly spec: ServiceSpecDraft;
}

const port: Schema<ServicePortDraft> = record<ServicePortDraft>(
  () => ({ name: '', port: 0, targetPort: 0 }),
  {
    name: text,
    protocol: unlessEmpty(protocolSchema),
    port: int32,
    targetPort: intOrText,
    nodePort: unlessEmpty(int32),
    appProtocol: text,
  },
);

const clientIP: Schema<NonNullable<SessionAffinityConfig['clientIP']>> = record<
  NonNullable<SessionAffinityConfig['clientIP']>
>(() => ({}), { timeoutSeconds: int32 });

const spec: Schema<ServiceSpecDraft> = record<ServiceSpecDraft>(
  () => ({
    ports: none,
    clusterIP: '',
    clusterIPs: none,
    ipFamilies: none,
    externalIPs: none,
    publishNotReadyAddresses: false,
    loadBalancerSourceRanges: none,
  }),
  {
    type: unlessEmpty(oneOf('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort')),
    ports: list(port),
    selector: textMap,
    clusterIP: text,
    clusterIPs: textList,
    ipFamilies: list(oneOf('IPv4', 'IPv6')),
    ipFamilyPolicy: oneOf('PreferDualStack', 'RequireDualStack', 'SingleStack'),
    externalIPs: textList,
    externalName: unlessEmpty(text),
    externalTrafficPolicy: unlessEmpty(oneOf('Cluster', 'Local')),
    internalTrafficPolicy: oneOf('Cluster', 'Local'),
    healthCheckNodePort: unlessEmpty(int32),
    publishNotReadyAddresses: flag,
    sessionAffinity: unlessEmpty(oneOf('ClientIP', 'None')),
    sessionAffinityConfig: record<SessionAffinityConfig>(() => ({}), { clientIP }),
    loadBalancerIP: unlessEmpty(text),
    loadBalancerSourceRanges: textList,
    loadBalancerClass: text,
    allocateLoadBalancerNodePorts: flag,
    trafficDistribution: text,
  },
  Object.keys(serviceSpecFields),
);

/** How a Service is read. */
export const serviceSchema: Schema<ServiceDraft> = record<ServiceDraft>(
  () => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataSchema.zero,
    spec: spec.zero,
    status: loadBalancerStatusSchema.zero,
  }),
  {
    apiVersion: oneOf('v1'),
    kind: oneOf('Service'),
    metadata: metadataSchema,
    spec,
    status: loadBalancerStatusSchema,
  },
);
