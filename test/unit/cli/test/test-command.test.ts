import { describe, expect, test } from 'vitest';
import { type Run, run, shop } from '../run.js';
import { main } from '../../../../packages/cli/src/main.js';
import { madeUpIo, type World } from '../made-up-io.js';

const routes = `manifests: [shop.yaml]
expectations:
  - name: the cart is served
    request: GET https://shop.example.com/cart
    expect: { status: 200, reaches: service/shop/cart }
  - name: the web is the cart
    request: GET https://shop.example.com/
    expect: { reaches: service/shop/cart }
  - name: the web finds the cart
    request: dns A cart
    from: deployment/shop/web
    expect: { rcode: NXDOMAIN }
`;

/** Runs `kubehop test` on files beside the sample shop. */
async function tested(args: readonly string[], world: World = {}): Promise<Run> {
  return run(['test', ...args], {
    ...world,
    files: { 'shop.yaml': shop, 'routes.yaml': routes, ...world.files },
  });
}

/** The marks and names of the expectations that were told. */
function told({ stdout }: Run): readonly string[] {
  return [...stdout.matchAll(/^ {2}([✓✗] .*?)(?: \[[\d -]+\])?$/gm)].map(([, name = '']) => name);
}

const cartFile = {
  manifests: ['../shop.yaml'],
  expectations: [{ name: 'cart', request: 'https://shop.example.com/cart', expect: { status: 200 } }],
};

const cart = '  - name: cart\n    request: https://shop.example.com/cart\n    expect: { status: 200 }\n';

