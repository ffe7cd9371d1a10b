import { describe, expect, test } from 'vitest';
import { type Run, run, shop } from '../run.js';

const basket = shop.replace('path: /cart', 'path: /basket');
const files = { 'shop.yaml': shop, 'basket.yaml': basket, 'k8s/shop.yaml': shop };

async function diff(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  stdin?: string,
): Promise<Run> {
  return run(['diff', ...args], { files: { ...files, ...more }, ...(stdin === undefined ? {} : { stdin }) });
}

/** The targets of the examples of what changed, and the status of the command. */
async function changed(
  after: string,
  ...args: readonly string[]
): Promise<readonly [number, readonly string[]]> {
  const { status, stdout } = await diff(['shop.yaml', 'after.yaml', '-o', 'json', ...args], {
    'after.yaml': after,
  });
  const { changes } = JSON.parse(stdout) as { readonly changes: readonly { readonly url: string }[] };
  return [status, changes.map(({ url }) => url)];
}

const both = ['https://shop.example.com/cart', 'https://shop.example.com/basket'];

describe('kubehop diff', () => {
  test('tells what moved, from where to where, and by which rules', async () => {
    const { status, stdout, stderr } = await diff(['shop.yaml', 'basket.yaml']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      '2 kinds of requests changed.',
      '',
      'GET https://shop.example.com/cart',
      '  requests  /cart/… at https://shop.example.com and 2 more, Host shop.example.com',
      '  before    200 from Deployment shop/cart port 7070 through Service shop/cart',
      '  after     200 from Deployment shop/web port 8080 through Service shop/web',
      '  rule      Ingress shop/shop spec.rules[0].http.paths[1] → Ingress shop/shop spec.rules[0].http.paths[0]',
    ]);
  });

  test('-o json has requests, fates, rules and traces of both sides', async () => {
    const { stdout } = await diff(['shop.yaml', 'basket.yaml', '-o', 'json']);
    const { kind, isExact, changes } = JSON.parse(stdout) as {
      readonly kind: string;
      readonly isExact: boolean;
      readonly changes: readonly unknown[];
    };
    expect({ kind, isExact }).toEqual({ kind: 'Difference', isExact: true });
    expect(changes).toContainEqual(
      expect.objectContaining({
        url: 'https://shop.example.com/cart',
        example: expect.objectContaining({ target: '/cart' }) as unknown,
        before: {
          fate: { ends: [expect.objectContaining({ cause: 'application-answered' })] },
          rule: expect.objectContaining({ path: 'spec.rules[0].http.paths[1]' }) as unknown,
          trace: expect.objectContaining({ kind: 'Trace' }) as unknown,
        },
        after: expect.objectContaining({
          rule: expect.objectContaining({ path: 'spec.rules[0].http.paths[0]' }) as unknown,
        }) as unknown,
      }),
    );
  });

  test('-o markdown fits a pull request', async () => {
    const { stdout } = await diff(['shop.yaml', 'basket.yaml', '-o', 'markdown']);
    expect(stdout).toMatch(
      /^\*\*2 kinds of requests changed\.\*\*\n\n\| requests \| before \| after \| rule \|\n/,
    );
    expect(stdout.match(/<details>/g)).toHaveLength(2);
  });

  test('nothing moves between a file, a directory and standard input with the same', async () => {
    const nothing = { status: 0, stdout: 'No request changed.\n', stderr: '' };
    expect(await diff(['shop.yaml', 'k8s'])).toEqual(nothing);
    expect(await diff(['-', 'shop.yaml'], {}, shop)).toEqual(nothing);
    expect(await diff(['shop.yaml', '-'], {}, shop)).toEqual(nothing);
  });

  test('nothing moves when objects are given in another order', async () => {
    const [head = '', ...rest] = shop.split('\n---\n');
    expect(await changed([...rest, head].reverse().join('\n---\n'))).toEqual([0, []]);
  });

  const unrelated = ['aa', 'mm', 'zz'].map((name) =>
    shop
      .split('\n---\n')
      .filter((text) => /kind: (?:Deployment|Service)\nmetadata:\n {2}name: cart/.test(text))
      .join('\n---\n')
      .replaceAll(/\bcart\b/g, name),
  );

  test('nothing moves when others are added, or go', async () => {
    const more = [unrelated[0], shop, ...unrelated.slice(1)].join('\n---\n');
    expect(more).toContain('name: zz');
    expect(await changed(more)).toEqual([0, []]);
    const { status } = await diff(['more.yaml', 'shop.yaml'], { 'more.yaml': more });
    expect(status).toBe(0);
  });

  test('moves are those of the change alone, whatever else is added', async () => {
    expect(await changed([unrelated[0], basket].join('\n---\n'))).toEqual([1, both]);
  });

  test('what is not in the manifests any more is gone', async () => {
    const without = shop
      .split('\n---\n')
      .filter((text) => !/kind: Service\nmetadata:\n {2}name: cart/.test(text))
      .join('\n---\n');
    expect(await changed(without)).toEqual([1, ['https://shop.example.com/cart']]);
  });

  test('a namespace whose objects stay may be left out', async () => {
    const without = shop
      .split('\n---\n')
      .filter((text) => !/kind: Namespace/.test(text))
      .join('\n---\n');
    expect(await changed(without)).toEqual([0, []]);
  });

  test('what may not be changed is made anew', async () => {
    const other = shop
      .replaceAll('app: cart', 'app: basket')
      .replace('containerPort: 7070', 'containerPort: 7071');
    const { status, stdout, stderr } = await diff(['shop.yaml', 'after.yaml'], { 'after.yaml': other });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain(
      '  after     200 from Deployment shop/cart port 7071 through Service shop/cart\n',
    );
  });

  test('the platform may change too, by name or by configuration', async () => {
    const same = ['shop.yaml', 'shop.yaml'];
    expect((await diff([...same, '--platform', 'kind', '--after-platform', 'kind'])).status).toBe(0);
    expect((await diff([...same, '--after-platform', 'kind'])).status).toBe(1);
    const config = {
      'after.yaml':
        'applications: [{ namespace: shop, selector: { matchLabels: { app: cart } }, status: 500 }]\n',
    };
    const { status, stdout } = await diff([...same, '--after-config', 'after.yaml'], config);
    expect(status).toBe(1);
    expect(stdout).toContain(
      '  after     500 from Deployment shop/cart port 7070 through Service shop/cart\n',
    );
  });

  test('--from is where requests come from', async () => {
    const [status, urls] = await changed(basket, '--from', 'deployment/shop/web', '--from', 'internet');
    expect(status).toBe(1);
    expect(urls).toEqual(expect.arrayContaining(both));
  });

  test('tells what is wrong with either side once, with its line', async () => {
    const wrong = `${shop}\n---\napiVersion: v1\nkind: Service\nmetadata: { name: A }\nspec: { ports: [{ port: 80 }] }\n`;
    const { stderr } = await diff(['shop.yaml', 'after.yaml'], { 'after.yaml': wrong });
    expect(stderr.match(/Service default\/A/g)).toHaveLength(1);
    expect(stderr).toMatch(/^after\.yaml:\d+: error: Service default\/A metadata\.name/);
  });

  test.each([
    [['-', '-'], 'standard input is one side'],
    [['shop.yaml'], "missing required argument 'after'"],
    [['shop.yaml', 'none.yaml'], 'the path "none.yaml" does not exist'],
    [['shop.yaml', 'empty.yaml'], 'no Kubernetes objects in empty.yaml'],
    [['shop.yaml', 'k8s', '--after-platform', 'knd'], 'there is no platform "knd"'],
    [['shop.yaml', 'k8s', '--after-config', 'none.yaml'], 'the path "none.yaml" does not exist'],
    [['shop.yaml', 'k8s', '--from', 'pod/shop/none'], 'there is no pod/shop/none to send from'],
  ])('%j is wrong use', async (args, message) => {
    const { status, stdout, stderr } = await diff(args, { 'empty.yaml': '' }, shop);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
