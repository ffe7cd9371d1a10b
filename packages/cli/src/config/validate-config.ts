import type { SchemaError } from '../input/schema-check.js';
import { schemaCheck } from '../input/schema-check.js';
import type { Config } from './config.js';

const check = schemaCheck<Config>(new URL('../../kubehop.schema.json', import.meta.url));

/** Checks a value against `kubehop.schema.json`: the configuration, or all that is wrong with it. */
export function validateConfig(value: unknown): Config | readonly SchemaError[] {
  const checked = check(value);
  return checked.value ?? checked.errors;
}