describe('kubehop test', () => {
  test('tells what holds and what does not, and ends with 1 when something does not', async () => {
    const ended = await tested(['routes.yaml']);
    expect(told(ended)).toEqual([
      '✓ the cart is served',
      '✗ the web is the cart',
      '✗ the web finds the cart',
    ]);
    expect(ended.stdout).toContain('\n3 expectations: 1 holds, 2 do not\n');
    expect(ended.status).toBe(1);
  });

  test('ends with 0 when all holds', async () => {
    const ended = await tested(['routes.yaml', '--filter', 'CART is']);
    expect(told(ended)).toEqual(['✓ the cart is served']);
    expect(ended.stdout).toContain('\n1 expectation: 1 holds\n');
    expect(ended.status).toBe(0);
  });

  test('finds names in whatever case they are written', async () => {
    const files = { 'routes.yaml': routes.replace('the web is', 'The WEB is') };
    expect(told(await tested(['routes.yaml', '-t', 'the web is'], { files }))).toEqual([
      '✗ The WEB is the cart',
    ]);
  });

  test('explains what does not hold: what was expected, what came, and on which way', async () => {
    const { stdout } = await tested(['routes.yaml', '-t', 'the web is']);
    expect(stdout).toMatch(/expected service\/shop\/cart\n +actual +ingress\/shop\/shop, service\/shop\/web/);
    expect(stdout).toContain('path / (Prefix) of Ingress shop/shop: to Service shop/web port http');
  });

  test('numbers what was taken for granted, and tells each kind once', async () => {
    const { stdout } = await tested(['routes.yaml']);
    expect(stdout).toMatch(/✓ the cart is served \[[\d -]+\]\n/);
    expect(stdout.match(/No Node is among the objects/g)).toHaveLength(1);
    expect(stdout).toMatch(/listens on the container ports that it declares\. \(and \d more like this\)/);
    expect(stdout).toContain('Give the Node objects (kubectl get nodes -o yaml)');
  });

  test('writes problems of the manifests to stderr once, and with the expectations that they touch', async () => {
    const typo = shop.replace('type: LoadBalancer', 'type: LoadBalancer\n  sesionAffinity: None');
    const files = { 'shop.yaml': typo, 'more.yaml': `manifests: [shop.yaml]\nexpectations:\n${cart}` };
    const { stderr, stdout } = await tested(['routes.yaml', 'more.yaml'], { files });
    const problem = 'unknown field "spec.sesionAffinity"';
    expect(stderr.split(problem)).toHaveLength(2);
    expect(told({ status: 0, stderr, stdout })[0]).toBe('✓ the cart is served');
    const [, below] = stdout.split(/✓ the cart is served.*\n/);
    expect(below?.split('\n')[0]).toContain(problem);
  });

  test('colours go to terminals only', async () => {
    expect((await tested(['routes.yaml'], { terminal: true })).stdout).toContain('\u001B[32m✓');
    expect((await tested(['routes.yaml'])).stdout).not.toContain('\u001B');
  });

  describe('reads manifests', () => {
    const bare = { 'bare.yaml': `expectations:\n${cart}` };

    test('that -f names in place of those of the test file', async () => {
      const files = { 'other.yaml': shop.replaceAll('name: cart', 'name: basket') };
      const { stdout } = await tested(['routes.yaml', '-f', 'other.yaml', '-t', 'the cart is'], { files });
      expect(stdout).toContain('Service shop/cart');
      expect(stdout).toContain('✗ the cart is served');
    });

    test('relative to the test file', async () => {
      const files = { 'tests/routes.yaml': routes.replace('shop.yaml', '../k8s'), 'k8s/shop.yaml': shop };
      expect((await tested(['tests/routes.yaml', '-t', 'the cart is'], { files })).status).toBe(0);
    });

    test('that are piped in, where neither names any, for each test file', async () => {
      const files = { ...bare, 'again.yaml': bare['bare.yaml'] };
      const { status, stdout } = await tested(['bare.yaml', 'again.yaml'], { files, stdin: shop });
      expect({ status, stdout }).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('2 expectations: 2 hold') as string,
      });
    });

    test('and expectations from standard input', async () => {
      expect((await tested(['-', '-f', 'shop.yaml'], { stdin: bare['bare.yaml'] })).stdout).toMatch(
        /^stdin\n/,
      );
    });

    test('but not both from standard input', async () => {
      const { status, stderr } = await tested(['-'], { stdin: bare['bare.yaml'] });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'error: standard input holds the expectations: name the manifests with -f\n',
      });
    });

    test('nowhere is wrong use', async () => {
      expect((await tested(['bare.yaml'], { files: bare })).stderr).toContain('there are no manifests');
    });
  });

  test('the platform is that of the command line, or else of the test file, or else of kubehop.yaml', async () => {
    const files = {
      'kubehop.yaml': 'platform: { nodes: 7 }\nproxy: { mode: ipvs }\n',
      'routes.yaml': `platform: { nodes: 4 }\n${routes}`,
    };
    const { stdout } = await tested(['routes.yaml', '--proxy-mode', 'nftables'], { files });
    expect(stdout).toContain('4 were made up');
  });

  test('a directory stands for the test files in it, sorted, and for nothing else', async () => {
    const files = {
      'tests/b.yaml': `manifests: [../shop.yaml]\nexpectations:\n${cart}`,
      'tests/a.yml': `manifests: [../shop.yaml]\n"expectations":\n${cart}`,
      'tests/shop.yaml': shop,
      'tests/c.json': JSON.stringify(cartFile, undefined, 2),
      'tests/notes.txt': 'expectations:\n',
      'tests/more/c.yaml': 'expectations: {}\n',
    };
    const { stdout } = await tested(['tests'], { files });
    expect(stdout.match(/^tests\/.*$/gm)).toEqual(['tests/a.yml', 'tests/b.yaml', 'tests/c.json']);
  });

  test('a file of a directory that is neither test nor manifest is named, with what may be misspelt', async () => {
    const files = {
      'tests/a.yaml': `manifests: [../shop.yaml]\nexpectations:\n${cart}`,
      'tests/b.yaml': `manifests: [../shop.yaml]\nexpectation:\n${cart}`,
      'tests/kubehop.yaml': 'platform: { name: kind }\n',
      'tests/shop.yaml': shop,
      'tests/values.yaml': 'replicas: 2\n',
    };
    const { stderr, status } = await tested(['tests'], { files });
    expect(stderr).toBe(
      'note: "tests/b.yaml" is left out: it has no expectations at its top; did you mean "expectations" where it says "expectation"?\n' +
        'note: "tests/values.yaml" is left out: it has no expectations at its top\n',
    );
    expect(status).toBe(0);
  });

  test('--shard takes equal parts that are the whole together, the same each time', async () => {
    const shards = await Promise.all(
      ['1/2', '2/2'].map((shard) => tested(['routes.yaml', '--shard', shard])),
    );
    expect(shards.map(told)).toEqual([
      ['✓ the cart is served', '✗ the web finds the cart'],
      ['✗ the web is the cart'],
    ]);
    expect(await tested(['routes.yaml', '--shard', '2/2'])).toEqual(shards[1]);
    expect((await tested(['routes.yaml', '--shard', '4/4'])).stdout).toContain('0 expectations: 0 hold');
  });

  test('--coverage tells what was exercised and what was not', async () => {
    const { status, stdout } = await tested(['routes.yaml', '-t', 'the cart is', '--coverage']);
    expect(stdout).toContain(`COVERAGE             EXERCISED   PERCENT
rules of Ingresses   1 of 2      50 %
ports of Services    2 of 4      50 %
ways in              1 of 2      50 %
all                  4 of 8      50 %

NOT EXERCISED                                       BY
shop.example.com/                                   Ingress shop/shop spec.rules[0].http.paths[0]
`);
    expect(status).toBe(0);
  });

  test('what one file exercises no other has to', async () => {
    const more = `manifests: [shop.yaml]\nexpectations:\n${cart.replaceAll('cart', 'web')}`;
    const { stdout } = await tested(['routes.yaml', 'more.yaml', '-t', 'cart is', '--coverage'], {
      files: { 'more.yaml': more.replace('name: web', 'name: web of which the cart is none') },
    });
    expect(stdout).toContain('rules of Ingresses   2 of 2      100 %');
  });

  test.each([
    ['50', 0],
    ['50.1%', 1],
    ['100', 1],
  ])('--fail-under %s with half of it exercised ends with %i', async (percent, status) => {
    const ended = await tested(['routes.yaml', '-t', 'the cart is', '--fail-under', percent]);
    expect(ended.status).toBe(status);
    expect(ended.stdout.includes('Coverage is 50 %, under the')).toBe(status === 1);
  });

  test.each([
    ['nothing to test', ['test'], 'missing required argument'],
    ['a file that is missing', ['test', 'none.yaml'], 'the path "none.yaml" does not exist'],
    [
      'a directory without test files',
      ['test', 'k8s'],
      'no test files in "k8s": none has expectations at its top',
    ],
    ['no such name', ['test', 'routes.yaml', '-t', 'nobody'], 'no expectation has "nobody" in its name'],
    ['a shard that is none', ['test', 'routes.yaml', '--shard', '3/2'], 'Write i/n, such as 1/4.'],
    ['a shard of coverage', ['test', 'routes.yaml', '--shard', '1/2', '--coverage'], 'cannot be used with'],
    ['a percentage that is none', ['test', 'routes.yaml', '--fail-under', '101'], 'between 0 and 100'],
    [
      'a reporter that is none',
      ['test', 'routes.yaml', '--reporter', 'xml'],
      'Allowed choices are text, json, junit, github',
    ],
    ['standard input that is watched', ['test', '-', '--watch'], 'standard input does not change'],
  ])('%s is wrong use', async (_, args, message) => {
    const files = { 'shop.yaml': shop, 'routes.yaml': routes, 'k8s/shop.yaml': shop };
    const { status, stderr } = await run(args, { files });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) as string });
  });

  test('an origin that does not exist is told at its line, with what may be meant', async () => {
    const files = { 'routes.yaml': routes.replace('from: deployment/shop/web', 'from: deployment/shop/wbe') };
    const { status, stderr } = await tested(['routes.yaml'], { files });
    expect(status).toBe(2);
    expect(stderr).toBe(
      'error: routes.yaml:11: expectations[2].from: there is no deployment/shop/wbe to send from; did you mean "deployment/shop/web"? (wrong-form)\n',
    );
  });

  test('everything wrong with all test files is told at once', async () => {
    const files = { 'a.yaml': 'expectation: []\n', 'b.yaml': 'expectations: 1\n' };
    const { status, stderr } = await tested(['a.yaml', 'b.yaml'], { files });
    expect(status).toBe(2);
    expect(stderr).toBe(
      [
        "error: a.yaml:1: must have required property 'expectations' (field-missing)",
        'error: a.yaml:1: expectation: unknown field; did you mean "expectations"? (unknown-field)',
        'error: b.yaml:1: expectations: must be array (wrong-type)',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['{ reaches: srvice/shop/cart }', 'expectations[0].expect.reaches'],
    ['{ sourceAtPod: nobody }', 'expectations[0].expect.sourceAtPod'],
  ])('an expectation that cannot be read is told with its member: %s', async (expected, path) => {
    const files = {
      'routes.yaml': `manifests: [shop.yaml]\nexpectations:\n${cart.replace('{ status: 200 }', expected)}`,
    };
    const { status, stderr } = await tested(['routes.yaml'], { files });
    expect(status).toBe(2);
    expect(stderr).toMatch(`error: routes.yaml:5: ${path}: `);
  });

  describe('--watch', () => {
    test('runs again when a file changes, until nothing more can change', async () => {
      const changes = [
        { 'routes.yaml': routes.replace('reaches: service/shop/cart', 'reaches: service/shop/web') },
        { 'shop.yaml': shop },
      ];
      const ended = await tested(['routes.yaml', '--watch', '-t', 'the web is'], {
        changes: [
          { 'routes.yaml': routes.replace(/(https:\/\/shop.example.com\/)\n/, '$1cart\n') },
          ...changes,
        ],
      });
      expect(told(ended)).toEqual([
        '✗ the web is the cart',
        '✓ the web is the cart',
        '✗ the web is the cart',
        '✗ the web is the cart',
      ]);
      expect(ended.stderr.match(/Waiting for changes/g)).toHaveLength(4);
      expect(ended.status).toBe(1);
    });

    test('looks out for the test files and the manifests that they name at the time', async () => {
      const routesOf = (manifests: string): string => routes.replace('[shop.yaml]', manifests);
      const io = madeUpIo({
        files: { 'routes.yaml': routes, 'shop.yaml': shop, 'k8s/shop.yaml': shop },
        changes: [{ 'routes.yaml': routesOf('[k8s]') }, { 'routes.yaml': routesOf('[k8s] ') }],
      });
      await main(['test', 'routes.yaml', '--watch'], io);
      expect(io.watched).toEqual([
        ['routes.yaml', 'shop.yaml'],
        ['routes.yaml', 'k8s'],
      ]);
    });

    test('goes on after a file that is half written', async () => {
      const ended = await tested(['routes.yaml', '--watch', '-t', 'the cart is'], {
        changes: [{ 'routes.yaml': 'expectations:\n  - nam' }, { 'routes.yaml': routes }],
      });
      expect(told(ended)).toEqual(['✓ the cart is served', '✓ the cart is served']);
      expect(ended.stderr).toContain('error: routes.yaml:');
      expect(ended.status).toBe(0);
    });
  });
});
