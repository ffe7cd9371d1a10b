import { describe, expect, test } from 'vitest';
import { type Run, run, shop } from '../run.js';

async function prove(args: string, world: Parameters<typeof run>[1] = {}): Promise<Run> {
  return run(['prove', '-f', 'shop.yaml', ...args.split(' ')], world);
}

const cart = '--under https://shop.example.com/cart';

/** A Pod shop/NAME of app web. */
function pod(name: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: web } }\nspec: { containers: [{ name: web, image: web, ports: [{ containerPort: 80 }] }] }\n`;
}

describe('kubehop prove', () => {
  test('says for how many kinds of requests it holds', async () => {
    const answer = { status: 0, stderr: '' };
    expect(await prove(`${cart} --reaches service/shop/cart`)).toEqual({
      ...answer,
      stdout: 'holds for the one kind of requests\n',
    });
    const { stdout, ...rest } = await prove('--path /cart --never-reaches service/shop/web');
    expect(rest).toEqual(answer);
    expect(stdout).toMatch(/^holds for all \d+ kinds of requests\n$/);
  });

  test('finds the smallest request for which it does not, with the command that shows it', async () => {
    const { status, stdout, stderr } = await prove('--path /admin --never-reaches service/shop/web');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^does not hold: of \d+ kinds of requests, the smallest that fails is$/);
    expect(lines.slice(1, 6)).toEqual([
      '',
      '  kubehop trace -f shop.yaml https://shop.example.com/admin',
      '',
      'GET https://shop.example.com/admin',
      ' 1. the internet sends to shop.example.com:443',
    ]);
    expect(lines.at(-2)).toMatch(
      /^neverReaches: expected not service\/shop\/web, got .*spec\.rules\[0\]\.http\.paths\[0\] leads there$/,
    );
    const [, ...args] = (lines[2] ?? '').trim().split(' ');
    expect((await run(args)).stdout).toContain('⇒ 200 from the application in pod shop/web-');
  });

  test('of one kind it tells the request', async () => {
    const { stdout } = await prove(`${cart} --status 404`);
    expect(stdout).toMatch(
      /^does not hold: the request that fails is\n\n {2}kubehop trace -f shop.yaml https/,
    );
  });

  test('follows every way where the one that fails is not the first', async () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }\n';
    const files = { 'shop.yaml': [pod('a'), pod('b'), service].join('---\n') };
    const of = async (name: string): Promise<string> =>
      (await prove(`--under http://192.0.2.11:30080 --reaches pod/shop/${name}`, { files })).stdout;
    expect(await of('b')).toContain('  kubehop trace -f shop.yaml --all http://192.0.2.11:30080/\n');
    expect(await of('a')).toContain('  kubehop trace -f shop.yaml http://192.0.2.11:30080/\n');
  });

  test.each([
    [
      'of several values one fits',
      '--under https://shop.example.com/cart --under https://shop.example.com/cart/x --reaches service/shop/cart',
      0,
    ],
    ['options all fit', '--host shop.example.com --port 443 --path /cart --reaches service/shop/cart', 1],
    [
      'paths may be left out',
      '--under https://shop.example.com --not-path /cart --reaches service/shop/web',
      0,
    ],
    ['without that they are there', '--under https://shop.example.com --reaches service/shop/web', 1],
    [
      'reaches one of several',
      '--under https://shop.example.com --reaches service/shop/web --reaches service/shop/cart',
      0,
    ],
    ['status', '--under http://shop.example.com --status 308', 0],
    ['class of status', '--under http://shop.example.com --status 3xx', 0],
    ['outcome', '--under http://shop.example.com --outcome timeout', 1],
    ['cause', '--under http://shop.example.com --cause redirected-to-https', 0],
    ['certificate', '--under https://shop.example.com --certificate secret/shop/shop-tls', 0],
    ['source', '--under https://shop.example.com --source-at-pod client', 1],
    [
      'origin',
      '--from node/node-1 --from network/10.0.0.9 --under https://shop.example.com/cart --reaches service/shop/cart',
      0,
    ],
    ['anywhere', '--from anywhere --under https://shop.example.com/cart --reaches service/shop/cart', 0],
  ])('%s: %s', async (_, args, status) => {
    expect((await prove(args)).status).toBe(status);
  });

  test('says what it does not know', async () => {
    const { status, stdout } = await prove(`${cart} --status 200`, {
      files: {
        'shop.yaml': shop
          .replace('path: /cart', 'path: /c(?=art)art')
          .replace(
            /(name: shop\n {2}namespace: shop\n)(spec:\n {2}ingressClassName)/,
            '$1  annotations: { nginx.ingress.kubernetes.io/use-regex: "true" }\n$2',
          ),
      },
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^unknown for .*: /);
  });

  test('-o json says the same', async () => {
    const fails = JSON.parse(
      (await prove('--path /admin --never-reaches service/shop/web -o json')).stdout,
    ) as unknown;
    expect(fails).toMatchObject({
      kind: 'Proof',
      verdict: 'fails',
      url: 'https://shop.example.com/admin',
      command: 'kubehop trace -f shop.yaml https://shop.example.com/admin',
      counterexample: { target: '/admin' },
      trace: { kind: 'Trace' },
      failures: [{ member: 'neverReaches' }],
    });
    const holds = JSON.parse((await prove(`${cart} --status 200 -o json`)).stdout) as unknown;
    expect(holds).toMatchObject({
      apiVersion: 'kubehop.dev/v1alpha1',
      kind: 'Proof',
      verdict: 'holds',
      kinds: 1,
    });
  });

  test.each(['192.0.2.77', '[2001:db8::7]'])('tells a request for %s that no command sends', async (host) => {
    const { status, stdout } = await prove(`--host ${host} --status 500`);
    expect(status).toBe(1);
    const told = stdout.split('\n')[2] ?? '';
    expect(told).not.toContain('{');
    expect(told).toMatch(
      /^ {2}(?:kubehop trace -f shop\.yaml|No option of kubehop trace says all of it: GET http)/,
    );
    expect(told).toContain(host);
  });

  test('tells a request whose target no URL can say', async () => {
    const { status, stdout, stderr } = await prove('--host none.test --port 1 --status 500');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/says all of it: GET http:\S+ \(target x,/);
  });

  test('a host is read as rules compare it', async () => {
    const { stdout, stderr } = await prove('--host Shop.Example.com. --path /cart --status 500');
    const plain = await prove('--host shop.example.com --path /cart --status 500');
    expect({ stdout, stderr }).toEqual({ stdout: plain.stdout, stderr: '' });
  });

  test.each([
    [`${cart} --port 80 --reaches service/shop/cart`, 'no request is in this set'],
    [
      `${cart} --never-reaches service/shop/crat`,
      'there is no Service shop/crat; did you mean service/shop/cart?',
    ],
  ])('%s is doubtful', async (args, warning) => {
    const { status, stderr } = await prove(args);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining(`warning: ${warning}`) as unknown,
    });
  });

  test.each([
    [cart, 'say what must hold'],
    [`${cart} --reaches cart`, 'reaches: '],
    [`${cart} --status 600`, '"600" is no status: write 404 or 4xx'],
    [`${cart} --outcome fine`, 'Allowed choices are response, '],
    [`${cart} --cause redirected-to-http`, 'did you mean "redirected-to-https"'],
    ['--path cart --status 200', 'A path begins with a slash.'],
    ['--port 0 --status 200', 'A port is a number from 1 to 65535.'],
    ['--under ftp://a --status 200', 'ftp'],
    ['--under http:// --status 200', 'error: '],
    ['--under http://shop.example.com/%zz --status 200', 'A percent sign begins an escape'],
    ['--host x.b.test:80 --status 200', 'A host is a name or an address without scheme, port and path'],
    ['--host http://x.b.test --status 200', 'A host is a name or an address'],
    ['--host= --status 200', 'A host is a name or an address'],
    ['--host ::1 --status 200', 'or [2001:db8::1]'],
    ['--host [x] --status 200', 'A host is a name or an address'],
    ['--host a.*.test --status 200', 'A host is a name or an address'],
    ['--port 65536 --status 200', 'A port is a number from 1 to 65535.'],
    ['--path /%zz --status 200', 'A percent sign begins an escape'],
    ['--path /%00 --status 200', 'A percent sign begins an escape'],
    ['--not-path /a?b --status 200', 'A path has no query'],
    ['--from pod/shop/none --status 200', 'there is no pod/shop/none to send from'],
  ])('%s is wrong use', async (args, message) => {
    const { status, stdout, stderr } = await prove(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
