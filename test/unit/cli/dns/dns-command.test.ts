import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

const dns = async (...args: readonly string[]) => run(['dns', ...args, '-f', 'shop.yaml']);

const withAlias = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  hostAliases: [{ ip: 192.0.2.5, hostnames: [cart] }]
  containers: [{ name: main, image: web:1 }]
---
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system }
spec: { clusterIP: 10.96.0.10, ports: [{ name: dns, port: 53, protocol: UDP }] }
`;

const asWeb = async (...args: readonly string[]) =>
  run(['dns', ...args, '--from', 'pod/shop/web', '-f', 'web.yaml'], { files: { 'web.yaml': withAlias } });

describe('kubehop dns', () => {
  test('shows the search list and every query of a pod with its answer', async () => {
    const { status, stdout } = await dns('cart.shop', '--from', 'deployment/shop/web');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^;; pod shop\/web-\S+, glibc, ndots 5, nameserver 10\.96\.0\.10\n;; search shop\.svc\.cluster\.local svc\.cluster\.local cluster\.local\n/,
    );
    expect(stdout).toContain(';; cart.shop.shop.svc.cluster.local. A: NXDOMAIN\n');
    expect(stdout).toMatch(/^cart\.shop\.svc\.cluster\.local\. {3}30 {3}IN {3}A {3}10\./m);
    expect(stdout).toContain(';; cart.shop.svc.cluster.local. AAAA: no such record\n');
    expect(stdout).toContain(';; found after 4 queries, to be kept for 30 s\n');
  });

  test('asks the server of the cluster for the name as it is, unless told who asks', async () => {
    const { status, stdout } = await dns('_http._tcp.cart.shop.svc.cluster.local', '-t', 'srv');
    expect(status).toBe(0);
    expect(stdout).toContain('SRV   0 100 80 cart.shop.svc.cluster.local.\n');
    expect(stdout).toContain(';; additional\n');
    expect(await dns('cart')).toMatchObject({ status: 1 });
  });

  test('ends with 1 where there is no such record', async () => {
    const { status, stdout } = await dns('gone', '--from', 'deployment/shop/web');
    expect(status).toBe(1);
    expect(stdout).toMatch(/;; NXDOMAIN after 8 queries\n$/);
  });

  test('asks the public DNS for the internet, and says what was taken for granted', async () => {
    const { status, stdout } = await dns('shop.example.com', '--from', 'internet');
    expect(status).toBe(0);
    expect(stdout).toContain(';; the internet, by the public DNS\n');
    expect(stdout).toContain(';; taken for granted: shop.example.com is published');
  });

  test('says that nobody knows a name of the outside world', async () => {
    const { status, stdout } = await dns('other.example.com', '--from', 'internet');
    expect(status).toBe(1);
    expect(stdout).toContain(';; unknown after 2 queries: nobody said whether the name exists\n');
  });

  test('shows the hosts file first', async () => {
    const { status, stdout } = await asWeb('cart');
    expect(status).toBe(0);
    expect(stdout).toContain('192.0.2.5   in the hosts file\n;; found without a query\n');
  });

  test('says why no answer comes back', async () => {
    const { status, stdout } = await asWeb('web');
    expect(status).toBe(0);
    expect(stdout).toContain('in the hosts file');
    const lost = await asWeb('db');
    expect(lost.status).toBe(1);
    expect(lost.stdout).toMatch(/;; no answer: .*kube-dns/);
  });

  test('prints the value of the library', async () => {
    const { stdout } = await dns('cart', '--from', 'deployment/shop/web', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      answeredBy: 'cluster',
      result: 'found',
      queries: [{ type: 'A' }, { type: 'AAAA' }],
    });
    expect(JSON.parse((await dns('cart', '-o', 'json')).stdout)).toMatchObject({ rcode: 'NXDOMAIN' });
  });

  test.each([
    [['x', '--type', 'LOC'], 'There are A, AAAA'],
    [['x', '--from', 'pod/shop/nobody'], 'there is no pod/shop/nobody to send from'],
  ])('%j is wrong use', async (args, message) => {
    const { status, stderr } = await dns(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
