import { bareMetal, cloud, kind, traceAll, traceRequest, type Cluster, type Platform } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { clusterOf, areLeftOut } from './manifests.js';
import { stagesOf } from './story.js';

function clusterWith(variant: string, platform: Platform): Cluster {
  return clusterOf(platform, [
    'online-boutique.yaml',
    `ingress-nginx-${variant}.yaml`,
    'ingress-nginx-examples.yaml',
  ]);
}

const balancerId = 'service/ingress-nginx/ingress-nginx-controller';
const url = 'http://stickyingress.example.com/';
const http = { stage: 'pod', workload: { kind: 'Deployment', namespace: 'default', name: 'http-svc' } };

/** The node that runs the controller. */
function controllerNode(cluster: Cluster): string {
  const controller = cluster.list('Pod', 'ingress-nginx').find(({ status }) => status.phase === 'Running');
  return controller?.spec.nodeName ?? '';
}

function addressOf(cluster: Cluster, node: string): string {
  return cluster.get('Node', node)?.status.addresses[0]?.address ?? '';
}

describe.skipIf(areLeftOut)('ingress-nginx, its examples and the boutique', () => {
  test.each([
    ['cloud', cloud(), []],
    ['aws', cloud(), ['annotation-not-modelled']],
    ['kind', kind(), []],
  ])('report nothing but notices (%s)', (variant, platform, more) => {
    const { problems } = clusterWith(variant, platform);
    expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['notice']));
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set(['kind-not-modelled', 'object-twice', ...more]),
    );
  });

  test.each([
    ['cloud', cloud()],
    ['aws', cloud()],
  ])('in the %s variant route a host through the load balancer, and keep the client', (variant, platform) => {
    const cluster = clusterWith(variant, platform);
    const trace = traceRequest(cluster, { url });
    expect(stagesOf(trace).slice(0, 6)).toEqual([
      'client sent',
      'dns resolved',
      'load-balancer forwarded',
      'node received',
      'service translated',
      'node forwarded',
    ]);
    expect(trace.hops[2]).toMatchObject({ loadBalancer: balancerId, target: controllerNode(cluster) });
    expect(trace.hops[4]).toMatchObject({ policy: 'Local', masquerade: false });
    expect(trace.hops[6]).toMatchObject({
      stage: 'ingress',
      action: 'terminated',
      controller: { dialect: 'ingress-nginx', version: '1.15.1', class: 'nginx' },
      packet: { source: { address: '203.0.113.7' } },
      ingress: { namespace: 'default', name: 'nginx-test' },
    });
    expect(trace.hops.at(-1)).toMatchObject(http);
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200, from: 'application' });
  });

  test('send only the node with a controller pod traffic, as externalTrafficPolicy Local demands', () => {
    const cluster = clusterWith('cloud', cloud());
    const balancer = traceRequest(cluster, { url }).hops.find((hop) => hop.stage === 'load-balancer');
    const healthy = balancer?.targets.filter((target) => target.healthy) ?? [];
    expect(healthy.map(({ name }) => name)).toEqual([controllerNode(cluster)]);
  });

  test('send plain HTTP for a host with a TLS section to HTTPS, and end TLS at the controller', () => {
    const cluster = clusterWith('cloud', cloud());
    expect(traceRequest(cluster, { url: 'http://foo.bar.com/' }).outcome).toMatchObject({
      kind: 'response',
      status: 308,
      from: 'proxy',
      cause: { code: 'redirected-to-https', object: { name: 'foo-tls' } },
    });
    const refused = traceRequest(cluster, { url: 'https://bar.baz.com/' }).outcome;
    expect(refused).toMatchObject({
      kind: 'tls-error',
      cause: { code: 'tls-secret-missing', path: 'spec.tls[1].secretName' },
    });
    const trace = traceRequest(cluster, { url: 'https://bar.baz.com/', insecure: true });
    expect(trace.hops.at(-1)).toMatchObject({
      stage: 'pod',
      workload: { kind: 'ReplicationController', name: 'nginx' },
      packet: { destination: { port: 80 } },
    });
    expect(trace.assumptions).toContainEqual(
      expect.objectContaining({ code: 'tls-secret-missing', path: 'spec.tls[1].secretName' }),
    );
  });

  test('answer 404 for a host that no Ingress has', () => {
    const cluster = clusterWith('cloud', cloud());
    const [address = ''] = cluster.loadBalancer(balancerId)?.addresses ?? [];
    expect(traceRequest(cluster, { url: 'http://nobody.example.com/', address }).outcome).toMatchObject({
      kind: 'response',
      status: 404,
      from: 'proxy',
      cause: { code: 'host-unknown', fix: expect.stringContaining('foo.bar.com') as string },
    });
  });

  test('in the bare metal variant are reached by the node port of every node, and by no other port', () => {
    const cluster = clusterWith('baremetal', bareMetal());
    const service = cluster.get('Service', 'ingress-nginx/ingress-nginx-controller');
    const nodePort = service?.spec.ports[0]?.nodePort ?? 0;
    expect(service?.spec.type).toBe('NodePort');
    for (const { metadata } of cluster.list('Node')) {
      const address = addressOf(cluster, metadata.name);
      const { outcomes } = traceAll(cluster, {
        url: `http://stickyingress.example.com:${nodePort}/`,
        address,
      });
      expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([{ kind: 'response', status: 200 }]);
      expect(outcomes[0]?.example.hops.at(-1)).toMatchObject(http);
    }
    const { outcomes } = traceAll(cluster, { url });
    expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'refused', cause: { code: 'nobody-listens-on-node' } },
    ]);
  });

  test('on bare metal leave the load balancer of the boutique pending, and say so', () => {
    expect(clusterWith('baremetal', bareMetal()).problems).toContainEqual(
      expect.objectContaining({
        severity: 'notice',
        code: 'load-balancer-pending',
        object: expect.objectContaining({ kind: 'Service', name: 'frontend-external' }) as object,
        path: 'status.loadBalancer',
      }),
    );
  });

  test('in the kind variant are reached by the host port of the node', () => {
    const cluster = clusterWith('kind', kind());
    const address = addressOf(cluster, controllerNode(cluster));
    const trace = traceRequest(cluster, { url, address });
    expect(trace.hops[1]).toMatchObject({ stage: 'node' });
    expect(trace.hops.map(({ rule }) => rule.id)).toContain('host-port');
    expect(stagesOf(trace)).toContain('ingress terminated');
    expect(trace.hops.at(-1)).toMatchObject(http);
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200 });
  });
});
