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

describe('kubehop exposures', () => {
  test('prints a row for each way in', async () => {
    expect(await exposures([])).toBe(
      [
        'KIND          OBJECT              ACCESS     AT                                 PORTS       THROUGH   READY   PROVISIONED',
        'external-ip   service/shop/edge   internet   198.51.100.77                      53/UDP      -         0       -',
        'node-port     service/shop/web    internet   192.0.2.11,192.0.2.12,192.0.2.13   30080/TCP   -         0       1 node-port',
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
    expect(head).toBe('| kind | object | access | at | ports | through | ready | provisioned |');
    expect(line).toBe('| --- | --- | --- | --- | --- | --- | --- | --- |');
    expect(row).toBe('| external-ip | service/shop/edge | internet | 198.51.100.77 | 53/UDP | - | 0 | - |');
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
