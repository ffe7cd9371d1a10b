import { describe, expect, test } from 'vitest';
import { run, shop } from '../run.js';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';
const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80, nodePort: 1 }] }\n';

async function podsOf(args: readonly string[], world: Parameters<typeof run>[1]): Promise<readonly string[]> {
  const { stdout } = await run(['get', 'pods', '-o', 'json', ...args], world);
  const { items } = JSON.parse(stdout) as {
    readonly items: readonly { readonly metadata: { readonly name: string } }[];
  };
  return items.map(({ metadata }) => metadata.name);
}

describe('the platform', () => {
  const node =
    'apiVersion: v1\nkind: Node\nmetadata: { name: a }\nspec: { providerID: "aws:///us-east-1a/i-1" }\n';
  const balanced =
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: LoadBalancer, ports: [{ port: 80 }] }\n';
  const files = { 'a.yaml': `${node}---\n${balanced}`, 'kubehop.yaml': 'proxy: { mode: nftables }\n' };

  test.each<readonly [string, readonly string[], 'hostname' | 'ip']>([
    ['is told by the nodes unless it is chosen', [], 'hostname'],
    ['is the one that is chosen, whatever the nodes say', ['--platform', 'cloud'], 'ip'],
  ])('%s', async (_, args, field) => {
    const { stdout } = await run(['get', 'services', '-o', 'json', '-f', 'a.yaml', ...args], { files });
    expect(stdout).toContain(`"${field}": `);
  });
});

