import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { k3s } from '../../../packages/core/src/provider/k3s.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { metallb } from '../../../packages/core/src/provider/metallb.js';
import { minikube } from '../../../packages/core/src/provider/minikube.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import type { Outcome } from '../../../packages/core/src/trace/outcome.js';
import { service } from '../../objects/service.js';

const web = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'web', labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
};

function asked(platform: Platform, fromInternet: boolean, ip?: string): Outcome {
  const balanced = service(
    'shop/web',
    { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    ip === undefined ? {} : { ingress: [{ ip }] },
  );
  const cluster = createCluster([web, balanced], { platform });
  const [told] = cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress ?? [];
  const url = `http://${told?.ip ?? ''}/`;
  return traceRequest(cluster, fromInternet ? { from: internet(), url } : { url }).outcome;
}

describe('the private address of a load balancer', () => {
  test.each<readonly [string, Platform, string]>([
    ['that MetalLB announces', metallb(), 'Service'],
    ['of the Envoy of kind', kind(), 'Service'],
    ['which is that of a node, on k3s', k3s(), 'Node'],
    ['which is the cluster IP, on minikube', minikube({ tunnel: 'vm' }), 'Service'],
  ])('%s is reached from the network of the nodes, not from the internet', (_, platform, object) => {
    expect(asked(platform, false)).toMatchObject({ kind: 'response', status: 200 });
    const outcome = asked(platform, true);
    expect(outcome).toMatchObject({
      kind: 'unroutable',
      place: { kind: 'internet' },
      cause: { code: 'private-address-from-internet', object: { kind: object } },
    });
    expect(outcome.cause.fix).toMatch(/Ask from the network of the nodes/);
  });

  test.each([
    ['of RFC 1918', '10.1.2.3', 'unroutable'],
    ['of the range of carriers', '100.64.7.7', 'unroutable'],
    ['that is public', '198.51.100.9', 'response'],
  ])('%s in a status that was given counts as well', (_, ip, end) => {
    expect(asked(cloud(), true, ip).kind).toBe(end);
  });

  test('of IPv6 is unique local', () => {
    const platform = cloud({
      nodes: { internalCIDR: 'fd00:a::/64', externalCIDR: null },
      podCIDRs: ['fd00:b::/48'],
      serviceCIDRs: ['fd00:c::/112'],
    });
    const balanced = service(
      'shop/web',
      { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
      { ingress: [{ ip: 'fd00:d::9' }] },
    );
    const cluster = createCluster([web, balanced], { platform });
    const { outcome } = traceRequest(cluster, { from: internet(), url: 'http://[fd00:d::9]/' });
    expect(outcome.cause.code).toBe('private-address-from-internet');
  });
});
