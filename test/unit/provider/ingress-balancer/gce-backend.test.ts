import { describe, expect, test } from 'vitest';
import type { LoadBalancer } from '../../../../packages/core/src/cluster/infrastructure.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';
import {
  classAnnotation,
  clusterOf,
  config,
  ingress,
  only,
  pod,
  service,
  type StringMap,
} from './gce-objects.js';

function neg(ingressValue: boolean): StringMap {
  return {
    'cloud.google.com/neg': JSON.stringify({ ingress: ingressValue }),
  };
}

describe('backends', () => {
  test.each<[string, boolean, unknown, StringMap, LoadBalancer['targetType'], true | undefined]>([
    ['node ports without annotation', false, service(), {}, 'node', undefined],
    ['pods with the annotation', false, service('ClusterIP', neg(true)), {}, 'pod', undefined],
    ['pods in a VPC-native cluster', true, service('ClusterIP'), {}, 'pod', true],
    ['node ports where the annotation says no', true, service('NodePort', neg(false)), {}, 'node', undefined],
    ['pods of an internal one', false, service(), { [classAnnotation]: 'gce-internal' }, 'pod', true],
  ])('%s', (_, vpcNative, ofService, annotations, targetType, byDefault) => {
    const cluster = createCluster([ofService, ingress({ annotations })], { platform: gcp({ vpcNative }) });
    const balancer = only(cluster);
    const action = balancer.listeners[0]?.routing?.rules[0]?.action;
    const group = action?.kind === 'forward' ? action.to[0]?.group : undefined;
    expect([balancer.targetType, group?.targetType, group?.byDefault]).toEqual([
      targetType,
      targetType,
      byDefault,
    ]);
  });

  test('annotations for another controller are named', () => {
    const annotations = { 'nginx.ingress.kubernetes.io/rewrite-target': '/' };
    const cluster = createCluster([service(), ingress({ annotations })], { platform: gcp() });
    expect(cluster.problems).toMatchObject([{ code: 'load-balancer-setting-ignored' }]);
  });

  test('an annotation that is no JSON asks for no network endpoint groups, and that is said', () => {
    const objects = [service('NodePort', { 'cloud.google.com/neg': '{"ingress' }), ingress()];
    const cluster = createCluster(objects, { platform: gcp() });
    expect(only(cluster).targetType).toBe('node');
    expect(cluster.problems).toMatchObject([
      { code: 'annotation-not-modelled', path: 'metadata.annotations[cloud.google.com/neg]' },
    ]);
  });

  const settings = { 'cloud.google.com/backend-config': '{"ports": {"http": "config"}}' };
  const probe = { httpGet: { path: 'ready', port: 8080 }, periodSeconds: 7, timeoutSeconds: 3 };
  const ofConfig = config('BackendConfig', {
    healthCheck: {
      requestPath: '/own',
      checkIntervalSec: 9,
      port: 9000,
      type: 'HTTPS',
      unhealthyThreshold: 4,
    },
    connectionDraining: { drainingTimeoutSec: 33 },
  });
  const thc = { 'networking.gke.io/transparent-health-checker': '{"enabled": true}' };

  test.each<[string, readonly unknown[], object]>([
    [
      'every minute at node ports',
      [service(), pod()],
      { path: '/', intervalSeconds: 60, timeoutSeconds: 60, unhealthy: 10 },
    ],
    [
      'every 15 seconds at pods',
      [service('ClusterIP', neg(true)), pod()],
      { path: '/', intervalSeconds: 15, timeoutSeconds: 15, unhealthy: 2 },
    ],
    [
      'at the path of the readiness probe, a minute slower at node ports',
      [service(), pod(probe)],
      { path: '/ready', intervalSeconds: 67, timeoutSeconds: 3, unhealthy: 10 },
    ],
    [
      'as often as the readiness probe at pods',
      [service('ClusterIP', neg(true)), pod(probe)],
      { path: '/ready', intervalSeconds: 7, timeoutSeconds: 3 },
    ],
    [
      'not as a readiness probe of another port says',
      [service(), pod({ httpGet: { path: '/x', port: 8081 } })],
      { path: '/', intervalSeconds: 60 },
    ],
    [
      'not as a readiness probe of another scheme says',
      [service(), pod({ httpGet: { path: '/x', port: 8080, scheme: 'HTTPS' } })],
      { path: '/', intervalSeconds: 60 },
    ],
    [
      'as a BackendConfig says over all',
      [service('NodePort', settings), pod(probe), ofConfig],
      { protocol: 'HTTPS', port: 9000, path: '/own', intervalSeconds: 9, timeoutSeconds: 3, unhealthy: 4 },
    ],
    [
      'as a BackendConfig says over the transparent checker',
      [service('ClusterIP', { ...neg(true), ...thc, ...settings }), pod(), ofConfig],
      { port: 9000, path: '/own' },
    ],
    [
      'by the transparent checker where the Service asks for it',
      [service('ClusterIP', { ...neg(true), ...thc }), pod(probe)],
      { protocol: 'HTTP', port: 7877, path: '/api/podhealth', intervalSeconds: 5, unhealthy: 10 },
    ],
  ])('are checked %s', (_, objects, expected) => {
    expect(only(clusterOf(...objects, ingress())).probe).toMatchObject(expected);
  });

  test('drain as a BackendConfig says', () => {
    const cluster = clusterOf(service('NodePort', settings), ofConfig, ingress());
    expect(only(cluster).traits.drainingSeconds).toBe(33);
  });

  test('are asked who the client is by Identity-Aware Proxy: what becomes of requests is not known', () => {
    const iap = config('BackendConfig', { iap: { enabled: true } });
    const [rule] =
      only(clusterOf(service('NodePort', settings), iap, ingress())).listeners[0]?.routing?.rules ?? [];
    expect(rule?.action).toEqual({ kind: 'not-modelled', what: 'Identity-Aware Proxy' });
  });
});