describe('manifests', () => {
  test('come from files, directories and standard input together', async () => {
    const files = {
      'a.yaml': pod,
      'k8s/b.yaml': pod.replace('web', 'b'),
      'k8s/c.yml': pod.replace('web', 'c'),
    };
    const world = { files, stdin: pod.replace('web', 'd') };
    expect(await podsOf(['-f', 'a.yaml', '-f', 'k8s', '--filename', '-'], world)).toEqual([
      'b',
      'c',
      'd',
      'web',
    ]);
  });

  test('come from standard input when it is piped and nothing is named', async () => {
    expect(await podsOf([], { stdin: pod })).toEqual(['web']);
  });

  test('come from what is named alone when something is piped as well', async () => {
    expect(
      await podsOf(['-f', 'a.yaml'], { files: { 'a.yaml': pod }, stdin: pod.replace('web', 'piped') }),
    ).toEqual(['web']);
  });

  test.each<readonly [string, readonly string[], Parameters<typeof run>[1], string]>([
    [
      'nothing named or piped',
      [],
      {},
      'error: there are no manifests: name a file, a directory or - (standard input) with -f\n',
    ],
    ['a file that is missing', ['-f', 'x.yaml'], {}, 'error: the path "x.yaml" does not exist\n'],
    [
      'an empty file',
      ['-f', 'x.yaml'],
      { files: { 'x.yaml': '' } },
      'error: no Kubernetes objects in x.yaml\n',
    ],
    ['an empty pipe', ['-f', '-'], { stdin: '---\n# nothing\n' }, 'error: no Kubernetes objects in stdin\n'],
  ])('%s: status 2', async (_, args, world, stderr) => {
    expect(await run(['get', 'pods', ...args], world)).toEqual({ status: 2, stdout: '', stderr });
  });

  test('of which nothing can be read: the problems, and status 2', async () => {
    const { status, stderr } = await run(['get', 'pods', '-f', '-'], {
      stdin: 'kind: Pod\n  metadata: {}\n',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^stdin:\d+: error: Document stdin#1/);
    expect(stderr).toMatch(/error: no Kubernetes objects in stdin\n$/);
  });

  test('with problems work as far as they are right; the problems are on stderr with file and line', async () => {
    const { status, stdout, stderr } = await run(['get', 'pods', '-f', 'all.yaml'], {
      files: { 'all.yaml': `${pod}---\n${service}` },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('web ');
    expect(stderr).toMatch(/^all\.yaml:9: error: Service default\/web spec\.ports\[0\]\.nodePort: /);
  });
});

/** The first node of the sample shop, which tells the platform. */
async function firstNode(args: readonly string[], files: Readonly<Record<string, string>>) {
  const { stdout, stderr, status } = await run(['get', 'nodes', ...args], {
    files: { 'shop.yaml': shop, ...files },
  });
  return { status, stderr, node: stdout.split('\n')[1]?.split(' ')[0] };
}

describe('kubehop.yaml', () => {
  const kind = 'platform: { name: kind }\n';

  test('in the working directory is used, and that is said', async () => {
    expect(await firstNode(['-f', 'shop.yaml'], { 'kubehop.yaml': kind })).toEqual({
      status: 0,
      stderr: 'Using kubehop.yaml.\n',
      node: 'kind-control-plane',
    });
  });

  test('that is named is used in its place, and nothing need be said', async () => {
    const files = { 'kubehop.yaml': kind, 'other.yaml': 'platform: { name: cloud, nodes: 1 }\n' };
    expect(await firstNode(['-f', 'shop.yaml', '--config', 'other.yaml'], files)).toEqual({
      status: 0,
      stderr: '',
      node: 'node-1',
    });
  });

  test('loses against options of the command line', async () => {
    expect((await firstNode(['-f', 'shop.yaml', '--platform', 'cloud'], { 'kubehop.yaml': kind })).node).toBe(
      'node-1',
    );
  });

  test('names files relative to itself, which -f replaces', async () => {
    const files = { 'conf/kubehop.yaml': 'files: [k8s, ../shop.yaml]\n', 'conf/k8s/pod.yaml': pod };
    const world = { files: { 'shop.yaml': shop, ...files } };
    expect(await podsOf(['-A', '--config', 'conf/kubehop.yaml'], world)).toContain('web');
    expect(await podsOf(['-A', '--config', 'conf/kubehop.yaml', '-f', 'shop.yaml'], world)).not.toContain(
      'web',
    );
  });

  test('that is missing is wrong use', async () => {
    expect(await firstNode(['-f', 'shop.yaml', '--config', 'none.yaml'], {})).toMatchObject({
      status: 2,
      stderr: 'error: the path "none.yaml" does not exist\n',
    });
  });

  test('that is wrong is wrong use, with every line', async () => {
    const wrong = 'proxy: { mode: x }\nplatform:\n  nodes: 0\n';
    expect(await firstNode(['-f', 'shop.yaml'], { 'kubehop.yaml': wrong })).toMatchObject({
      status: 2,
      stderr:
        'error: kubehop.yaml:3: platform.nodes: must be >= 1\nerror: kubehop.yaml:1: proxy.mode: must be one of iptables, nftables, ipvs\n',
    });
  });

  test('with a range that is none is wrong use', async () => {
    const wrong = 'platform: { podCIDRs: [10.244.0.0] }\n';
    const { status, stderr } = await firstNode(['-f', 'shop.yaml'], { 'kubehop.yaml': wrong });
    expect(status).toBe(2);
    expect(stderr).toContain('podCIDRs[0]: 10.244.0.0 is no range');
  });

  test.each([
    ['proxy: { mode: nftables }', 'hops[4].mode', 'nftables'],
    [
      'dns: { records: [{ name: shop.example.com, type: A, data: 192.0.2.12 }] }',
      'hops[1].addresses',
      ['192.0.2.12'],
    ],
    ['applications: [{ selector: { matchLabels: { app: cart } }, status: 503 }]', 'outcome.status', 503],
    [
      'applications: [{ selector: { matchExpressions: [{ key: app, operator: In, values: [cart] }] }, listens: [1] }]',
      'outcome.cause.code',
      'upstream-refused',
    ],
    ["kubernetesVersion: '1.30'", 'outcome.status', 200],
  ])('%s', async (config, path, value) => {
    const { stdout } = await run(
      ['trace', '-f', 'shop.yaml', '--config', 'c.yaml', '-o', 'json', 'https://shop.example.com/cart'],
      { files: { 'shop.yaml': shop, 'c.yaml': config } },
    );
    expect(JSON.parse(stdout)).toHaveProperty(path, value);
  });
});
