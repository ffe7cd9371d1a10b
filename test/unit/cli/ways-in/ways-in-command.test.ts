import { describe, expect, test } from 'vitest';
import { run, type Run } from '../run.js';

async function waysIn(args: readonly string[], config?: string): Promise<Run> {
  return run(['ways-in', ...args], config === undefined ? {} : { files: { 'kubehop.yaml': config } });
}

describe('kubehop ways-in', () => {
  test('needs no manifests, and takes a generic cloud', async () => {
    const { status, stdout } = await waysIn([]);
    expect(status).toBe(0);
    expect(stdout).toContain('Ways into 1 site of 2 pods each on cloud, asked from the internet');
    expect(stdout).toMatch(/^ +hostNetwork +NodePort +LoadBalancer \(load-balancer\) +ingress-nginx/m);
  });

  test('compares so many sites on a platform, as Markdown', async () => {
    const { stdout } = await waysIn(['--platform', 'gcp', '--sites', '6', '-o', 'markdown']);
    expect(stdout).toContain('Ways into 6 sites');
    expect(stdout).toContain('| sites that answer | 6 of 6 | 6 of 6 | 6 of 6 | 6 of 6 | 6 of 6 |');
    expect(stdout).toContain('25.55 USD');
  });

  test('takes hosts, replicas and a policy', async () => {
    const { stdout } = await waysIn(
      'a.example.com b.example.com --replicas 3 --policy Local --platform metallb -o json'.split(' '),
    );
    expect(JSON.parse(stdout)).toMatchObject({
      platform: 'metallb',
      sites: ['a.example.com', 'b.example.com'],
      replicas: 3,
      externalTrafficPolicy: 'Local',
      from: { kind: 'network' },
    });
  });

  test('goes by the platform and the prices of the configuration', async () => {
    const config = `
platform: { name: metallb }
prices:
  - { part: address, amount: 2, per: month, currency: EUR, region: our rack, source: our provider, date: 2026-09-01 }
`;
    const { stdout } = await waysIn(['--sites', '10'], config);
    expect(stdout).toContain('on metallb');
    expect(stdout).toMatch(/^cost a month +- +- +20\.00 EUR +2\.00 EUR$/m);
    expect(stdout).toContain('Prices of our rack, as of 2026-09-01: our provider.');
  });

  test.each([
    ['a platform that there is not', ['--platform', 'awz'], 'there is no platform "awz"'],
    ['no site', ['--sites', '0'], 'It is a number from 1 to 50.'],
    ['pods that are no number', ['--replicas', 'two'], 'It is a number from 1 to 50.'],
    ['a URL', ['https://shop.example.com/'], 'a site is a host name, such as shop.example.com'],
    ['a policy that there is not', ['--policy', 'Global'], 'Allowed choices are Cluster, Local.'],
  ])('refuses %s', async (_, args, message) => {
    const { status, stderr } = await waysIn(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
