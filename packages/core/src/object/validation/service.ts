import type { FieldErrors } from '../field/field-errors.js';
import type { StringMap } from '../metadata.js';
import type { ServiceDraft, ServiceSpecDraft } from '../reading/service.js';
import { isExternallyAccessible, isHealthChecked } from '../reading/stored-service.js';
import { addressRange, ipAddress, nonSpecialIP } from './addresses.js';
import { isHeadless, validateClusterIPs } from './cluster-ips.js';
import { qualifiedName, validateLabels } from './labels.js';
import { validateLoadBalancerStatus } from './load-balancer-status.js';
import { dns1123Subdomain } from './names.js';
import { portNumber } from './ports.js';
import { validatePortCollisions, validateServicePorts } from './service-ports.js';

const topologyMode = 'service.kubernetes.io/topology-mode';
const topologyAwareHints = 'service.kubernetes.io/topology-aware-hints';
const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const onlyForLoadBalancers = "may only be used when `type` is 'LoadBalancer'";
const longestAffinitySeconds = 86_400;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateService */
export function validateService({ metadata, spec, status }: ServiceDraft, errors: FieldErrors): void {
  validateTopologyAnnotations(metadata.annotations, errors);
  errors.enter('spec');
  validateByType(spec, errors);
  validateServicePorts(spec.ports, errors);
  if (spec.selector !== undefined) errors.within('selector', spec.selector, validateLabels);
  validateSessionAffinity(spec, errors);
  validateClusterIPs(spec, errors);
  for (const [index, ip] of spec.externalIPs.entries()) {
    const details = ipAddress(ip);
    errors.invalidFor(details.length > 0 ? details : nonSpecialIP(ip), ip, 'externalIPs', index);
  }
  if (spec.type === undefined) errors.required('', 'type');
  validatePortCollisions(spec, errors);
  errors.leave();
  validateSourceRanges(spec, metadata.annotations, errors);
  errors.enter('spec');
  validateLoadBalancerFields(spec, errors);
  validateTrafficPolicies(spec, errors);
  validateTrafficDistribution(spec.trafficDistribution, errors);
  errors.leave();
  validateStatus(spec, status, errors);
}

function validateTopologyAnnotations(annotations: StringMap, errors: FieldErrors): void {
  const mode = annotations[topologyMode];
  const hints = annotations[topologyAwareHints];
  if (mode === undefined || hints === undefined || mode === hints) return;
  const detail = `must match annotations[${topologyAwareHints}] when both are specified`;
  errors.invalid(mode, detail, 'metadata', 'annotations', { key: topologyMode });
}

function validateByType(spec: ServiceSpecDraft, errors: FieldErrors): void {
  const { type, ports } = spec;
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.required('', 'ports');
  switch (type) {
    case 'LoadBalancer':
    case 'NodePort':
      if (isHeadless(spec))
        errors.invalid('None', `may not be set to 'None' for ${type} services`, 'clusterIPs', 0);
      return;
    case 'ExternalName':
      validateExternalName(spec, errors);
      return;
    case 'ClusterIP':
    case undefined:
  }
}

function validateExternalName(spec: ServiceSpecDraft, errors: FieldErrors): void {
  const forbidden = 'may not be set for ExternalName services';
  if (spec.clusterIPs.length > 0) errors.forbidden(forbidden, 'clusterIPs');
  if (spec.ipFamilies.length > 0) errors.forbidden(forbidden, 'ipFamilies');
  if (spec.ipFamilyPolicy !== undefined) errors.forbidden(forbidden, 'ipFamilyPolicy');
  const name = (spec.externalName ?? '').replace(/\.$/, '');
  if (name === '') errors.required('', 'externalName');
  else errors.check(dns1123Subdomain, name, 'externalName');
}

