import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { root } from '../architecture/source-file.js';

/** What users state in a file of their own, and the type that says so. */
export interface StatedFile {
  /** The file of the schema, from the repository's root. */
  readonly file: string;
  /** The file of the type, from the repository's root. */
  readonly source: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The schema of files that users state something in: their own fields as the types say, the platform as
 * `kubehop.schema.json` says. The command checks files against it, so that editors and the command agree.
 */
export function statedSchema({ file, source, type, title, description }: StatedFile): unknown {
  const generator = createGenerator({
    path: join(root, source),
    tsconfig: join(root, 'packages/cli/tsconfig.json'),
    type,
    expose: 'none',
    topRef: false,
    skipTypeCheck: true,
    jsDoc: 'extended',
  });
  const { $schema, ...own } = generator.createSchema(type);
  const config = JSON.parse(
    readFileSync(join(root, 'packages/cli/kubehop.schema.json'), 'utf8'),
  ) as ObjectSchema;
  const { files: _, prices: _prices, ...platform } = config.properties;
  return {
    $schema,
    $id: `https://unpkg.com/kubehop/${file.slice(file.lastIndexOf('/') + 1)}`,
    title,
    ...own,
    description,
    properties: { ...own.properties, ...platform },
  };
}
