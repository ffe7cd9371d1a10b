import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const page = readFileSync(join(root, 'docs/simulation.md'), 'utf8');
const schema = JSON.parse(
  readFileSync(join(root, 'packages/cli/kubehop-scenario.schema.json'), 'utf8'),
) as Schema;

/** The names in the first column of the table behind a text. */
function namesBehind(text: string): readonly string[] {
  const table = /(?:^\|.*\n)+/m.exec(page.slice(page.indexOf(text)))?.[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .sort();
}

/** The fields of a part of a scenario: `loads.expect`. */
function fieldsOf(...path: readonly string[]): readonly string[] {
  const part = path.reduce<Schema | undefined>((within, field) => {
    const inner = within?.properties?.[field];
    return inner?.items ?? inner;
  }, schema);
  return Object.keys(part?.properties ?? {}).sort();
}

/** Acts stand in the table, what belongs to them beside them. */
const actFields = fieldsOf('acts').filter((field) => field !== 'at');

describe('the page on simulation', () => {
  test.each([
    ['a file', namesBehind('## What a file says'), fieldsOf()],
    ['a load', namesBehind('Each of `loads` has'), fieldsOf('loads')],
    ['what is expected', namesBehind('Of a load may be expected'), fieldsOf('expect')],
    [
      'what a process does',
      namesBehind('what stands further below counts more'),
      fieldsOf('behaviours', 'does'),
    ],
    ['the delays', namesBehind('## Delays'), fieldsOf('delays')],
  ])('has each field of %s', (_, documented, fields) => {
    expect(fields.length).toBeGreaterThan(5);
    expect(documented).toEqual(fields);
  });

  test('has each field of an act', () => {
    const section = page.slice(page.indexOf('## What happens'), page.indexOf('What processes do'));
    const named = new Set([...section.matchAll(/`(\w+)[`:]/g)].map(([, name = '']) => name));
    expect(actFields.filter((field) => !named.has(field))).toEqual([]);
  });

  test('has each field of a single request', () => {
    const own = fieldsOf('requests').filter((field) => !fieldsOf('loads').includes(field));
    expect(own).toEqual([]);
    for (const field of fieldsOf('requests', 'expect')) expect(page).toContain(`\`${field}\``);
  });
});
