// Writes packages/cli/kubehop-test.schema.json; prettier formats it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-file.js';
import { testSchema, testSchemaFile } from './test-schema.js';

writeFileSync(join(root, testSchemaFile), `${JSON.stringify(testSchema())}\n`);
