import type { Problem } from '@kubehop/core';
import { admit } from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import type { Json, JsonObject } from '../vectors.js';

/**
 * What the API server says of an object. It is judged as it is written, without the defaults that depend on other
 * fields: so do the tests of the API server that the cases are from.
 */
export function verdictOn(object: Json | undefined, old: Json | undefined, expected: JsonObject): Answer {
  const replaced = old === undefined ? undefined : admit(old, { validate: false, namespace: '' }).object;
  const { problems } = admit(object, {
    namespace: '',
    complete: false,
    ...(replaced !== undefined && { old: replaced }),
  });
  return verdictOf(problems, expected);
}

/** Whether there is an error, where, and of what type. */
export function verdictOf(problems: readonly Problem[], expected: JsonObject): Answer {
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, code }) => ({ field: path, type: typeOf(code) }));
  return {
    valid: errors.length === 0,
    field: errors[0]?.field,
    fields: errors.map(({ field }) => field),
    // Some sources count the errors only.
    errors: typeof expected['errors'] === 'number' ? errors.length : errors,
  };
}

/** `NotSupported` for `field-not-supported`: how the sources name the types of errors. */
function typeOf(code: string): string {
  return code.replace(/^field/, '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
