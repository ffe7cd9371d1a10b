import { statedSchema } from './stated-schema.js';

/** The file of the schema, from the repository's root. */
export const scenarioSchemaFile = 'packages/cli/kubehop-scenario.schema.json';

/** The schema of scenarios. */
export function scenarioSchema(): unknown {
  return statedSchema({
    file: scenarioSchemaFile,
    source: 'packages/cli/src/simulate/scenario-file.ts',
    type: 'StatedScenario',
    title: 'Scenario of kubehop simulate',
    description:
      'Manifests, the platform, what happens and who sends requests: run it with kubehop simulate.',
  });
}
