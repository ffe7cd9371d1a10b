import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { root } from '../architecture/source-file.js';

/** The file of the schema, from the repository's root. */
export const testSchemaFile = 'packages/cli/kubehop-test.schema.json';

interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The schema of test files: expectations as the types say, the platform as `kubehop.schema.json` says. The command checks
 * test files against it, so that editors and the command agree.
 */
export function testSchema(): unknown {
  const generator = createGenerator({
    path: join(root, 'packages/cli/src/test/test-file.ts'),
    tsconfig: join(root, 'packages/cli/tsconfig.json'),
    type: 'StatedExpectations',
    expose: 'none',
    topRef: false,
    skipTypeCheck: true,
    jsDoc: 'extended',
  });
  const { $schema, ...own } = generator.createSchema('StatedExpectations');
  const config = JSON.parse(
    readFileSync(join(root, 'packages/cli/kubehop.schema.json'), 'utf8'),
  ) as ObjectSchema;
  const { files: _, prices: _prices, ...platform } = config.properties;
  return {
    $schema,
    $id: 'https://unpkg.com/kubehop/kubehop-test.schema.json',
    title: 'Expectations of kubehop test',
    ...own,
    description: 'Manifests, the platform, and what must come of requests: run it with kubehop test.',
    properties: { ...own.properties, ...platform },
  };
}
