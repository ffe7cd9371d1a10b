import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

async function routes(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await run(['routes', '-f', 'shop.yaml', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

interface Listed {
  readonly kind: string;
  readonly isExact: boolean;
  readonly classes: readonly {
    readonly fate: { readonly ends: readonly { readonly cause: string }[] };
    readonly requests: readonly { readonly hosts: readonly string[] }[];
  }[];
}

async function listed(...args: readonly string[]): Promise<Listed> {
  return JSON.parse(await routes('-o', 'json', ...args)) as Listed;
}

describe('kubehop routes', () => {
  test('lists every way in, what answers first, and sums up the rest', async () => {
    const lines = (await routes()).split('\n');
    expect(lines[0]).toMatch(
      /^From the internet: \d+ kinds of requests, 2 of which come to an application\.$/,
    );
    expect(lines.slice(1, 6).map((line) => line.replaceAll(/ {3,}(?=\S)/g, ' | '))).toEqual([
      '',
      'https://shop.example.com, https://192.0.2.11:31479, https://192.0.2.12:31479',
      '  Host shop.example.com',
      ' | /cart/… | 200 from Deployment shop/cart port 7070 through Service shop/cart | Ingress shop/shop spec.rules[0].http.paths[1]',
      ' | /… | 200 from Deployment shop/web port 8080 through Service shop/web | Ingress shop/shop spec.rules[0].http.paths[0]',
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}timeout .*no-local-endpoint/));
  });

  test('--all tells the rest one by one', async () => {
    const told = await routes('--all');
    expect(told).not.toContain('turned away, lost or unknown');
    expect(told).toContain('no answer (no-local-endpoint)   Service ingress-nginx/ingress-nginx-controller');
  });

  test('--from is where the requests come from', async () => {
    const told = await routes('--from', 'deployment/shop/web', '--host', 'cart');
    expect(told).toMatch(/^From Deployment shop\/web: /);
    expect(told).toContain('http://cart, ');
  });

  test('--host leaves out requests for others', async () => {
    const { classes } = await listed('--host', 'Shop.Example.com');
    const hosts = classes.flatMap(({ requests }) => requests.flatMap((range) => range.hosts));
    expect(new Set(hosts)).toEqual(new Set(['shop.example.com']));
    expect((await listed('--host', 'none.example.com')).classes).toEqual([]);
  });

  test('-o json is what the library finds', async () => {
    const { kind, isExact, classes } = await listed();
    expect({ kind, isExact }).toEqual({ kind: 'Routes', isExact: true });
    expect(classes.flatMap(({ fate }) => fate.ends.map(({ cause }) => cause))).toContain(
      'application-answered',
    );
  });

  test.each([
    [['--from', 'pod/shop/none'], 'there is no pod/shop/none to send from'],
    [['--from', 'planet/mars'], 'nothing sends from "planet/mars"'],
    [['-o', 'yaml'], 'Allowed choices are text, json.'],
  ])('%j is wrong use', async (args, message) => {
    const { status, stdout, stderr } = await run(['routes', '-f', 'shop.yaml', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
