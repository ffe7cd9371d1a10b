import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

const node = (name: string, address: string): string => `
---
apiVersion: v1
kind: Node
metadata: { name: ${name} }
status: { addresses: [{ type: InternalIP, address: ${address} }] }
`;

const web = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { clusterIP: 10.96.0.21, ports: [{ name: http, port: 80 }] }
`;

const one = web + node('node-a', '10.0.0.11');
const two = one + node('node-b', '10.0.0.12');

describe('kubehop render', () => {
  test('lists what it renders', async () => {
    const { stdout } = await run(['render', '--help']);
    expect(stdout).toContain('Usage: kubehop render');
    expect(stdout).toMatch(/^ {2}iptables /m);
    expect(stdout).toMatch(/^ {2}nftables /m);
  });

  test.each([
    [
      'iptables',
      '-A KUBE-SERVICES -d 10.96.0.21/32 -p tcp -m comment --comment "default/web:http has no endpoints"',
    ],
    ['nftables', '10.96.0.21 . tcp . 80 comment "default/web:http" : goto reject-chain'],
  ])('%s prints the rules of a node', async (language, rule) => {
    const { status, stdout, stderr } = await run(['render', language, '--node', 'node-b', '-f', 'all.yaml'], {
      files: { 'all.yaml': two },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(rule);
  });

  test('needs no name where there is only one node', async () => {
    const { status } = await run(['render', 'iptables', '-f', 'all.yaml'], { files: { 'all.yaml': one } });
    expect(status).toBe(0);
  });

  test('renders the other family when asked', async () => {
    const { stdout } = await run(['render', 'nftables', '--family', 'IPv6', '-f', 'all.yaml'], {
      files: { 'all.yaml': one },
    });
    expect(stdout).toMatch(/^table ip6 kube-proxy \{$/m);
  });

  test.each([
    [[], 'error: name a node with --node; there are node-a, node-b\n'],
    [['--node', 'node-c'], 'error: there is no node node-c; did you mean "node-a", "node-b"?\n'],
    [['--node', 'elsewhere'], 'error: there is no node elsewhere; there are node-a, node-b\n'],
  ])('with %j it says which nodes there are', async (args, message) => {
    const { status, stdout, stderr } = await run(['render', 'iptables', ...args, '-f', 'all.yaml'], {
      files: { 'all.yaml': two },
    });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: message });
  });

  test.each([
    [['render', 'ipvs'], "error: unknown command 'ipvs'"],
    [['render', 'iptables', '--family', 'IPv5', '-f', 'all.yaml'], 'Allowed choices are IPv4, IPv6.'],
  ])('kubehop %j is wrong use', async (args, message) => {
    const { status, stderr } = await run(args, { files: { 'all.yaml': one } });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
