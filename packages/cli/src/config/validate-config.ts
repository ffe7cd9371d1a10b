import { readFileSync } from 'node:fs';
import type { DefinedError } from 'ajv';
import { Ajv } from 'ajv';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Config } from './config.js';

/** Something that a configuration may not say. */
export interface ConfigError {
  /** The keys and indexes that lead to the value, or to the key that is unknown. */
  readonly path: readonly string[];
  readonly message: string;
}

const schemaFile = new URL('../../kubehop.schema.json', import.meta.url);

/** Checks a value against `kubehop.schema.json`: the configuration, or all that is wrong with it. */
export function validateConfig(value: unknown): Config | readonly ConfigError[] {
  const ajv = new Ajv({ allErrors: true, verbose: true });
  const isConfig = ajv.compile<Config>(JSON.parse(readFileSync(schemaFile, 'utf8')));
  if (isConfig(value)) return value;
  // Ajv's own type for the errors of its own keywords.
  return ((isConfig.errors ?? []) as DefinedError[]).map(configError);
}

function configError(error: DefinedError): ConfigError {
  const path = error.instancePath.split('/').slice(1);
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = error.params.additionalProperty;
      const known = Object.keys(error.parentSchema?.['properties'] ?? {});
      return { path: [...path, name], message: `unknown field${didYouMean(nearNames(name, known))}` };
    }
    case 'enum':
      return { path, message: `must be one of ${error.params.allowedValues.join(', ')}` };
    case 'type': {
      const advice =
        error.params.type === 'string' && typeof error.data === 'number' ? ', put it in quotes' : '';
      return { path, message: `must be ${error.params.type}${advice}` };
    }
    default:
      return { path, message: error.message ?? error.keyword };
  }
}
