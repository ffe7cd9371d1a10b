import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { root } from '../architecture/source-file.js';

/** The file of the schema, from the repository's root. */
export const scenarioSchemaFile = 'packages/cli/kubehop-scenario.schema.json';

interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The schema of scenarios: what happens as the types say, the platform as `kubehop.schema.json` says. The command checks
 * scenarios against it, so that editors and the command agree.
 */
export function scenarioSchema(): unknown {
  const generator = createGenerator({
    path: join(root, 'packages/cli/src/simulate/scenario-file.ts'),
    tsconfig: join(root, 'packages/cli/tsconfig.json'),
    type: 'StatedScenario',
    expose: 'none',
    topRef: false,
    skipTypeCheck: true,
    jsDoc: 'extended',
  });
  const { $schema, ...own } = generator.createSchema('StatedScenario');
  const config = JSON.parse(
    readFileSync(join(root, 'packages/cli/kubehop.schema.json'), 'utf8'),
  ) as ObjectSchema;
  const { files: _, prices: _prices, ...platform } = config.properties;
  return {
    $schema,
    $id: 'https://unpkg.com/kubehop/kubehop-scenario.schema.json',
    title: 'Scenario of kubehop simulate',
    ...own,
    description:
      'Manifests, the platform, what happens and who sends requests: run it with kubehop simulate.',
    properties: { ...own.properties, ...platform },
  };
}
