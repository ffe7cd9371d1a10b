import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateTestFile } from '../../packages/cli/src/test/validate-test-file.js';
import { root } from '../architecture/source-file.js';
import { testSchema, testSchemaFile } from './test-schema.js';

/** A file with one expectation. */
const fileWith = (expectation: object, more: object = {}): object => ({
  ...more,
  expectations: [{ name: 'a', request: 'http://a/', expect: { status: 200 }, ...expectation }],
});

const made = testSchema() as { readonly properties: Readonly<Record<string, object>> };

describe('kubehop-test.schema.json', () => {
  test('is what the types say: `npm run schema` writes it', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, testSchemaFile), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(made)));
  });

  test('says of each field what it means', () => {
    const silent = Object.entries(made.properties).filter(([, field]) => !('description' in field));
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test.each([
    ['an expectation', fileWith({})],
    ['a class of statuses', fileWith({ expect: { status: '2xx' } })],
    ['several objects', fileWith({ expect: { reaches: ['service/a', 'deployment/b'] } })],
    ['shares', fileWith({ expect: { weights: { 'service/a': '20%', 'service/b': 0.8 } } })],
    ['headers, also none', fileWith({ headers: { a: 'b', host: null } })],
    ['something on some ways', fileWith({ may: { status: 503 } })],
    ['several things on some ways', fileWith({ may: [{ status: 503 }, { outcome: 'refused' }] })],
    ['many requests', fileWith({ request: undefined, requests: ['http://a/', 'tcp://b:1'] })],
    ['manifests and a platform', fileWith({}, { manifests: ['k8s/'], platform: { name: 'kind' } })],
  ])('takes %s', (_, file) => {
    expect(validateTestFile(JSON.parse(JSON.stringify(file)))).toHaveProperty('value');
  });

  test.each([
    ['an unknown field', fileWith({ expects: {} }), 'unknown-field'],
    ['an unknown member', fileWith({ expect: { state: 200 } }), 'unknown-field'],
    ['an outcome that nobody can expect', fileWith({ expect: { outcome: 'unknown' } }), 'not-allowed'],
    ['a status that is none', fileWith({ expect: { status: 'ok' } }), 'wrong-form'],
    ['a cause that is none', fileWith({ expect: { cause: 'bad-luck' } }), 'not-allowed'],
    ['a number for a name', fileWith({ name: 5 }), 'wrong-type'],
    ['an empty name', fileWith({ name: '' }), 'wrong-form'],
    ['weights of one way', fileWith({ may: { weights: {} } }), 'unknown-field'],
    ['a crossing of zones that must be', fileWith({ expect: { crossesZone: true } }), 'not-allowed'],
    ['no objects', fileWith({ expect: { reaches: [] } }), 'field-missing'],
    ['a file without expectations', { expectations: [] }, 'field-missing'],
    ['the manifests of kubehop.yaml', fileWith({}, { files: ['k8s/'] }), 'unknown-field'],
    ['a platform that is none', fileWith({}, { platform: { name: 'moon' } }), 'not-allowed'],
    ['nothing', {}, 'field-missing'],
  ])('refuses %s', (_, file, code) => {
    const { errors = [] } = { errors: undefined, ...validateTestFile(JSON.parse(JSON.stringify(file))) };
    expect(errors.map((error) => error.code)).toEqual([code]);
  });
});
