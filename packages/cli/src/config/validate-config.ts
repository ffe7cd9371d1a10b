import { readFileSync } from 'node:fs';
import type { ErrorObject, Schema } from 'ajv';
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
  const isConfig = ajv.compile<Config>(readSchema());
  return isConfig(value) ? value : (isConfig.errors ?? []).map(configError);
}

function readSchema(): Schema {
  const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
  if (typeof schema === 'object' && schema !== null) return schema;
  throw new TypeError(`${schemaFile.pathname} is no schema`);
}

function configError({
  keyword,
  instancePath,
  message,
  params,
  parentSchema,
  data,
}: ErrorObject): ConfigError {
  const path = instancePath.split('/').slice(1);
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return {
        path: [...path, name],
        message: `unknown field${didYouMean(nearNames(name, fieldsOf(parentSchema)))}`,
      };
    }
    case 'enum':
      return { path, message: `must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}` };
    case 'type': {
      const advice = params['type'] === 'string' && typeof data === 'number' ? ', put it in quotes' : '';
      return { path, message: `must be ${String(params['type'])}${advice}` };
    }
    case 'pattern':
      return {
        path,
        message: `${JSON.stringify(data)} does not fit: ${String(parentSchema?.['description'])}`,
      };
    default:
      return { path, message: message ?? keyword };
  }
}

/** The fields that an object may have, as its schema says. */
function fieldsOf(schema: ErrorObject['parentSchema']): readonly string[] {
  const properties: unknown = schema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
