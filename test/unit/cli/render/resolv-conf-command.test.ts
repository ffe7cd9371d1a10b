import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

const pods = `
apiVersion: v1
kind: Pod
metadata: { name: web-0, namespace: shop }
spec: { containers: [{ name: main, image: web:1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: own }
spec:
  dnsPolicy: None
  dnsConfig: { nameservers: [192.0.2.53], options: [{ name: rotate }] }
  containers: [{ name: main, image: web:1 }]
`;

const rendered = async (pod: string) =>
  run(['render', 'resolv-conf', '--pod', pod, '-f', 'pods.yaml'], { files: { 'pods.yaml': pods } });

describe('kubehop render resolv-conf', () => {
  test('prints the file of a pod', async () => {
    const { status, stdout } = await rendered('shop/web-0');
    expect(status).toBe(0);
    expect(stdout).toBe(
      'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    );
  });

  test('looks in the namespace default where none is named', async () => {
    expect((await rendered('own')).stdout).toBe('nameserver 192.0.2.53\noptions rotate\n');
  });

  test('names pods that may have been meant', async () => {
    const { status, stderr } = await rendered('shop/web-1');
    expect(status).toBe(2);
    expect(stderr).toContain('there is no pod shop/web-1');
    expect(stderr).toContain('shop/web-0');
  });
});
