import { describe, expect, test } from 'vitest';
import { run } from '../run.js';
import { head, manifests, simulate, visitors } from './shop.js';

const quiet = `${head}${visitors}until: 10s\n`;

const outage = `${head}name: a short outage
${visitors}acts:
  - { at: 3950ms, behave: { labels: { app: web }, does: { hangs: true } } }
  - { at: 5950ms, behave: { labels: { app: web }, does: { hangs: false } } }
requests:
  - { at: 5s, request: http://web.shop/, from: pod/shop/client, timeout: 500ms, expect: { outcome: timeout } }
until: 10s
`;

describe('kubehop simulate', () => {
  test('tells what became of the requests, what happened, and whether it is as expected', async () => {
    const { status, stdout, stderr } = await simulate(
      `${outage}expect: { availability: '>= 80%', errors: '<= 19', lastError: '< 6s' }\n`,
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const [top = ''] = stdout.split('\nvisitors');
    expect(top).toBe('a short outage\n10s, seed 1\n');
    expect(stdout).toMatch(/^ +availability +80[.0]* % of 100 requests$/m);
    expect(stdout).toMatch(/^ +20 +20[.0]* % +process-hangs/m);
    expect(stdout).toContain(`Requests
        5s  http://web.shop/
            timeout after 500ms: `);
    expect(stdout).toContain(`What happened
     3.95s  behave {"labels":{"app":"web"}} does {"hangs":true}
     5.95s  behave {"labels":{"app":"web"}} does {"hangs":false}
`);
    expect(stdout).toContain('Taken for granted:\n   [1] ');
    expect(stdout.slice(stdout.indexOf('Expected'))).toBe(`Expected
  ✓ visitors: availability >= 80% (80%)
  ✗ visitors: errors <= 19, but it is 20
  ✓ visitors: lastError < 6s (5.9s)
  ✓ http://web.shop/: outcome timeout (timeout)

4 expectations: 3 hold, 1 does not
`);
  });

  test('its own examples are used rightly', async () => {
    const { stdout } = await run(['simulate', '--help']);
    const examples = [...stdout.matchAll(/^ {2}(?:.* \| )?kubehop (.*?)(?: >.*)?$/gm)].map(
      ([, line = '']) => line,
    );
    expect(examples.length).toBeGreaterThan(2);
    const files = { 'rollout.yaml': quiet, 'k8s.yaml': manifests };
    const runs = examples.map((line) => run(line.split(' '), { files, stdin: manifests }));
    expect((await Promise.all(runs)).map(({ status }) => status)).toEqual(examples.map(() => 0));
  });

  test('ends with 0 when everything is as expected, or nothing is', async () => {
    expect(await simulate(`${quiet}expect: { errors: 0 }\n`)).toMatchObject({ status: 0, stderr: '' });
    expect(await simulate(quiet)).toMatchObject({ status: 0, stderr: '' });
  });

  test('expects nothing in the report of a scenario that does not', async () => {
    expect((await simulate(quiet)).stdout).not.toContain('Expected');
  });

  test('writes everything as JSON', async () => {
    const { stdout } = await simulate(`${outage}expect: { errors: 0 }\n`, ['-o', 'json', '--seed', '7']);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'SimulationReport',
      good: false,
      file: 'scenario.yaml',
      name: 'a short outage',
      seed: 7,
      until: 10_000,
      loads: [
        {
          name: 'visitors',
          report: { requests: 100, ok: 80 },
          checks: [{ member: 'errors', actual: 20, holds: false }],
        },
      ],
      requests: [{ at: 5_000, answer: { trace: { outcome: { kind: 'timeout' } } } }],
      problems: [],
    });
  });

  test('writes a page that needs nothing else', async () => {
    const { stdout, status } = await simulate(outage, ['-o', 'html']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<!DOCTYPE html>/);
    expect(stdout).toContain('<h1>a short outage</h1>');
    expect(stdout).toContain('<svg');
    expect(stdout).not.toMatch(/(src|href)=/);
  });

  test.each(['text', 'json', 'html'])('is the same byte for byte for the same seed as %s', async (format) => {
    const poisson = outage.replace('rate: 10/s', 'rate: 10/s, arrivals: poisson');
    const [one, again, other] = await Promise.all(
      ['7', '7', '8'].map((seed) => simulate(poisson, ['-o', format, '--seed', seed])),
    );
    expect(one?.stdout).toBe(again?.stdout);
    expect(one?.stdout).not.toBe(other?.stdout);
  });

  test('takes the seed of the file unless the command line has another', async () => {
    const { stdout } = await simulate(`${quiet}seed: 5\n`);
    expect(stdout).toContain('10s, seed 5\n');
    const { stdout: other } = await simulate(`${quiet}seed: 5\n`, ['--seed', '6']);
    expect(other).toContain('10s, seed 6\n');
  });

  test.each(['x', '-1', '1.5', '99999999999999999999'])('takes no seed %s', async (seed) => {
    const { status, stderr } = await simulate(quiet, [`--seed=${seed}`]);
    expect(status).toBe(2);
    expect(stderr).toContain('Write a whole number from 0 on.');
  });

  test('tells a person who waits how far it is, and nobody else', async () => {
    const { stderr } = await simulate(quiet, [], { terminal: true });
    expect(stderr).toContain('\r\u001B[KSimulating ... 50 %');
    expect(stderr.endsWith('\r\u001B[K')).toBe(true);
    expect((await simulate(quiet)).stderr).toBe('');
  });

  test('says the same on a terminal but for colours', async () => {
    const { stdout } = await simulate(outage, [], { terminal: true, columns: 72, env: { NO_COLOR: '1' } });
    expect(stdout).toBe((await simulate(outage, [], {})).stdout);
  });

  test('keeps to the width of a terminal', async () => {
    const { stdout } = await simulate(`${head}${visitors}until: 4m\n`, [], {
      terminal: true,
      columns: 60,
      env: { NO_COLOR: '1' },
    });
    const bars = stdout.split('\n').filter((line) => /[▁-█]/.test(line));
    expect(bars.length).toBeGreaterThan(0);
    expect(Math.max(...bars.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('reads a scenario from standard input', async () => {
    const files = { 'k8s.yaml': manifests };
    const { status, stdout } = await run(['simulate', '-'], { files, stdin: quiet });
    expect(status).toBe(0);
    expect(stdout).toContain('stdin\n10s, seed 1\n');
  });

  test('reads manifests beside the scenario, wherever it lies', async () => {
    const files = { 'a/k8s.yaml': manifests, 'a/scenario.yaml': quiet };
    expect((await run(['simulate', 'a/scenario.yaml'], { files })).status).toBe(0);
  });

  test('-f takes the place of the manifests of the scenario', async () => {
    const files = { 'other.yaml': manifests.replaceAll('name: web,', 'name: shop,') };
    const { status, stderr } = await simulate(
      `${head}${visitors}until: 1s\nexpect: { errors: 0 }\n`,
      ['-f', 'other.yaml'],
      {
        files,
      },
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('takes objects among the manifests, and finds the lines of their problems', async () => {
    const inline = `${head.replace(
      '[k8s.yaml]',
      `
  - k8s.yaml
  - apiVersion: v1
    kind: Service
    metadata: { name: UPPER, namespace: shop }
    spec: { ports: [{ port: 80 }] }`,
    )}until: 1s\n`;
    const { stderr } = await simulate(inline);
    expect(stderr).toContain('scenario.yaml:5: error: Service shop/UPPER metadata.name');
  });

  test('needs no files where the objects stand in the scenario', async () => {
    const alone =
      'manifests: [{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: a }] } }]';
    const { status, stderr } = await run(['simulate', 's.yaml'], {
      files: { 's.yaml': `${alone}\nuntil: 1s\n` },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('applies files and objects, and tells of what is wrong with them', async () => {
    const files = { 'more.yaml': manifests.replaceAll('web', 'cart').replace('client', 'other') };
    const { status, stdout, stderr } = await simulate(
      `${head}acts:
  - { at: 1s, apply: [more.yaml, { apiVersion: v1, kind: Pod, metadata: { name: UPPER }, spec: { containers: [] } }] }
requests:
  - { at: 30s, request: http://cart.shop/, from: pod/shop/other, expect: { status: 200 } }
until: 1m
`,
      [],
      { files },
    );
    expect(stdout).toContain('✓ http://cart.shop/: status 200 (200)');
    expect(stderr).toContain('Pod default/UPPER metadata.name');
    expect(status).toBe(0);
  });

  test('uses kubehop.yaml, which the scenario wins over', async () => {
    const files = { 'kubehop.yaml': 'files: [k8s.yaml]\nplatform: { name: bare-metal, nodes: 5 }\n' };
    const drain = 'acts: [{ at: 1s, drain: node-4 }]\nuntil: 2s\n';
    expect((await simulate(drain, [], { files })).status).toBe(0);
    const { stderr } = await simulate(`${head}${drain}`, [], { files });
    expect(stderr).toContain('there is no Node node-4');
  });

  test('warns of more requests than anybody needs', async () => {
    // The act cannot be, so that nobody has to wait for them.
    const none = 'acts: [{ at: 0, drain: node-7 }]\nuntil: 200s\n';
    const stderrOf = async (rate: string): Promise<string> =>
      (await simulate(`${head}${visitors.replace('10/s', rate)}${none}`)).stderr;
    expect(await stderrOf('1000000/s')).toContain('scenario.yaml: the loads send about 2.0e+8 requests');
    expect(await stderrOf('10000/s')).not.toContain('warning');
  });
});
