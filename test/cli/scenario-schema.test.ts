import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateScenarioFile } from '../../packages/cli/src/simulate/validate-scenario-file.js';
import { root } from '../architecture/source-file.js';
import { scenarioSchema, scenarioSchemaFile } from './scenario-schema.js';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const made = scenarioSchema() as Schema;

/** The fields below a schema that say nothing of themselves; codes and stages are explained where traces are. */
function silentFields(schema: Schema, path = ''): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description === undefined ? [`${path}${name}`] : []),
    ...silentFields(field, `${path}${name}.`),
  ]);
  const below = [schema.items ?? [], schema.anyOf ?? []].flat();
  return [...own, ...below.flatMap((each) => silentFields(each, path))];
}

/** A scenario with these fields besides. */
const scenarioWith = (more: object): object => ({ until: '1m', ...more });

const loadWith = (more: object): object =>
  scenarioWith({ loads: [{ request: 'http://a/', rate: '1/s', ...more }] });

describe('kubehop-scenario.schema.json', () => {
  test('is what the types say: `npm run schema` writes it', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, scenarioSchemaFile), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(made)));
  });

  test('says of each field what it means', () => {
    const platform = /^(platform|proxy|dns|applications|kubernetesVersion)\b/;
    expect(silentFields(made).filter((field) => !platform.test(field))).toEqual([]);
  });

  test.each([
    ['only an end', scenarioWith({})],
    ['objects among manifests', scenarioWith({ manifests: ['k8s/', { apiVersion: 'v1', kind: 'Pod' }] })],
    ['a platform', scenarioWith({ platform: { name: 'kind' }, kubernetesVersion: '1.34' })],
    ['no time as 0', scenarioWith({ delays: { watch: 0, kubelet: { notice: '0..1s' } } })],
    ['a phase', scenarioWith({ delays: { nodes: { phase: 'drawn' }, balancers: { checkPhase: '2s' } } })],
    ['latencies of stages', scenarioWith({ latency: { pod: '2ms..5ms', 'load-balancer': '1ms' } })],
    ['a rate as a number', loadWith({ rate: 5 })],
    ['clients that think', loadWith({ rate: undefined, clients: 5, think: '1s..5s' })],
    ['a client that waits for ever', loadWith({ timeout: null })],
    ['expectations', loadWith({ expect: { availability: '>= 99.9%', errors: 0, p99: '< 200ms' } })],
    ['a full availability', loadWith({ expect: { availability: '100%' } })],
    ['causes', loadWith({ expect: { causes: { 'no-endpoint': '<= 3', 'client-gave-up': 0 } } })],
    ['an act', scenarioWith({ acts: [{ at: '10s', drain: 'node-1' }] })],
    ['an act at the beginning', scenarioWith({ acts: [{ at: 0, drain: 'node-1' }] })],
    ['a link', scenarioWith({ acts: [{ at: '1s', fail: { link: ['internet', 'node/a'] } }] })],
    ['a request', scenarioWith({ requests: [{ at: '1s', request: 'http://a/', expect: { status: 200 } }] })],
  ])('takes %s', (_, file) => {
    expect(validateScenarioFile(JSON.parse(JSON.stringify(file)))).toHaveProperty('value');
  });

  test.each([
    ['no end', {}, 'field-missing'],
    ['an unknown field', scenarioWith({ load: [] }), 'unknown-field'],
    ['the manifests of kubehop.yaml', scenarioWith({ files: ['k8s/'] }), 'unknown-field'],
    ['an unknown act', scenarioWith({ acts: [{ at: '1s', explode: 'node-1' }] }), 'unknown-field'],
    ['a time without a unit', scenarioWith({ acts: [{ at: 30, drain: 'a' }] }), 'wrong-form'],
    ['a time in words', scenarioWith({ until: '5 minutes' }), 'wrong-form'],
    ['a negative time', scenarioWith({ until: '-5m' }), 'wrong-form'],
    ['a negative rate', loadWith({ rate: -1 }), 'wrong-form'],
    ['a rate of nothing', loadWith({ rate: 0 }), 'wrong-form'],
    ['a rate by the day', loadWith({ rate: '5/d' }), 'wrong-form'],
    ['half a client', loadWith({ clients: 0.5 }), 'wrong-type'],
    ['a load without a request', scenarioWith({ loads: [{ rate: 5 }] }), 'field-missing'],
    ['a time of a bound without comparison', loadWith({ expect: { p99: '200ms' } }), 'wrong-form'],
    ['a cause that is none', loadWith({ expect: { causes: { 'bad-luck': 0 } } }), 'unknown-field'],
    ['a stage that is none', scenarioWith({ latency: { moon: '1s' } }), 'unknown-field'],
    ['a link with one end', scenarioWith({ acts: [{ at: '1s', fail: { link: ['a'] } }] }), 'field-missing'],
    ['a seed that is none', scenarioWith({ seed: -1 }), 'wrong-form'],
    ['processes that do nothing', scenarioWith({ behaviours: [{ namespace: 'a' }] }), 'field-missing'],
    [
      'an error rate of more than all',
      scenarioWith({ behaviours: [{ does: { errorRate: 1.5 } }] }),
      'wrong-form',
    ],
    ['a delay that is none', scenarioWith({ delays: { kubelet: { sandbax: '1s' } } }), 'unknown-field'],
  ])('refuses %s', (_, file, code) => {
    const { errors = [] } = { errors: undefined, ...validateScenarioFile(JSON.parse(JSON.stringify(file))) };
    expect(errors.map((error) => error.code)).toEqual([code]);
  });
});
