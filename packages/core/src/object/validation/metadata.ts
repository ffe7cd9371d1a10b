import type { FieldErrors } from '../field/field-errors.js';
import type { ObjectMeta, OwnerReference } from '../metadata.js';
import { validateAnnotations, validateLabels } from './labels.js';
import { dns1123Label, prefixOf } from './names.js';
import { isRepeated } from './repeated.js';
import type { ValueRule } from '../field/value-rule.js';

/** What a kind demands of the metadata of its objects. */
export interface MetadataRule {
  readonly namespaced: boolean;
  readonly name: ValueRule<string>;
}

/** @see kubernetes/apimachinery pkg/api/validation/objectmeta.go, ValidateObjectMetaAccessor */
export function validateMetadata(metadata: ObjectMeta, rule: MetadataRule, errors: FieldErrors): void {
  const { generateName, name, namespace } = metadata;
  if (generateName !== undefined) {
    errors.invalidFor(prefixOf(rule.name)(generateName), generateName, 'generateName');
  }
  if (name === '') errors.required('name or generateName is required', 'name');
  else errors.invalidFor(rule.name(name), name, 'name');
  if (rule.namespaced) {
    if (namespace === '') errors.required('', 'namespace');
    else errors.check(dns1123Label, namespace, 'namespace');
  }
  errors.within('labels', metadata.labels, validateLabels);
  errors.within('annotations', metadata.annotations, validateAnnotations);
  errors.each('ownerReferences', metadata.ownerReferences, validateOwnerReference);
}

/** Uids are not asked for: manifests know none. @see kubernetes/apimachinery pkg/api/validation/objectmeta.go, validateOwnerReference */
function validateOwnerReference(
  { apiVersion, kind, name, controller }: OwnerReference,
  errors: FieldErrors,
  index: number,
  references: readonly OwnerReference[],
): void {
  if (apiVersion === '') errors.required('must not be empty', 'apiVersion');
  if (kind === '') errors.required('must not be empty', 'kind');
  if (name === '') errors.required('must not be empty', 'name');
  if (controller && isRepeated(references, index, bothControl)) {
    errors.invalid(true, 'Only one reference can have Controller set to true', 'controller');
  }
}

const bothControl = (one: OwnerReference, other: OwnerReference): boolean =>
  one.controller && other.controller;
