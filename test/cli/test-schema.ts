import { statedSchema } from './stated-schema.js';

/** The file of the schema, from the repository's root. */
export const testSchemaFile = 'packages/cli/kubehop-test.schema.json';

/** The schema of test files. */
export function testSchema(): unknown {
  return statedSchema({
    file: testSchemaFile,
    source: 'packages/cli/src/test/test-file.ts',
    type: 'StatedExpectations',
    title: 'Expectations of kubehop test',
    description: 'Manifests, the platform, and what must come of requests: run it with kubehop test.',
  });
}
