import type { Checked } from '../input/schema-check.js';
import { schemaCheck } from '../input/schema-check.js';
import type { ScenarioFile } from './scenario-file.js';

const check = schemaCheck<ScenarioFile>(new URL('../../kubehop-scenario.schema.json', import.meta.url));

/** Checks a value against `kubehop-scenario.schema.json`: what a scenario says, or all that is wrong with it. */
export function validateScenarioFile(value: unknown): Checked<ScenarioFile> {
  return check(value);
}
