import { parseIPSloppy } from '../../address/ip.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { Container, Pod, PodSpec } from '../pod.js';
import { isSameValue } from '../same-value.js';
import { ipAddress, isDualStack } from './addresses.js';
import { validatePodSpec } from './pod-spec.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodMetadataAndSpec */
export function validatePod(pod: Pod, errors: FieldErrors): void {
  errors.enter('spec');
  validatePodSpec(pod.spec, 'pod', errors);
  errors.each('containers', pod.spec.containers, validateImage);
  errors.each('initContainers', pod.spec.initContainers, validateImage);
  errors.leave();
  errors.within('status', pod.status, validatePodStatus);
}

/** Only pods are strict about this; templates are left as they are. */
function validateImage({ image }: Container, errors: FieldErrors): void {
  if (image.trim() !== image) errors.invalid(image, 'must not have leading or trailing whitespace', 'image');
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodIPs */
function validatePodStatus({ podIPs }: Pod['status'], errors: FieldErrors): void {
  errors.each('podIPs', podIPs, checkAddress);
  if (podIPs.length < 2) return;
  const families = podIPs.map((podIP) => parseIPSloppy(podIP)?.family);
  if (podIPs.length > 2 || !isDualStack(families)) {
    errors.invalid(podIPs, 'may specify no more than one IP for each IP family', 'podIPs');
  }
}

function checkAddress(address: string, errors: FieldErrors): void {
  errors.check(ipAddress, address);
}

/** What may change in a pod. Only the first of them has a meaning in the model. */
const changeable = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodUpdate */
export function validatePodUpdate(pod: Pod, old: Pod, errors: FieldErrors): void {
  const sameCount =
    pod.spec.containers.length === old.spec.containers.length &&
    pod.spec.initContainers.length === old.spec.initContainers.length;
  if (!sameCount) {
    errors.forbidden('pod updates may not add or remove containers', 'spec', 'containers');
    return;
  }
  const { tolerations } = pod.spec;
  if (
    !old.spec.tolerations.every((given) =>
      tolerations.some((toleration) => isSameToleration(given, toleration)),
    )
  ) {
    const detail = 'existing toleration can not be modified except its tolerationSeconds';
    errors.forbidden(detail, 'spec', 'tolerations');
  } else if (!isSameValue(withoutChangeable(pod.spec), withoutChangeable(old.spec))) {
    errors.forbidden(`pod updates may not change fields other than ${changeable}`, 'spec');
  }
}

function isSameToleration(
  one: PodSpec['tolerations'][number],
  other: PodSpec['tolerations'][number],
): boolean {
  return isSameValue({ ...one, tolerationSeconds: 0 }, { ...other, tolerationSeconds: 0 });
}

function withoutChangeable(spec: PodSpec): unknown {
  return {
    ...spec,
    containers: spec.containers.map(withoutImage),
    initContainers: spec.initContainers.map(withoutImage),
    tolerations: [],
    terminationGracePeriodSeconds: 0,
  };
}

function withoutImage(container: Container): Container {
  return { ...container, image: '' };
}
