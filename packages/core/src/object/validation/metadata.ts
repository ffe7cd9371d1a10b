import type { FieldErrors } from '../field/field-errors.js';
import type { ObjectMeta, OwnerReference } from '../metadata.js';
import { validateAnnotations, validateLabels } from './labels.js';
import { dns1123Label, prefixOf } from './names.js';
import type { ValueRule } from './value-rule.js';

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
    else errors.invalidFor(dns1123Label(namespace), namespace, 'namespace');
  }
  errors.within('labels', metadata.labels, validateLabels);
  errors.within('annotations', metadata.annotations, validateAnnotations);
  errors.within('ownerReferences', metadata.ownerReferences, validateOwnerReferences);
}

function validateOwnerReferences(references: readonly OwnerReference[], errors: FieldErrors): void {
  for (const [index, reference] of references.entries()) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (reference[field] === '') errors.required('must not be empty', index, field);
    }
  }
  const [first, ...others] = references.filter((reference) => reference.controller);
  if (first === undefined) return;
  for (const other of others) {
    const names = [first, other].map(({ kind, name }) => `${kind}/${name}`).join(' and ');
    errors.invalid(
      references,
      `Only one reference can have Controller set to true. Found "true" in references for ${names}`,
    );
  }
}
