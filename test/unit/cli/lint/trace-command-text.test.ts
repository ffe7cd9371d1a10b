import type { RequestInput } from '@kubehop/core';
import { internet, network, node, pod, workload } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { traceCommandFor } from '../../../../packages/cli/src/lint/trace-command-text.js';

const url = 'http://shop.example.com/';

function command(request: Partial<RequestInput>): string | undefined {
  return traceCommandFor({ url, ...request }, {}, false);
}

describe('traceCommandFor', () => {
  test.each<[string, Partial<RequestInput>]>([
    [url, {}],
    [`--from internet/203.0.113.9 ${url}`, { from: internet('203.0.113.9') }],
    [`--from network/10.0.0.9 ${url}`, { from: network('10.0.0.9') }],
    [`--from node/node-1 ${url}`, { from: node('node-1') }],
    [`--from pod/shop/web-0 ${url}`, { from: pod('shop', 'web-0') }],
    [`--from deployment/shop/web ${url}`, { from: workload('Deployment', 'shop', 'web') }],
    [`-X POST -H 'x-a: b c' -k ${url}`, { method: 'POST', headers: { 'x-a': 'b c' }, insecure: true }],
    [`-H 'x-a: it'\\''s' ${url}`, { headers: [{ name: 'x-a', value: "it's" }] }],
    [`--resolve shop.example.com:80:192.0.2.1 ${url}`, { address: '192.0.2.1' }],
    ['--resolve a.org:443:192.0.2.1 https://a.org/', { address: '192.0.2.1', url: 'https://a.org/' }],
    ['--resolve a.org:8080:192.0.2.1 a.org:8080/x', { address: '192.0.2.1', url: 'a.org:8080/x' }],
    [
      "--resolve a.org:443:2001:db8::1 'https://a.org/?a=1&b=2'",
      { address: '2001:db8::1', url: 'https://a.org/?a=1&b=2' },
    ],
    ['http://192.0.2.1/', { address: '192.0.2.1', url: 'http://192.0.2.1/' }],
    [`'http://[2001:db8::1]/'`, { address: '2001:db8::1', url: 'http://[2001:db8::1]/' }],
    ['--path-as-is http://a.org/x/../y', { url: 'http://a.org/x/../y' }],
  ])('kubehop trace %s', (text, request) => {
    expect(command(request)).toBe(`kubehop trace ${text}`);
  });

  test('names the manifests and the platform', () => {
    const options = { filename: ['a.yaml', 'my files/'], platform: 'aws', proxyMode: 'ipvs' } as const;
    expect(traceCommandFor({ url }, { ...options, kubernetesVersion: '1.30', config: 'k.yaml' }, true)).toBe(
      `kubehop trace -f a.yaml -f 'my files/' --config k.yaml --platform aws --proxy-mode ipvs --kubernetes-version 1.30 --all ${url}`,
    );
  });

  test.each<[string, Partial<RequestInput>]>([
    ['a packet at a node', { from: { kind: 'address', address: '10.0.0.9', node: 'node-1' } }],
    ['another server name', { sni: null }],
    ['HTTP/1.0', { version: '1.0' }],
    ['the PROXY protocol', { proxyProtocol: 'PROXY TCP4 192.0.2.1 192.0.2.2 1 80' }],
    ['a source port', { sourcePort: 4000 }],
    ['another address for an address', { url: 'tcp://[::1]:80', address: '192.0.2.1' }],
    ['an address for a port that nobody knows', { url: 'tcp://a.org', address: '192.0.2.1' }],
  ])('no option says %s', (_, request) => {
    expect(command(request)).toBeUndefined();
  });
});
