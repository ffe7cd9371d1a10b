import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

const web = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
`;

async function rendered(...args: readonly string[]): ReturnType<typeof run> {
  return run(['render', 'nginx', ...args, '-f', 'web.yaml'], { files: { 'web.yaml': web } });
}

describe('kubehop render nginx', () => {
  test('prints the servers and locations of the Ingresses', async () => {
    const { status, stdout } = await rendered();
    expect(status).toBe(0);
    expect(stdout).toContain('server_name shop.example.com;');
    expect(stdout).toContain('location = "/cart" {');
  });

  test('listens where it is told, with the certificates of a directory', async () => {
    const { stdout } = await rendered('--listen', '127.0.0.1', '::1', '--certificates', '/ssl');
    expect(stdout).toContain('listen 127.0.0.1:80 default_server;');
    expect(stdout).toContain('listen [::1]:443 default_server ssl http2;');
    expect(stdout).toContain('default /ssl/default-fake-certificate.pem;');
  });

  test('is listed', async () => {
    const { stdout } = await run(['render', '--help']);
    expect(stdout).toMatch(/^ {2}nginx /m);
  });
});
