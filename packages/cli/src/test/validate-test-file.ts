import { schemaCheck } from '../input/schema-check.js';
import type { Checked } from '../input/schema-check.js';
import type { TestFile } from './test-file.js';

const check = schemaCheck<TestFile>(new URL('../../kubehop-test.schema.json', import.meta.url));

/** Checks a value against `kubehop-test.schema.json`: what a test file says, or all that is wrong with it. */
export function validateTestFile(value: unknown): Checked<TestFile> {
  return check(value);
}
