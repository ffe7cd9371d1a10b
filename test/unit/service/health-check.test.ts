import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import type { PlatformOptions } from '../../../packages/core/src/provider/options.js';
import { network, node as onNode } from '../../../packages/core/src/request/origin.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { node } from '../../objects/node.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

const prober = network('192.168.0.200');
const healthCheckNodePort = 32_100;
const withPod = '192.168.0.2';
const withoutPod = '192.168.0.3';

function cluster(spec: ServiceSpecManifest = {}, proxy: PlatformOptions['proxy'] = {}): Cluster {
  return createCluster(
    [
      node('node-a', [withPod]),
      node('node-b', [withoutPod]),
      service('shop/web', {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort,
        selector: { app: 'web' },
        ports: [{ port: 80 }],
        ...spec,
      }),
      barePod('shop/web', { labels: { app: 'web' }, pod: { nodeName: 'node-a' } }),
    ],
    { platform: cloud({ proxy }) },
  );
}

function probe(of: Cluster, address: string, scheme = 'http', from = prober): Trace {
  return traceRequest(of, { url: `${scheme}://${address}:${healthCheckNodePort}`, from });
}

describe('a healthCheckNodePort', () => {
  test.each([
    ['200 where the node has a ready endpoint', withPod, 200, '1'],
    ['503 where it has none', withoutPod, 503, '0'],
  ])('answers %s', (_, address, status, weight) => {
    const trace = probe(cluster(), address);
    expect(trace.outcome).toMatchObject({
      kind: 'response',
      from: 'proxy',
      status,
      headers: expect.arrayContaining([
        { name: 'X-Load-Balancing-Endpoint-Weight', value: weight },
      ]) as unknown,
      cause: { code: 'health-check-answered', path: 'spec.healthCheckNodePort' },
    });
    expect(trace.hops.at(-1)).toMatchObject({
      stage: 'node',
      action: 'answered',
      rule: { id: 'health-check-node-port', object: { kind: 'Service', namespace: 'shop', name: 'web' } },
    });
    expect(grammarFaults(trace)).toEqual([]);
  });

  test.each([
    ['tcp', 'connected', 'proxy-reached'],
    ['https', 'tls-error', 'tls-on-plain-port'],
    ['udp', 'refused', 'nobody-listens-on-node'],
  ])('is plain HTTP over TCP: asked by %s it is %s', (scheme, kind, code) => {
    const trace = probe(cluster(), withPod, scheme);
    expect(trace.outcome).toMatchObject({ kind, cause: { code } });
    expect(grammarFaults(trace)).toEqual([]);
  });

  test('answers the node itself at its loopback address', () => {
    expect(probe(cluster(), '127.0.0.1', 'http', onNode('node-a')).outcome).toMatchObject({ status: 200 });
  });

  test.each<readonly [string, ServiceSpecManifest, PlatformOptions['proxy']]>([
    ['with policy Cluster', { externalTrafficPolicy: 'Cluster' }, {}],
    ['with type NodePort', { type: 'NodePort' }, {}],
    ['at addresses that serve no node ports', {}, { nodePortAddresses: ['10.9.0.0/16'] }],
  ])('is not there %s', (_, spec, proxy) => {
    expect(probe(cluster(spec, proxy), withPod).outcome.kind).toBe('refused');
  });
});
