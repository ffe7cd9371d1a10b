import type { JsonObject } from '../../../packages/core/src/manifest/json.js';
import { admit } from '../../../packages/core/src/object/admit.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';

/** A case of the suites about what the API server refuses. */
export interface ValidationCase {
  readonly id: string;
  readonly create?: JsonObject;
  readonly update?: { readonly old: JsonObject; readonly new: JsonObject };
  readonly updateStatus?: JsonObject;
  readonly objects?: readonly JsonObject[];
  readonly old?: JsonObject;
  /** The verdict depends on more than the object. */
  readonly clusterConfig?: unknown;
  readonly expect: {
    readonly valid: boolean;
    /** Where the first error is. */
    readonly field?: string;
    /** Where the errors are. */
    readonly fields?: readonly string[];
    /** Where the errors are and of what type, or how many there are. */
    readonly errors?: number | readonly { readonly field: string; readonly type: string }[];
  };
}

/** A verdict of the API server, in the terms of the cases. */
export type Verdict = ValidationCase['expect'];

/**
 * What the library says of a case, in as much detail as the case has. Objects are judged as they are written, without
 * the defaults that depend on other fields: so do the tests of the API server that the cases are from.
 */
export function verdictOn({ create, update, updateStatus, objects, old, expect }: ValidationCase): Verdict {
  const value = create ?? update?.new ?? updateStatus ?? objects?.[0];
  if (value === undefined) throw new Error('a case without an object');
  const replaced = stored(update?.old ?? old);
  const { problems } = admit(value, {
    namespace: '',
    complete: false,
    ...(replaced !== undefined && { old: replaced }),
  });
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, code }) => ({ field: path, type: typeOf(code) }));
  const [first] = errors;
  return {
    valid: first === undefined,
    ...(expect.field !== undefined && first !== undefined && { field: first.field }),
    ...(expect.fields !== undefined && { fields: errors.map(({ field }) => field) }),
    ...(expect.errors !== undefined && {
      errors: typeof expect.errors === 'number' ? errors.length : errors,
    }),
  };
}

function stored(value: JsonObject | undefined): KubernetesObject | undefined {
  return value && admit(value, { validate: false, namespace: '' }).object;
}

/** `NotSupported` for `field-not-supported`: how the sources name the types of errors. */
function typeOf(code: string): string {
  return code.replace(/^field/, '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
