import { describe, expect, test } from 'vitest';
import { platformNames, type AllTraces, type ExplainedTrace, type Trace } from '@kubehop/core';
import { run, shop } from '../run.js';

const cart = 'https://shop.example.com/cart';

/** Runs `trace` on the sample shop and reads the JSON that it prints. */
async function traced<Value = Trace>(...args: readonly string[]): Promise<Value> {
  const { stdout } = await run(['trace', '-f', 'shop.yaml', '-o', 'json', ...args]);
  return JSON.parse(stdout) as Value;
}

/** The pod that a trace ends at. */
function podOf({ outcome }: Trace): string {
  return outcome.place.kind === 'pod' ? outcome.place.name : '';
}

/** The ports asked from redirect to redirect. */
async function portsOf(url: string): Promise<readonly number[]> {
  const list = await traced<{ readonly kind: string; readonly items: readonly Trace[] }>('-L', url);
  expect(list.kind).toBe('TraceList');
  return list.items.map(({ request }) => request.port);
}

describe('kubehop trace', () => {
  test('tells the whole story', async () => {
    const { status, stdout, stderr } = await run(['trace', '-f', 'shop.yaml', cart]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^GET https:\/\/shop\.example\.com\/cart\n\n 1\. client /);
    expect(stdout).toContain('\nThe way back\n');
    expect(stdout).toContain('\n⇒ 200 from the application in pod shop/cart-');
    expect(stdout).toContain('\nTaken for granted\n');
    expect(stdout.endsWith('\n')).toBe(true);
  });

  test.each([
    ['summary', /^GET .*\n 1\. the internet sends to shop\.example\.com:443\n/],
    ['minimal', /^GET .*\nclient sent from internet\n[^]*\nresponse 200 application-answered\n$/],
    ['mermaid', /^sequenceDiagram\n/],
  ])('-o %s', async (format, text) => {
    const { status, stdout } = await run(['trace', '-f', 'shop.yaml', '-o', format, cart]);
    expect(status).toBe(0);
    expect(stdout).toMatch(text);
  });

  test('-o json is the trace of the library', async () => {
    expect(await traced(cart)).toMatchObject({
      kind: 'Trace',
      request: { host: 'shop.example.com', target: '/cart' },
      outcome: { kind: 'response', status: 200, from: 'application' },
    });
  });

  test('a URL without a scheme is http', async () => {
    expect((await traced('shop.example.com/cart')).request).toMatchObject({ scheme: 'http', port: 80 });
  });

  test('text is coloured on a terminal and keeps to its width', async () => {
    const { stdout } = await run(['trace', '-f', 'shop.yaml', cart], { terminal: true, columns: 90 });
    expect(stdout).toContain('\u001B[32m⇒ ');
    // oxlint-disable-next-line no-control-regex
    const widths = stdout.split('\n').map((line) => line.replaceAll(/\u001B\[\d+m/g, '').length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(90);
  });

  test('NO_COLOR takes the colours away', async () => {
    const { stdout } = await run(['trace', '-f', 'shop.yaml', cart], {
      terminal: true,
      env: { NO_COLOR: '1' },
    });
    expect(stdout).not.toContain('\u001B');
  });

  test('progress on a terminal is gone in the end', async () => {
    const { stderr } = await run(['trace', '-f', 'shop.yaml', '--all', cart], { terminal: true });
    expect(stderr).toContain('Following every way ...');
    expect(stderr.endsWith('\r\u001B[K')).toBe(true);
  });
});

describe('the exit status', () => {
  test.each([
    ['0 when a pod answers', [cart], 0],
    ['0 when a pod takes the connection', ['--from', 'deploy/shop/web', 'tcp://cart:80'], 0],
    ['1 when a proxy answers on its own account', ['http://shop.example.com/cart'], 1],
    ['1 when the name is not known', ['--from', 'deploy/shop/web', 'http://nobody/'], 1],
    ['1 when nobody listens', ['--from', 'deploy/shop/web', 'http://cart:81/'], 1],
    ['2 when the URL cannot be read', ['gopher://shop.example.com/'], 2],
    ['2 when a port is missing', ['tcp://shop.example.com'], 2],
    ['0 when every way ends at a pod', ['--all', cart], 0],
    ['1 when some way ends elsewhere', ['--all', 'http://shop.example.com/cart'], 1],
  ])('is %s', async (_, args, expected) => {
    expect((await run(['trace', '-f', 'shop.yaml', ...args])).status).toBe(expected);
  });
});

describe('--from', () => {
  test.each([
    ['internet', { kind: 'internet', address: '203.0.113.7' }],
    ['internet/198.51.100.77', { kind: 'internet', address: '198.51.100.77' }],
    ['network/10.0.0.200', { kind: 'network', address: '10.0.0.200' }],
    ['node/node-2', { kind: 'node', node: 'node-2' }],
    [
      'deployment/shop/web',
      { kind: 'workload', workload: { kind: 'Deployment', namespace: 'shop', name: 'web' } },
    ],
  ])('%s', async (origin, from) => {
    const trace = await traced('--from', origin, cart);
    expect(trace.request.from).toEqual(from);
    expect(trace.outcome.kind).toBe('response');
  });

  test('a pod by its name', async () => {
    const name = podOf(await traced(cart));
    const trace = await traced('--from', `pod/shop/${name}`, 'http://web/');
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200 });
  });

  test('is what the platform says unless given', async () => {
    expect((await traced(cart)).request.from.kind).toBe('internet');
    expect((await traced('--platform', 'bare-metal', cart)).request.from.kind).toBe('network');
  });

  test.each([
    ['node/node-9', 'there is no node/node-9 to send from; did you mean "node/node-1"'],
    [
      'deployment/shop/wep',
      'there is no deployment/shop/wep to send from; did you mean "deployment/shop/web"?',
    ],
    [
      'deployment/web',
      'there is no deployment/default/web to send from; did you mean "deployment/shop/web"?',
    ],
    ['pod/shop/web', 'there is no pod/shop/web to send from; did you mean "deployment/shop/web"?'],
    ['statefulset/shop/database', 'error: there is no statefulset/shop/database to send from\n'],
  ])('%s, which does not exist, is wrong use', async (origin, message) => {
    const { status, stdout, stderr } = await run(['trace', '-f', 'shop.yaml', '--from', origin, cart]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('what curl is told', () => {
  test('-X and -H', async () => {
    const { request } = await traced('-X', 'POST', '-H', 'X-Tenant: blue', '-H', 'X-Trace: 1', cart);
    expect(request).toMatchObject({
      method: 'POST',
      headers: [
        { name: 'x-tenant', value: 'blue' },
        { name: 'x-trace', value: '1' },
      ],
    });
  });

  test('dot segments are squashed, unless --path-as-is', async () => {
    expect((await traced('https://shop.example.com/a/../cart')).request.target).toBe('/cart');
    expect((await traced('--path-as-is', 'https://shop.example.com/a/../cart')).request.target).toBe(
      '/a/../cart',
    );
  });

  test('--resolve goes to an address without asking DNS', async () => {
    const trace = await traced('--resolve', 'shop.example.com:443:192.0.2.11', cart);
    expect(trace.hops.map(({ stage }) => stage)).not.toContain('dns');
    expect(trace.request.address).toBe('192.0.2.11');
  });

  test('-k takes a certificate that does not name the host', async () => {
    const asked = 'https://198.51.100.162/cart';
    const { outcome } = await traced(asked);
    expect(outcome).toMatchObject({ kind: 'tls-error', cause: { code: 'certificate-refused' } });
    expect((await traced('-k', asked)).outcome).toMatchObject({ kind: 'response', status: 404 });
  });

  test('-L follows a redirect to https', async () => {
    const { status, stdout } = await run([
      'trace',
      '-f',
      'shop.yaml',
      '-L',
      '-o',
      'minimal',
      'http://shop.example.com/cart',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^GET http:\/\/shop\.example\.com\/cart\n[^]*\nresponse 308 redirected-to-https\n\nGET https:\/\/shop\.example\.com\/cart\n[^]*\nresponse 200 application-answered\n$/,
    );
  });

  test('-L prints a list of traces as JSON, one trace too', async () => {
    expect(await portsOf('http://shop.example.com/cart')).toEqual([80, 443]);
    expect(await portsOf(cart)).toEqual([443]);
  });

  test('-L gives up on a circle', async () => {
    const config =
      'applications: [{ selector: { matchLabels: { app: cart } }, status: 302, headers: { location: /cart } }]';
    const { status, stdout, stderr } = await run(
      ['trace', '-f', 'shop.yaml', '-L', '-o', 'minimal', '--config', 'circle.yaml', cart],
      { files: { 'shop.yaml': shop, 'circle.yaml': config } },
    );
    expect(stdout.match(/response 302/g)).toHaveLength(51);
    expect(stderr).toBe('50 redirects followed, that is the most\n');
    expect(status).toBe(0);
  });
});

describe('--all and --seed', () => {
  test('--all prints every way, with shares that sum to 1', async () => {
    const all = await traced<AllTraces>('--all', cart);
    expect(all.kind).toBe('AllTraces');
    expect(new Set(all.branches.map(({ trace }) => podOf(trace))).size).toBe(3);
    expect(all.branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  test('--all tells outcomes with their shares', async () => {
    const { stdout } = await run(['trace', '-f', 'shop.yaml', '--all', '-o', 'summary', cart]);
    expect(stdout).toMatch(
      /^GET .*\n\d+ ways, 1 outcome\n\n⇒ {4}100 % 200 from the application\n {3}33\.33 % pod shop\/cart-/,
    );
  });

  test('--all in full ends with a way to each outcome, in depth minimal ways that read alike are one', async () => {
    expect((await run(['trace', '-f', 'shop.yaml', '--all', cart])).stdout).toContain(
      'A way to 200 from the application',
    );
    const { stdout } = await run(['trace', '-f', 'shop.yaml', '--all', '-o', 'minimal', cart]);
    expect(stdout).toMatch(/^100 %\nGET /);
    expect(stdout.match(/^GET /gm)).toHaveLength(1);
  });

  test('--all is no Mermaid diagram', async () => {
    const { status, stderr } = await run(['trace', '-f', 'shop.yaml', '--all', '-o', 'mermaid', cart]);
    expect(status).toBe(2);
    expect(stderr).toContain('a Mermaid diagram shows one way: leave out --all');
  });

  test('the same seed gives the same way, others give others', async () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => String(seed));
    const pods = await Promise.all(seeds.map(async (seed) => podOf(await traced('--seed', seed, cart))));
    expect(new Set(pods).size).toBeGreaterThan(1);
    expect(podOf(await traced('--seed', '7', cart))).toBe(pods[7]);
  });
});

describe('--explain', () => {
  test('adds what was rejected to the text', async () => {
    const { stdout } = await run(['trace', '-f', 'shop.yaml', '--explain', cart]);
    expect(stdout).toContain(
      'rejected     Prefix shop.example.com/ (Ingress shop/shop spec.rules[0].http.paths[0]): A longer path takes the request.',
    );
  });

  test('adds what was rejected to every hop of the JSON', async () => {
    const trace = await traced<ExplainedTrace>('--explain', cart);
    expect(trace.hops.find(({ stage }) => stage === 'ingress')?.rejected).toMatchObject([
      { code: 'path-shorter' },
    ]);
    const all = await traced<AllTraces>('--all', '--explain', cart);
    const hops = all.branches.flatMap(({ trace: { hops: ofBranch } }) => ofBranch);
    expect(hops.filter((hop) => !('rejected' in hop))).toEqual([]);
  });
});

describe('platform options', () => {
  test.each([
    ['cloud', 'node-1'],
    ['kind', 'kind-control-plane'],
    ['bare-metal', 'node-1'],
  ])('--platform %s', async (platform, node) => {
    const { stdout } = await run(['get', 'nodes', '-f', 'shop.yaml', '--platform', platform]);
    expect(stdout.split('\n')[1]).toMatch(new RegExp(`^${node} `));
  });

  test('a platform that there is not is wrong use', async () => {
    const { status, stderr } = await run(['trace', '-f', 'shop.yaml', '--platform', 'cluod', cart]);
    expect(status).toBe(2);
    const all = platformNames.join(', ');
    expect(stderr).toContain(`there is no platform "cluod" but ${all}; did you mean "cloud"?`);
  });

  test.each(['iptables', 'nftables'])('--proxy-mode %s', async (mode) => {
    const trace = await traced('--proxy-mode', mode, cart);
    expect(trace.hops.find((hop) => hop.stage === 'service')).toMatchObject({ mode });
  });

  test.each(['1.34', 'v1.33', '1.33.4', 'v1.32.1-gke.100', '1.31.0+k3s1'])(
    '--kubernetes-version %s',
    async (version) => {
      expect((await run(['trace', '-f', 'shop.yaml', '--kubernetes-version', version, cart])).status).toBe(0);
    },
  );

  test.each([
    ['latest', '"latest" is no version of Kubernetes: write 1.34'],
    ['1.4', 'kubernetesMinor: 4 is not a whole number between 20 and 99'],
  ])('--kubernetes-version %s is wrong use', async (version, message) => {
    const { status, stderr } = await run(['trace', '-f', 'shop.yaml', '--kubernetes-version', version, cart]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
