import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { service } from '../../objects/service.js';

/** A Deployment of `replicas` pods `shop/web` behind a Service, and a client in another namespace. */
function webShop(replicas: number): readonly unknown[] {
  const labels = { app: 'web' };
  const containers = [{ name: 'main', image: 'app', ports: [{ containerPort: 8080 }] }];
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'shop', name: 'web' },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    },
    service('shop/web', { selector: labels, ports: [{ port: 80, targetPort: 8080 }] }),
    { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'other', name: 'client' }, spec: { containers } },
  ];
}

const from = pod('other', 'client');

describe('a request by name', () => {
  test('is resolved by the pods of the cluster DNS, then goes to the address', () => {
    const trace = traceRequest(createCluster(webShop(1)), { from, url: 'http://web.shop/' });
    expect(trace.hops.map(({ stage }) => stage).slice(0, 3)).toEqual(['client', 'dns', 'service']);
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200 });
    const dns = trace.hops.find((hop) => hop.stage === 'dns');
    expect(dns?.arrivals.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  });

  test('of a Service in another namespace ends with its name', () => {
    const { outcome } = traceRequest(createCluster(webShop(1)), { from, url: 'http://web/' });
    expect(outcome).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: {
        code: 'service-in-other-namespace',
        object: { namespace: 'shop', name: 'web' },
        fix: 'Ask for web.shop.',
      },
    });
  });

  test('has no more branches for several questions to several DNS pods', () => {
    const cluster = createCluster(webShop(3), { platform: cloud({ nodes: 5 }) });
    const { branches } = traceAll(cluster, { from, url: 'http://web.shop/' });
    expect(branches).toHaveLength(3);
    expect(branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  test('is refused where the cluster DNS has no endpoint, by the fault of its Service', () => {
    const broken = service('kube-system/kube-dns', {
      clusterIP: '10.96.0.10',
      selector: { app: 'nothing' },
      ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
    });
    const { outcome } = traceRequest(createCluster([...webShop(1), broken]), {
      from,
      url: 'http://web.shop/',
    });
    expect(outcome).toMatchObject({
      kind: 'dns-error',
      rcode: 'REFUSED',
      cause: { code: 'selector-matches-no-pod', object: { namespace: 'kube-system', name: 'kube-dns' } },
    });
  });
});
