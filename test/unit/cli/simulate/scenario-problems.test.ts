import { describe, expect, test } from 'vitest';
import { head, simulate, visitors } from './shop.js';

/** What the command says of a scenario that is wrong; it always says something, and nothing else. */
async function problemsOf(scenario: string): Promise<readonly string[]> {
  const { status, stdout, stderr } = await simulate(scenario);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  return stderr.trimEnd().split('\n');
}

/** A scenario of the shop with these acts, each in a line from the fourth on. */
function doing(...acts: readonly string[]): string {
  return `${head}acts:\n${acts.map((act) => `  - { ${act} }\n`).join('')}until: 1m\n`;
}

/** A scenario of the shop with a load; its request stands in the fourth line. */
function loading(fields: string): string {
  return `${head}loads:\n  - { request: GET http://web/, from: pod/shop/client, ${fields} }\nuntil: 1m\n`;
}

describe('a scenario that is wrong', () => {
  test.each<[string, string, string]>([
    ['is nothing', '', 'scenario.yaml:1: there is nothing in it (not-one-document)'],
    [
      'is a list',
      '- a\n',
      'scenario.yaml:1: a scenario has loads, acts and until at its top (manifest-not-object)',
    ],
    ['is two documents', 'until: 1m\n---\nuntil: 2m\n', 'scenario.yaml:3: write one document, without ---'],
    ['is no YAML', 'until: [\n', 'scenario.yaml:2: '],
    ['has a key twice', 'until: 1m\nuntil: 2m\n', 'scenario.yaml:2: '],
    ['has no end', head, "scenario.yaml:1: must have required property 'until' (field-missing)"],
    [
      'has an unknown field',
      `${head}load: []\nuntil: 1m\n`,
      'scenario.yaml:3: load: unknown field; did you mean "loads"',
    ],
    [
      'has an unknown act',
      doing('at: 1s, drian: node-1'),
      'scenario.yaml:4: acts[0].drian: unknown field; did you mean "drain"',
    ],
    [
      'names an act without what it needs',
      doing('at: 1s, scale: deployment/shop/web'),
      'scenario.yaml:4: acts[0]: scale needs replicas, such as replicas: 3 (field-missing)',
    ],
    [
      'has an act past its end',
      doing('at: 1s, drain: node-1', 'at: 60s, drain: node-2'),
      'scenario.yaml:5: acts[1].at: is past the end of the scenario: see until (out-of-time)',
    ],
    [
      'has acts out of order',
      doing('at: 10s, drain: node-1', 'at: 9s, drain: node-2'),
      'scenario.yaml:5: acts[1].at: is before the one above: write them in the order of time (out-of-order)',
    ],
    [
      'has a time without unit',
      doing('at: 10, drain: node-1'),
      'scenario.yaml:4: acts[0].at: 10 does not fit: When it happens, such as 30s. (wrong-form)',
    ],
    [
      'has a time in words',
      doing('at: ten seconds, drain: node-1'),
      'acts[0].at: "ten seconds" does not fit: A time is written 250ms, 1.5s, 1m30s or 2h. (wrong-form)',
    ],
    ['ends at once', `${head}until: 0s\n`, 'scenario.yaml:3: until: must be longer than 0 (wrong-form)'],
    [
      'never ends',
      `${head}until: 99999h\n`,
      'scenario.yaml:3: until: "99999h" is more than a year (wrong-form)',
    ],
    ['has a negative rate', loading('rate: -5'), 'scenario.yaml:4: loads[0].rate: must be > 0 (wrong-form)'],
    [
      'has a load without a rate',
      loading('clients: 5'),
      'scenario.yaml:4: loads[0]: say how many requests: rate: 100/s, or clients: 20 and think: 1s (field-missing)',
    ],
    [
      'has a load with a rate and a pause',
      loading('rate: 5/s, think: 1s'),
      'loads[0].think: give a load either a rate or think, not both (not-allowed)',
    ],
    [
      'says how clients arrive that think',
      loading('clients: 5, think: 1s, arrivals: poisson'),
      'loads[0].arrivals: arrivals goes with rate',
    ],
    [
      'has connections that nobody keeps',
      loading('rate: 5/s, connections: kept'),
      'loads[0]: say by how many clients connections are kept: clients: 20 (field-missing)',
    ],
    [
      'has clients that do not count',
      loading('rate: 5/s, clients: 3'),
      'loads[0].clients: with a rate, clients count only where each keeps its connection: add connections: kept',
    ],
    [
      'has no clients',
      loading('clients: 0, think: 1s'),
      'loads[0].clients: must be from 1 to 100000 (too-much)',
    ],
    [
      'has a load past its end',
      loading('rate: 5/s, at: 2m'),
      'loads[0].at: is past the end of the scenario: see until (out-of-time)',
    ],
    [
      'has a load that goes on past its end',
      loading('rate: 5/s, at: 30s, for: 31s'),
      'loads[0].for: goes on past the end of the scenario: see until (out-of-time)',
    ],
    [
      'has a client that does not wait',
      loading('rate: 5/s, timeout: 0'),
      'loads[0].timeout: must be longer than 0',
    ],
    [
      'asks DNS',
      `${head}loads: [{ request: dns A web, rate: 5/s }]\nuntil: 1m\n`,
      'loads[0].request: "dns A web" is a question to DNS',
    ],
    [
      'asks what is no URL',
      `${head}loads: [{ request: 'nonsense://web', rate: 5/s }]\nuntil: 1m\n`,
      'loads[0].request: nonsense://web: unknown scheme nonsense',
    ],
    [
      'asks from nowhere',
      `${head}loads: [{ request: 'http://web', from: moon, rate: 5/s }]\nuntil: 1m\n`,
      'loads[0].from: nothing sends from "moon"',
    ],
    [
      'calls two loads the same',
      `${head}loads:\n  - { request: 'http://a', rate: 5/s }\n  - { request: 'http://a', rate: 6/s }\nuntil: 1m\n`,
      'scenario.yaml:5: loads[1]: another load is called "http://a": give each a name of its own (name-taken)',
    ],
    [
      'sends more than anybody can wait for',
      loading('rate: 1000000000/s'),
      'loads: send about 6.0e+10 requests, more than 10^9: lower their rates (too-much)',
    ],
    [
      'has more steps than anybody can look at',
      `${head}step: 1ms\nuntil: 1h\n`,
      'step: makes more than 1000000 steps up to the end: write a longer one (too-much)',
    ],
    [
      'expects something of no load',
      `${head}expect: { errors: 0 }\nuntil: 1m\n`,
      'scenario.yaml:3: expect: is held against loads, and there are none (field-missing)',
    ],
    [
      'has a period of no time',
      `${head}delays: { nodes: { lease: 0 } }\nuntil: 1m\n`,
      'delays.nodes.lease: must be 100ms or longer (wrong-form)',
    ],
    [
      'has a delay that ends before it begins',
      `${head}delays: { controllers: { deployment: 5s..1s } }\nuntil: 1m\n`,
      'delays.controllers.deployment: "5s..1s" ends before it begins',
    ],
    [
      'has a latency that ends before it begins',
      `${head}latency: { pod: 5s..1s }\nuntil: 1m\n`,
      'latency.pod: "5s..1s" ends before it begins',
    ],
    [
      'has a behaviour that cannot be',
      `${head}behaviours: [{ does: { shutdown: 5s..1s } }]\nuntil: 1m\n`,
      'behaviours[0].does.shutdown: "5s..1s" ends before it begins',
    ],
    [
      'has manifests that are missing',
      'manifests: [none.yaml]\nuntil: 1m\n',
      'error: the path "none.yaml" does not exist',
    ],
    [
      'applies a file that is missing',
      doing('at: 1s, apply: none.yaml'),
      'scenario.yaml:4: acts[0].apply: the path "none.yaml" does not exist',
    ],
    [
      'has a platform that is none',
      'manifests: [k8s.yaml]\nplatform: { name: moon }\nuntil: 1m\n',
      'scenario.yaml:2: platform.name: must be one of',
    ],
    [
      'names a node that does not exist',
      doing('at: 1s, drain: node-7'),
      'scenario.yaml:4: acts[0]: there is no Node node-7 at this moment; did you mean "node-1", "node-2"? (not-found)',
    ],
    [
      'names a workload that does not exist',
      doing('at: 1s, rollout: deployment/shop/wep'),
      'acts[0]: there is no Deployment shop/wep at this moment; did you mean "shop/web"? (not-found)',
    ],
    [
      'names a pod that does not exist',
      doing('at: 1s, crash: pod/shop/somebody'),
      'acts[0]: there is no Pod shop/somebody at this moment; there are shop/client, shop/web-',
    ],
    [
      'names a zone where there is only one',
      `${head.replace('nodes: 2', 'nodes: 2, zones: 1')}acts: [{ at: 1s, fail: zone/moon }]\nuntil: 1m\n`,
      'acts[0]: there is no zone moon at this moment',
    ],
    [
      'names a container that does not run',
      doing('at: 1s, crash: pod/shop/client, container: x'),
      'acts[0]: no container of a pod shop/client runs (not-allowed)',
    ],
    [
      'names what does not exist any more',
      doing('at: 1s, delete: deployment/shop/web', 'at: 2s, scale: deployment/shop/web, replicas: 3'),
      'scenario.yaml:5: acts[1]: there is no Deployment shop/web at this moment; there is ',
    ],
    [
      'asks from a pod that does not exist',
      `${head}${visitors.replace('shop/client', 'shop/cleint')}until: 1m\n`,
      'scenario.yaml:4: loads[0]: there is no Pod shop/cleint to send from; did you mean "shop/client"? (not-found)',
    ],
  ])('because it %s', async (_, scenario, message) => {
    const problems = await problemsOf(scenario);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  test('says all that is wrong at once', async () => {
    const problems = await problemsOf(
      `${head}loads: [{ request: 'http://a' }]\nacts: [{ at: 1s, drain: a b }, { at: 1s }]\nuntil: 1m\n`,
    );
    expect(problems.map((problem) => /: ([\w.[\]]+): /.exec(problem)?.[1])).toEqual([
      'loads[0]',
      'acts[0].drain',
      'acts[1]',
    ]);
  });

  test('says the same of each item of a list', async () => {
    const problems = await problemsOf(
      doing('at: ten, drain: node-1', 'at: 10, drain: node-1', 'at: 1x, drain: a'),
    );
    expect(problems.map((problem) => /: ([\w.[\]]+): /.exec(problem)?.[1])).toEqual([
      'acts[0].at',
      'acts[1].at',
      'acts[2].at',
    ]);
  });

  test('is wrong where the library refuses it', async () => {
    expect(await problemsOf(`${head}seed: 1.0e+300\nuntil: 1m\n`)).toEqual([
      'error: scenario.yaml: a seed is a whole number from 0 on, not 1e+300',
    ]);
  });

  test('is read as a text with bounds', async () => {
    const bomb = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? 'x' : `*a${level - 1}`;
      return `l${level}: &a${level} [${Array.from({ length: 9 }, () => item).join()}]\n`;
    }).join('');
    const began = performance.now();
    expect((await problemsOf(bomb))[0]).toContain('scenario.yaml:');
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
