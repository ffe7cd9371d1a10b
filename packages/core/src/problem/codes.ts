/**
 * Every problem code with its meaning; the catalogue page of the documentation is made from this table.
 *
 * The `field-*` codes are the field errors of the API server.
 * @see kubernetes/apimachinery pkg/util/validation/field/errors.go
 * @public
 */
export const problemCodes = {
  'field-required': 'A field that Kubernetes requires is missing.',
  'field-invalid': 'A field has a value that Kubernetes refuses.',
  'field-not-supported': 'A field has a value outside the list that Kubernetes knows.',
  'field-duplicate': 'A value that must be unique occurs twice.',
  'field-not-found': 'A field names something that does not exist.',
  'field-forbidden': 'A field may not be set together with the others.',
  'field-too-long': 'A text is longer than Kubernetes allows.',
  'field-too-many': 'A list has more items than Kubernetes allows.',
  'field-type-invalid': 'A field has a value of the wrong JSON type.',
  'field-unknown': 'Kubernetes does not know this field; kubectl refuses it, the model ignores it.',
  'misplaced-field':
    'A field stands in the wrong part of the object, mostly for its indentation, and is ignored there.',
  'manifest-not-object': 'What was given is no Kubernetes object.',
  'kind-not-served': 'Kubernetes has no such kind in this API version.',
  'kind-not-modelled': 'The model does not look at objects of this kind.',
  'api-version-old': 'Kubernetes no longer serves this API version; the object is read in the current one.',
  'object-twice': 'The same object was given twice; the later one counts.',
} as const;

/** A stable problem code. @public */
export type ProblemCode = keyof typeof problemCodes;
