// Writes packages/cli/kubehop-scenario.schema.json; prettier formats it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-file.js';
import { scenarioSchema, scenarioSchemaFile } from './scenario-schema.js';

writeFileSync(join(root, scenarioSchemaFile), `${JSON.stringify(scenarioSchema())}\n`);
