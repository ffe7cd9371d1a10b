import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: shop }
spec: { externalIPs: [198.51.100.77], ports: [{ port: 53, protocol: UDP }] }
`;

async function exposures(args: readonly string[], text = manifests): Promise<string> {
  const { status, stdout, stderr } = await run(['exposures', '-f', 'all.yaml', ...args], {
    files: { 'all.yaml': text },
  });
  expect(status).toBe(0);
  return stdout + stderr;
}

/** An Ingress of the group `sites` of ALBs. */
const alb = (name: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { alb.ingress.kubernetes.io/group.name: sites } }
spec:
  ingressClassName: alb
  rules: [{ host: ${name}.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;

describe('kubehop exposures', () => {
  test('prints a row for each way in', async () => {
    expect(await exposures([])).toBe(
      [
        'KIND          OBJECT              ACCESS     AT                                 PORTS       THROUGH   READY   FAILS WITH   PROVISIONED   COST A MONTH',
        'external-ip   service/shop/edge   internet   198.51.100.77                      53/UDP      -         0       -            -             -',
        'node-port     service/shop/web    internet   192.0.2.11,192.0.2.12,192.0.2.13   30080/TCP   -         0       -            1 node-port   -',
        '',
      ].join('\n'),
    );
  });

  test('names three addresses in a row, and counts the others', async () => {
    const nodes = [1, 2, 3, 4, 5]
      .map(
        (n) =>
          `---\napiVersion: v1\nkind: Node\nmetadata: { name: n${n} }\nstatus: { addresses: [{ type: InternalIP, address: 10.0.0.${n} }] }\n`,
      )
      .join('');
    expect(await exposures([], manifests + nodes)).toContain('10.0.0.1,10.0.0.2,10.0.0.3 + 2 more');
  });

  test('prints a table of Markdown', async () => {
    const [head, line, row] = (await exposures(['-o', 'markdown'])).split('\n');
    expect(head).toBe(
      '| kind | object | access | at | ports | through | ready | fails with | provisioned | cost a month |',
    );
    expect(line).toBe('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    expect(row).toBe(
      '| external-ip | service/shop/edge | internet | 198.51.100.77 | 53/UDP | - | 0 | - | - | - |',
    );
  });

  const balanced = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 80, nodePort: 30080 }] }
`;

  test('names what fails with the same load balancer', async () => {
    const text = [
      'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: alb }\nspec: { controller: ingress.k8s.aws/alb }\n',
      balanced.replace('type: LoadBalancer', 'type: NodePort'),
      alb('one'),
      alb('two'),
    ].join('---\n');
    const rows = (await exposures(['--platform', 'aws'], text))
      .split('\n')
      .filter((row) => row.startsWith('ingress'));
    expect(rows.map((row) => row.split(/ {2,}/)[7])).toEqual(['ingress/shop/two', 'ingress/shop/one']);
  });

  test.each([
    ['table', ''],
    ['markdown', '- '],
  ])('says in a %s what all costs, and where the prices are from', async (format, mark) => {
    const lines = (await exposures(['--platform', 'aws', '-o', format], balanced)).split('\n');
    expect(lines[lines.indexOf('') - 2]).toContain('18.25 USD + 0.008 per GB');
    expect(lines.slice(lines.indexOf('') + 1, -1)).toEqual([
      expect.stringMatching(
        `^${mark}Clients from outside are taken to get in to ports of the nodes; the security groups`,
      ),
      `${mark}All of it costs 18.25 USD + 0.008 per GB a month.`,
      `${mark}A month has 730 hours. List prices: look them up before you rely on them.`,
      expect.stringMatching(`^${mark}Charged besides, and in no sum: public IPv4 addresses of AWS`),
      expect.stringMatching(`^${mark}Prices of every region, as of 2026-04-08: infracost`),
      expect.stringMatching(`^${mark}Prices of us-east-1, as of 2024-07-01: infracost`),
    ]);
  });

  test('counts with the prices of the configuration', async () => {
    const config = `
prices:
  - { part: classic-elb, amount: 15, per: month, currency: USD, region: eu-central-1, source: our contract, date: 2026-09-01 }
`;
    const { stdout } = await run(['exposures', '-f', 'all.yaml', '--platform', 'aws'], {
      files: { 'all.yaml': balanced, 'kubehop.yaml': config },
    });
    expect(stdout).toContain('All of it costs 15.00 USD a month.');
    expect(stdout).toContain('Prices of eu-central-1, as of 2026-09-01: our contract.');
  });

  test('refuses a price without source', async () => {
    const { status, stderr } = await run(['exposures', '-f', 'all.yaml'], {
      files: {
        'all.yaml': balanced,
        'kubehop.yaml':
          'prices: [{ part: nlb, amount: 1, per: month, currency: USD, region: x, date: 2026-09-01 }]\n',
      },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('source');
  });

  test('prints everything as JSON', async () => {
    expect(JSON.parse(await exposures(['-o', 'json']))).toMatchObject([
      { kind: 'external-ip', cost: { kind: 'none' }, sharesFateWith: [] },
      { kind: 'node-port', parts: [{ type: 'node-port', count: 1 }] },
    ]);
  });

  test('says so when nothing is exposed', async () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n';
    expect(await exposures([], text)).toContain('Nothing is exposed to outside.\n');
  });
});