function validateSessionAffinity(spec: ServiceSpecDraft, errors: FieldErrors): void {
  const { sessionAffinity, sessionAffinityConfig: config } = spec;
  if (sessionAffinity === undefined) errors.required('', 'sessionAffinity');
  if (sessionAffinity === 'None' && config !== undefined) {
    errors.forbidden('must not be set when session affinity is None', 'sessionAffinityConfig');
  }
  if (sessionAffinity !== 'ClientIP') return;
  const detail = 'when session affinity type is ClientIP';
  const way = ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'] as const;
  const seconds = config?.clientIP?.timeoutSeconds;
  if (config === undefined) errors.required(detail, ...way.slice(0, 1));
  else if (config.clientIP === undefined) errors.required(detail, ...way.slice(0, 2));
  else if (seconds === undefined) errors.required(detail, ...way);
  else if (seconds <= 0 || seconds > longestAffinitySeconds) {
    errors.invalid(seconds, `must be greater than 0 and less than ${longestAffinitySeconds}`, ...way);
  }
}

/** The API server spells the field with a capital letter. */
const sourceRangesField = { field: 'loadBalancerSourceRanges', spelled: 'LoadBalancerSourceRanges' };

/** The annotation of old counts where the field is not set. */
function validateSourceRanges(spec: ServiceSpecDraft, annotations: StringMap, errors: FieldErrors): void {
  const annotation = annotations[sourceRanges];
  const { loadBalancerSourceRanges: ranges } = spec;
  if (ranges.length > 0) {
    errors.enter('spec');
    if (spec.type !== 'LoadBalancer') errors.forbidden(onlyForLoadBalancers, sourceRangesField);
    for (const [index, range] of ranges.entries()) {
      errors.check(addressRange, range.trim(), sourceRangesField, index);
    }
    errors.leave();
  } else if (annotation !== undefined) {
    const way = ['metadata', 'annotations', { key: sourceRanges }] as const;
    if (spec.type !== 'LoadBalancer') errors.forbidden(onlyForLoadBalancers, ...way);
    if (annotation.trim() === '') return;
    for (const range of annotation.split(',')) errors.check(addressRange, range.trim(), ...way);
  }
}

function validateLoadBalancerFields(spec: ServiceSpecDraft, errors: FieldErrors): void {
  const { type, allocateLoadBalancerNodePorts: allocate, loadBalancerClass } = spec;
  if (allocate !== undefined && type !== 'LoadBalancer') {
    errors.forbidden(onlyForLoadBalancers, 'allocateLoadBalancerNodePorts');
  }
  if (allocate === undefined && type === 'LoadBalancer') {
    errors.leave();
    errors.required('', 'allocateLoadBalancerNodePorts');
    errors.enter('spec');
  }
  if (loadBalancerClass === undefined) return;
  if (type === 'LoadBalancer') errors.check(qualifiedName, loadBalancerClass, 'loadBalancerClass');
  else errors.forbidden(onlyForLoadBalancers, 'loadBalancerClass');
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateServiceExternalTrafficPolicy */
function validateTrafficPolicies(spec: ServiceSpecDraft, errors: FieldErrors): void {
  const {
    type,
    externalTrafficPolicy: external,
    internalTrafficPolicy: internal,
    healthCheckNodePort,
  } = spec;
  if (isExternallyAccessible(spec)) {
    if (external === undefined) errors.required('', 'externalTrafficPolicy');
  } else if (external !== undefined) {
    errors.invalid(external, 'may only be set for externally-accessible services', 'externalTrafficPolicy');
  }
  if (healthCheckNodePort !== undefined) {
    const details = isHealthChecked(spec)
      ? portNumber(healthCheckNodePort)
      : ["may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"];
    errors.invalidFor(details, healthCheckNodePort, 'healthCheckNodePort');
  }
  if (internal === undefined && type !== 'ExternalName' && type !== undefined) {
    errors.required('', 'internalTrafficPolicy');
  }
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateServiceTrafficDistribution */
function validateTrafficDistribution(distribution: string | undefined, errors: FieldErrors): void {
  const supported = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];
  if (distribution !== undefined && !supported.includes(distribution)) {
    errors.notSupported(distribution, supported, 'trafficDistribution');
  }
}

function validateStatus(spec: ServiceSpecDraft, status: ServiceDraft['status'], errors: FieldErrors): void {
  const { ingress } = status.loadBalancer;
  if (spec.type !== 'LoadBalancer' && ingress.length > 0) {
    errors.forbidden(
      "may only be used when `spec.type` is 'LoadBalancer'",
      'status',
      'loadBalancer',
      'ingress',
    );
  } else validateLoadBalancerStatus(ingress, errors);
}
