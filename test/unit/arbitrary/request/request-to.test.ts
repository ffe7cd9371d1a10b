import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { requestTo } from '../../../../packages/core/src/arbitrary/request/request-to.js';
import type { RequestInput } from '../../../../packages/core/src/request/read-request.js';
import { richCluster } from '../rich-cluster.js';

const requests = fc.sample(requestTo(richCluster), { seed: 1, numRuns: 6000 });
const balancer = richCluster.get('Service', 'shop/web')?.status.loadBalancer.ingress[0]?.ip ?? '';
const [webPod] = richCluster.podsMatching('shop', { matchLabels: { app: 'web' }, matchExpressions: [] });

describe('requests to a cluster', () => {
  test.each<readonly [string, RegExp]>([
    ['a host', /:\/\/shop\.example\.com:80\//],
    ['a path of a host', /:\/\/shop\.example\.com:443\/cart$/],
    ['a host in other letters', /:\/\/SHOP\.EXAMPLE\.COM:/],
    ['a host with a dot', /:\/\/shop\.example\.com\.:/],
    ['a host below a host', /:\/\/www\.shop\.example\.com:/],
    ['the host above a host', /:\/\/example\.com:/],
    ['a Service by its name', /:\/\/web:80\//],
    ['a Service by name and namespace', /:\/\/web\.shop:80\//],
    ['a Service as far as svc', /:\/\/web\.shop\.svc:80\//],
    ['a Service by its whole name', /:\/\/web\.shop\.svc\.cluster\.local:80\//],
    ['an endpoint by its name', /:\/\/db-0\.db\.shop:5432\//],
    ['a port beside the right one', /:\/\/web\.shop:81\//],
    ['a cluster IP', /:\/\/10\.96\.0\.80:80\//],
    ['an external IP', /:\/\/198\.18\.0\.80:80\//],
    ['a node port at an InternalIP', /:\/\/10\.0\.0\.12:30080\//],
    ['a node port at an ExternalIP', /:\/\/192\.0\.2\.12:30080\//],
    ['a load balancer', new RegExp(`://${balancer.replaceAll('.', '\\.')}:80/`)],
    ['a pod', new RegExp(`://${(webPod?.status.podIP ?? '').replaceAll('.', '\\.')}:80/`)],
    ['nothing that is there', /:\/\/nowhere\.example:/],
    ['a port of UDP', /^udp:\/\/web\.shop:53\//],
    ['a port with TLS', /^https:/],
    ['a port with gRPC', /^grpc:/],
    ['a port without HTTP', /^tcp:/],
  ])('go to %s', (_, url) => {
    expect(requests.some((request) => url.test(request.url))).toBe(true);
  });

  test.each<readonly [string, (request: RequestInput) => boolean]>([
    ['the internet', ({ from }) => from?.kind === 'internet' && from.address === '203.0.113.7'],
    [
      'the edge inside of a source range',
      ({ from }) => from?.kind === 'internet' && from.address === '203.0.113.15',
    ],
    [
      'the edge outside of a source range',
      ({ from }) => from?.kind === 'internet' && from.address === '203.0.113.16',
    ],
    ['the network of the nodes', ({ from }) => from?.kind === 'network'],
    ['a node', ({ from }) => from?.kind === 'node' && from.node === 'node-2'],
    [
      'a pod of the namespace',
      ({ from, url }) => from?.kind === 'pod' && from.namespace === 'shop' && url.includes('//web:'),
    ],
    [
      'a pod of another namespace',
      ({ from, url }) => from?.kind === 'pod' && from.namespace === 'ingress' && url.includes('//web:'),
    ],
    ['an address at a node', ({ from }) => from?.kind === 'address'],
  ])('come from %s', (_, isFromThere) => {
    expect(requests.some(isFromThere)).toBe(true);
  });

  test.each<readonly [string, (request: RequestInput) => boolean]>([
    [
      'connect to a door that DNS does not name',
      ({ url, address }) => url.includes('shop.example.com') && address === balancer,
    ],
    ['have the port in the Host header', ({ headers }) => JSON.stringify(headers)?.includes(':80"') ?? false],
    ['take any certificate', ({ insecure }) => insecure === true],
    [
      'refuse strange certificates',
      ({ url, insecure }) => url.startsWith('https:') && insecure === undefined,
    ],
  ])('may %s', (_, does) => {
    expect(requests.some(does)).toBe(true);
  });
});
