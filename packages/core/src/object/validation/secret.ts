import type { ConfigMap } from '../config-map.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { StringMap } from '../metadata.js';
import { isSameValue } from '../same-value.js';
import type { Secret } from '../secret.js';
import { validateImmutable } from './immutable.js';
import { fine, patternMessage, type ValueRule } from '../field/value-rule.js';

const mostBytes = 1024 * 1024;
const keyFormat = '[-._a-zA-Z0-9]+';
const keyPattern = new RegExp(`^${keyFormat}$`);
const keyMessage = patternMessage(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  keyFormat,
  ['key.name', 'KEY_NAME', 'key-name'],
);

/** The key of an entry in a ConfigMap or Secret: it may become the name of a file. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsConfigMapKey */
const configMapKey: ValueRule<string> = (key) => {
  if (key.length <= 253 && keyPattern.test(key) && !key.startsWith('.')) return fine;
  const details: string[] = [];
  if (key.length > 253) details.push('must be no more than 253 characters');
  if (!keyPattern.test(key)) details.push(keyMessage);
  if (key === '.' || key === '..') details.push(`must not be '${key}'`);
  else if (key.startsWith('..')) details.push("must not start with '..'");
  return details;
};

/** What a Secret of a type has to have. @see kubernetes/api core/v1/types.go, SecretType */
const requiredKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
]);

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateSecret */
export function validateSecret({ type, data }: Secret, errors: FieldErrors): void {
  validateData(data, (value) => Math.floor((value.length / 4) * 3), errors);
  for (const key of requiredKeys.get(type) ?? []) {
    if (!Object.hasOwn(data, key)) errors.required('', 'data', { key });
  }
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateConfigMap */
export function validateConfigMap({ data }: ConfigMap, errors: FieldErrors): void {
  validateData(data, (value) => value.length, errors);
}

function validateData(data: StringMap, sizeOf: (value: string) => number, errors: FieldErrors): void {
  let size = 0;
  for (const key in data) {
    errors.check(configMapKey, key, 'data', { key });
    size += sizeOf(data[key] ?? '');
  }
  if (size > mostBytes) errors.tooLong(mostBytes, 'data');
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateSecretUpdate */
export function validateSecretUpdate(secret: Secret, old: Secret, errors: FieldErrors): void {
  validateImmutable(secret.type, old.type, errors, 'type');
  validateDataUpdate(secret, old, errors);
}

/** What is immutable stays so. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateConfigMapUpdate */
export function validateDataUpdate(
  object: ConfigMap | Secret,
  old: ConfigMap | Secret,
  errors: FieldErrors,
): void {
  if (old.immutable !== true) return;
  const detail = 'field is immutable when `immutable` is set';
  if (object.immutable !== true) errors.forbidden(detail, 'immutable');
  if (!isSameValue(object.data, old.data)) errors.forbidden(detail, 'data');
}
