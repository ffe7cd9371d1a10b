import { readFileSync } from 'node:fs';
import type { ErrorObject, Schema, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { didYouMean, nearNames } from './near-names.js';

/** What kind of mistake a {@link SchemaError} is. */
export type SchemaErrorCode = 'unknown-field' | 'field-missing' | 'wrong-type' | 'not-allowed' | 'wrong-form';

/** Something that a file may not say. */
export interface SchemaError {
  readonly code: SchemaErrorCode;
  /** The keys and indexes that lead to the value, or to the key that is unknown. */
  readonly path: readonly string[];
  readonly message: string;
}

/** A value that a schema allows, or all that is wrong with it. */
export type Checked<Value> =
  | { readonly value: Value; readonly errors?: never }
  | { readonly value?: never; readonly errors: readonly SchemaError[] };

/** The check of values against a schema that is published with the command: what editors say is what the command says. */
export function schemaCheck<Value>(file: URL): (value: unknown) => Checked<Value> {
  let compiled: ValidateFunction<Value> | undefined;
  return (value) => {
    compiled ??= new Ajv({ allErrors: true, verbose: true, strictTypes: false }).compile(readSchema(file));
    if (compiled(value)) return { value };
    return { errors: tellingErrors(compiled.errors ?? []).map(schemaError) };
  };
}

function readSchema(file: URL): Schema {
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof schema === 'object' && schema !== null) return schema;
  throw new TypeError(`${file.pathname} is no schema`);
}

/**
 * The errors without those of alternatives that were not meant: what is wrong with a value for the alternative that takes
 * values of its type, or else that none takes it.
 */
function tellingErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  return choices.reduce((left, choice) => {
    const meant = alternativeFor(choice, left);
    return meant === undefined
      ? left.filter((error) => !isOf(error, choice))
      : left.filter((error) => error !== choice && (!isOf(error, choice) || isBelow(error, meant)));
  }, errors);
}

/** Whether an error is of an alternative for the same value: the items of a list share their schema. */
function isOf(error: ErrorObject, { schemaPath, instancePath }: ErrorObject): boolean {
  const isAtValue = error.instancePath === instancePath || error.instancePath.startsWith(`${instancePath}/`);
  return isAtValue && isBelow(error, schemaPath);
}

/** Where in the schema the alternative stands that takes values of this type. */
function alternativeFor(
  { schema, schemaPath, instancePath }: ErrorObject,
  errors: readonly ErrorObject[],
): string | undefined {
  const alternatives = (Array.isArray(schema) ? schema : []).map((_, index) => `${schemaPath}/${index}`);
  return alternatives.find(
    (alternative) => !errors.some((error) => isBelow(error, alternative) && missesWhole(error, instancePath)),
  );
}

function isBelow({ schemaPath }: ErrorObject, place: string): boolean {
  return schemaPath.startsWith(`${place}/`);
}

/** Whether a value as a whole is not of the type or not among the values that a schema takes. */
function missesWhole({ keyword, instancePath }: ErrorObject, whole: string): boolean {
  return instancePath === whole && ['type', 'enum', 'const'].includes(keyword);
}

function schemaError(error: ErrorObject): SchemaError {
  const { keyword, instancePath, message = keyword, params, parentSchema, schema, data } = error;
  const path = instancePath.split('/').slice(1).map(unescaped);
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const near = didYouMean(nearNames(name, fieldsOf(parentSchema)));
      return { code: 'unknown-field', path: [...path, name], message: `unknown field${near}` };
    }
    case 'required':
      return { code: 'field-missing', path, message };
    case 'const':
      return { code: 'not-allowed', path, message: `must be ${JSON.stringify(schema)}` };
    case 'minItems':
      return {
        code: 'field-missing',
        path,
        message: `give at least ${schema === 1 ? 'one' : String(schema)}`,
      };
    case 'enum': {
      const allowed = String(params['allowedValues']).replaceAll(',', ', ');
      const near = typeof data === 'string' ? didYouMean(nearNames(data, allowed.split(', '))) : '';
      return { code: 'not-allowed', path, message: `must be one of ${allowed}${near}` };
    }
    case 'type': {
      const type = String(params['type']);
      return { code: 'wrong-type', path, message: `must be ${type}${typeAdvice(type, error)}` };
    }
    case 'pattern':
    case 'anyOf': {
      const description = String(parentSchema?.['description'] ?? message);
      const advice = takesNumber(schema) && isNumberText(data) ? ` Write ${data} without quotes.` : '';
      return {
        code: 'wrong-form',
        path,
        message: `${JSON.stringify(data)} does not fit: ${description}${advice}`,
      };
    }
    default:
      return { code: 'wrong-form', path, message };
  }
}

/** How a value of the wrong type is put right. */
function typeAdvice(type: string, { data, parentSchema }: ErrorObject): string {
  switch (type) {
    case 'string':
      return typeof data === 'object' ? '' : ', put it in quotes';
    case 'number':
    case 'integer':
      return isNumberText(data) ? `, write ${data} without quotes` : '';
    case 'object': {
      const [field] = fieldsOf(parentSchema);
      return field === undefined ? '' : `, such as { ${field}: ... }`;
    }
    default:
      return '';
  }
}

/** Whether a number is among the alternatives of a schema. */
function takesNumber(alternatives: unknown): boolean {
  return Array.isArray(alternatives) && alternatives.some(isOfNumber);
}

function isOfNumber(alternative: unknown): boolean {
  return (
    typeof alternative === 'object' &&
    alternative !== null &&
    'type' in alternative &&
    alternative.type === 'number'
  );
}

function isNumberText(data: unknown): data is string {
  return typeof data === 'string' && /^\d+(?:\.\d+)?$/.test(data);
}

/** A step of a JSON pointer. @see RFC 6901 section 3 */
function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The fields that an object may have, as its schema says. */
function fieldsOf(schema: ErrorObject['parentSchema']): readonly string[] {
  const properties: unknown = schema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
