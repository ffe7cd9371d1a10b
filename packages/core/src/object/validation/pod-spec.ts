import type { FieldErrors } from '../field/field-errors.js';
import type { Container, PodSpec, PodTemplateSpec } from '../pod.js';
import { ipAddress } from './addresses.js';
import { validateContainers, validateInitContainers } from './container.js';
import { validateDNSConfig } from './dns-config.js';
import { qualifiedName, validateAnnotations, validateLabels } from './labels.js';
import { dns1123Label, dns1123Subdomain } from './names.js';
import { validateNodeAffinity, validatePreferredNodeAffinity } from './node-affinity.js';
import { validatePodAffinity } from './pod-affinity.js';
import { validateToleration } from './toleration.js';
import { validateTopologySpread } from './topology-spread.js';

/** Whether a specification is that of a pod, or of the template that pods are made from. */
export type PodSpecUse = 'pod' | 'template';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec */
export function validatePodSpec(spec: PodSpec, use: PodSpecUse, errors: FieldErrors): void {
  const { terminationGracePeriodSeconds: grace } = spec;
  validateContainers(spec.containers, grace, errors);
  validateInitContainers(spec.initContainers, spec.containers, grace, errors);
  if (spec.hostNetwork) validateHostNetworkPorts(spec.containers, use, errors);
  errors.within('nodeSelector', spec.nodeSelector, validateLabels);
  if (spec.nodeAffinity !== undefined) validateNodeAffinity(spec.nodeAffinity, errors);
  if (spec.preferredNodeAffinity !== undefined) {
    validatePreferredNodeAffinity(spec.preferredNodeAffinity, errors);
  }
  validatePodAffinity(spec, errors);
  validateDNSConfig(spec.dnsPolicy, spec.dnsConfig, errors);
  const { nodeName, hostname, subdomain } = spec;
  if (nodeName !== undefined) errors.check(dns1123Subdomain, nodeName, 'nodeName');
  if (hostname !== undefined) errors.check(dns1123Label, hostname, 'hostname');
  if (subdomain !== undefined) errors.check(dns1123Label, subdomain, 'subdomain');
  errors.each('tolerations', spec.tolerations, validateToleration);
  errors.each('hostAliases', spec.hostAliases, validateHostAlias);
  errors.each('topologySpreadConstraints', spec.topologySpreadConstraints ?? [], validateTopologySpread);
  errors.each('readinessGates', spec.readinessGates ?? [], ({ conditionType }) => {
    errors.check(qualifiedName, conditionType, 'conditionType');
  });
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodHostNetworkDeps */
function validateHostNetworkPorts(
  containers: readonly Container[],
  use: PodSpecUse,
  errors: FieldErrors,
): void {
  errors.each('containers', containers, ({ ports }) => {
    for (const [index, { hostPort = 0, containerPort }] of ports.entries()) {
      if ((use === 'pod' || hostPort !== 0) && hostPort !== containerPort) {
        errors.invalid(
          hostPort,
          'must match `containerPort` when `hostNetwork` is true',
          'ports',
          index,
          'hostPort',
        );
      }
    }
  });
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateHostAliases */
function validateHostAlias({ ip, hostnames }: PodSpec['hostAliases'][number], errors: FieldErrors): void {
  errors.check(ipAddress, ip, 'ip');
  for (const [index, hostname] of hostnames.entries()) {
    errors.check(dns1123Subdomain, hostname, 'hostnames', index);
  }
}

/** In the API server's paths the metadata of a template is left out. */
const templateMetadata = { field: 'metadata', spelled: '' };

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec */
export function validatePodTemplate({ metadata, spec }: PodTemplateSpec, errors: FieldErrors): void {
  errors.enter(templateMetadata);
  errors.within('labels', metadata.labels, validateLabels);
  errors.within('annotations', metadata.annotations, validateAnnotations);
  errors.leave();
  errors.enter('spec');
  validatePodSpec(spec, 'template', errors);
  errors.leave();
}
