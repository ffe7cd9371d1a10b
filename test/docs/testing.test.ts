import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
const schema = JSON.parse(
  readFileSync(join(root, 'packages/cli/kubehop-test.schema.json'), 'utf8'),
) as Schema;

/** The names in the first column of each table of the page. */
const tables = page
  .split(/^\| field .*$|^\| member .*$/m)
  .slice(1)
  .map((below) => {
    const rows = [...below.matchAll(/^\| (`.*?) +\|/gm)];
    return rows.flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
  });

/** The fields of a part of the schema. */
function fieldsOf(part: Schema | undefined): readonly string[] {
  return Object.keys(part?.properties ?? {}).sort();
}

test('the page on testing has every field of a file, of an expectation, and what may be expected', () => {
  const expectation = schema.properties?.['expectations']?.items;
  const parts = [schema, expectation, expectation?.properties?.['expect']].map(fieldsOf);
  const documented = tables.map((names) => [...names].sort());
  documented[1] = documented[1]?.concat('name').sort() ?? [];
  expect(documented).toEqual(parts);
});
