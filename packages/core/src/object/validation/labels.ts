import type { FieldErrors } from '../field/field-errors.js';
import type { LabelSelector, LabelSelectorRequirement } from '../label-selector.js';
import type { StringMap } from '../metadata.js';
import { dns1123Subdomain } from './names.js';
import { fine, patternMessage, type ValueRule } from '../field/value-rule.js';

const most = 63;
const mostAnnotationBytes = 256 * 1024;
const keyFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const keyPattern = new RegExp(`^${keyFormat}$`);
const keyMessage = patternMessage(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  keyFormat,
  ['MyName', 'my.name', '123-abc'],
);
const valueMessage = patternMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  `(${keyFormat})?`,
  ['MyValue', 'my_value', '12345'],
);

/**
 * The key of a label or annotation: a name, with or without a domain and a slash before it.
 *
 * @see kubernetes/apimachinery pkg/api/validate/content/kube.go, IsLabelKey
 */
export const qualifiedName: ValueRule<string> = (key) => {
  const slash = key.indexOf('/');
  if (slash < 0) return namePart(key);
  const name = key.slice(slash + 1);
  if (name.includes('/')) {
    return [
      `a valid label key ${keyMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const details = prefixPart(key.slice(0, slash));
  return details.length === 0 ? namePart(name) : [...details, ...namePart(name)];
};

function prefixPart(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  const details = dns1123Subdomain(prefix);
  return details.length === 0 ? fine : details.map((detail) => `prefix part ${detail}`);
}

function namePart(name: string): readonly string[] {
  if (isNamePart(name)) return fine;
  const details: string[] = [];
  if (name === '') details.push('name part must be non-empty');
  else if (name.length > most) details.push(`name part must be no more than ${most} bytes`);
  if (!keyPattern.test(name)) details.push(`name part ${keyMessage}`);
  return details;
}

/** The value of a label. @see kubernetes/apimachinery pkg/api/validate/content/kube.go, IsLabelValue */
export const labelValue: ValueRule<string> = (value) => {
  if (value === '' || isNamePart(value)) return fine;
  const details: string[] = [];
  if (value.length > most) details.push(`must be no more than ${most} bytes`);
  if (!keyPattern.test(value)) details.push(valueMessage);
  return details;
};

/** Whether a text matches the pattern and is short enough; every label passes here, so it goes without the pattern. */
function isNamePart(text: string): boolean {
  const last = text.length - 1;
  if (last < 0 || last >= most) return false;
  for (let index = 0; index <= last; index += 1) {
    const code = text.charCodeAt(index);
    if (isAlphanumeric(code)) continue;
    if (index === 0 || index === last || !isPunctuation(code)) return false;
  }
  return true;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

/** `-`, `.` and `_`. */
function isPunctuation(code: number): boolean {
  return code === 45 || code === 46 || code === 95;
}

/** Labels, and whatever else has to look like them: selectors and node selectors. The API server names the map, not the key. */
export function validateLabels(labels: StringMap, errors: FieldErrors): void {
  for (const key in labels) {
    const value = labels[key] ?? '';
    const details = qualifiedName(key);
    if (details.length > 0) errors.invalidFor(details, key, { key, unspoken: true });
    const valueDetails = labelValue(value);
    if (valueDetails.length > 0) errors.invalidFor(valueDetails, value, { key, unspoken: true });
  }
}

/** @see kubernetes/apimachinery pkg/api/validation/objectmeta.go, ValidateAnnotations */
export function validateAnnotations(annotations: StringMap, errors: FieldErrors): void {
  let size = 0;
  for (const key in annotations) {
    errors.invalidFor(qualifiedName(key.toLowerCase()), key, { key, unspoken: true });
    size += key.length + (annotations[key] ?? '').length;
  }
  if (size > mostAnnotationBytes) errors.tooLong(mostAnnotationBytes);
}

/** @see kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateLabelSelector */
export function validateLabelSelector(selector: LabelSelector, errors: FieldErrors): void {
  errors.within('matchLabels', selector.matchLabels, validateLabels);
  errors.each('matchExpressions', selector.matchExpressions, validateRequirement);
}

function validateRequirement(requirement: LabelSelectorRequirement, errors: FieldErrors): void {
  const { key, operator, values } = requirement;
  validateValueCount(operator, values, errors);
  errors.check(qualifiedName, key, 'key');
  for (const [index, value] of values.entries()) errors.check(labelValue, value, 'values', index);
}

/** Requirements that name values have some, and those about presence have none. */
export function validateValueCount(operator: string, values: readonly string[], errors: FieldErrors): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0)
      errors.required("must be specified when `operator` is 'In' or 'NotIn'", 'values');
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      errors.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'", 'values');
    }
  }
}
