import { describe, expect, test } from 'vitest';
import { type Run, run, shop } from '../run.js';

/** The sample shop with other hosts in its Ingress. */
function shopOf(host: string, annotation = ''): string {
  return shop
    .replace('- host: shop.example.com', `- host: "${host}"`)
    .replace(
      /(name: shop\n {2}namespace: shop\n)(spec:\n {2}ingressClassName)/,
      (_, head: string, spec: string) => `${head}  annotations: { ${annotation} }\n${spec}`,
    );
}

async function routesFor(host: string, text: string, ...args: readonly string[]): Promise<Run> {
  return run(['routes', '-f', 'shop.yaml', '--host', host, ...args], { files: { 'shop.yaml': text } });
}

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
  });

  test.each([
    ['x.b.test', 'Host *.b.test'],
    ['X.B.Test.', 'Host *.b.test'],
    ['*.b.test', 'Host *.b.test'],
    ['x.y.b.test', 'any other Host'],
    ['b.test', 'any other Host'],
  ])('--host %s of a wildcard: %s', async (host, heading) => {
    const { status, stdout } = await routesFor(host, shopOf('*.b.test'));
    const headings = stdout.split('\n').filter((line) => /^ {2}(?:Host|any other)/.test(line));
    expect({ status, headings: [...new Set(headings)] }).toEqual({ status: 0, headings: [`  ${heading}`] });
    expect(stdout.includes('200 from Deployment shop/cart')).toBe(heading === 'Host *.b.test');
  });

  test.each([
    ['v2.test', '~^v[0-9]+\\.test$', true],
    ['vx.test', '~^v[0-9]+\\.test$', false],
    ['x.y.c.test', '*.c.test', true],
    ['c.test', '*.c.test', false],
    ['c.test', '.c.test', true],
    ['c.org', 'c.*', true],
    ['d.org', 'c.*', false],
  ])('--host %s of the alias %s: %s', async (host, alias, isNamed) => {
    const annotation = `nginx.ingress.kubernetes.io/server-alias: '${alias}'`;
    const { stdout, stderr } = await routesFor(host, shopOf('a.test', annotation));
    expect(stdout.includes('any other Host')).toBe(!isNamed);
    expect(stdout.includes('200 from Deployment shop/cart')).toBe(isNamed);
    expect(stderr.includes('no rule names')).toBe(!isNamed);
  });

  test.each([
    ['none.test', '*.b.test', 'note: no rule names none.test: it fares like any other host\n'],
    ['shop.example.com', '*.b.test', 'note: no rule names shop.example.com: it fares like any other host\n'],
    ['shop.test', 'shp.test', 'did you mean "shp.test"?\n'],
    ['x.b.test', '*.b.test', ''],
  ])('--host %s beside %s says whether a rule names it', async (host, other, note) => {
    const { status, stdout, stderr } = await routesFor(host, shopOf(other));
    expect(status).toBe(0);
    expect(stderr === '' ? '' : stderr.slice(-note.length)).toBe(note);
    expect(stdout).not.toContain(' 0 kinds');
  });

  test('--host says so where nothing asks for a Host', async () => {
    const { stdout, stderr } = await routesFor(
      'a.test',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
    );
    expect(stdout).toContain(': 0 kinds of requests');
    expect(stderr).toBe('note: no rule names a.test, and nothing that can be reached asks for a Host\n');
  });

  test('--host tells the names of the host first', async () => {
    const { stdout } = await routesFor('x.y.b.test', shopOf('*.b.test'));
    expect(stdout).toMatch(/^http:\/\/x\.y\.b\.test, /m);
  });

  test('the examples are requests for the host', async () => {
    const { stdout } = await routesFor('q.b.test', shopOf('*.b.test'), '-o', 'json');
    const { classes } = JSON.parse(stdout) as {
      readonly classes: readonly { readonly example: { readonly hostHeader: string } }[];
    };
    const hosts = classes.map(({ example }) => example.hostHeader.replace(/:\d+$/, ''));
    expect(new Set(hosts)).toEqual(new Set(['q.b.test']));
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
    [['--host', ''], 'A host is a name or an address'],
    [['--host', 'a b'], 'A host is a name or an address'],
    [['--host', 'shop.example.com:80'], 'A host is a name or an address'],
    [['-o', 'yaml'], 'Allowed choices are text, json.'],
  ])('%j is wrong use', async (args, message) => {
    const { status, stdout, stderr } = await run(['routes', '-f', 'shop.yaml', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
