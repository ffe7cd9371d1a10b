import { cloud, internet, pod, scripted, traceAll, traceRequest, workload } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { describe, expect, test } from 'vitest';
import { clusterOf, areLeftOut } from './manifests.js';
import { stagesOf } from './story.js';

const toolbox = `
apiVersion: v1
kind: Pod
metadata: { name: toolbox, namespace: tools }
spec: { containers: [{ name: shell, image: alpine }] }
`;

describe.skipIf(areLeftOut)('the online boutique on a cloud', () => {
  const cluster = clusterOf(cloud(), ['online-boutique.yaml'], { 'toolbox.yaml': toolbox });
  const frontend = workload('Deployment', 'default', 'frontend');

  test('has no problem but the kinds that mean nothing to the network', () => {
    expect(cluster.problems).toMatchObject([
      {
        severity: 'notice',
        code: 'kind-not-modelled',
        object: { kind: 'ServiceAccount' },
        message: expect.stringContaining('11 objects') as string,
      },
    ]);
  });

  describe('a request from the internet to the load balancer of the frontend', () => {
    const [address = 'none'] = cluster.loadBalancer('service/default/frontend-external')?.addresses ?? [];
    const service = cluster.get('Service', 'default/frontend-external');
    const nodePort = service?.spec.ports[0]?.nodePort ?? 0;
    const request = { from: internet(), url: `http://${address}/` };
    const { branches, outcomes } = traceAll(cluster, request);
    const farther = [0, 1, 2]
      .map((node) => traceRequest(cluster, request, { choose: scripted([node]) }))
      .find(({ hops }) => hops.some((hop) => hop.stage === 'node' && hop.to.kind === 'node'));

    test('is answered by a frontend pod on every branch', () => {
      expect(outcomes).toHaveLength(1);
      expect(outcomes[0]?.outcome).toMatchObject({
        kind: 'response',
        status: 200,
        from: 'application',
        cause: { code: 'application-answered' },
      });
      for (const { trace } of branches) {
        expect(trace.hops.at(-1)).toMatchObject({
          stage: 'pod',
          action: 'delivered',
          workload: { kind: 'Deployment', namespace: 'default', name: 'frontend' },
          packet: { destination: { port: 8080 } },
        });
      }
    });

    test('shows every hop where the pod is on another node than the one that was chosen', () => {
      expect(farther === undefined ? [] : stagesOf(farther)).toEqual([
        'client sent',
        'load-balancer forwarded',
        'node received',
        'service translated',
        'node forwarded',
        'node forwarded',
        'pod delivered',
      ]);
    });

    test('goes to the node port, is translated to the pod and masqueraded by the node', () => {
      const [, balancer, , proxy, leaving, , process] = farther?.hops ?? [];
      expect(balancer).toMatchObject({
        packet: { source: { address: '203.0.113.7' }, destination: { address, port: 80 } },
        changes: [
          {
            kind: 'dnat',
            to: expect.stringMatching(new RegExp(`^10\\.0\\.0\\.\\d+:${nodePort}$`)) as string,
          },
        ],
        choice: { of: 'node', among: 3 },
      });
      expect(proxy).toMatchObject({
        via: 'nodePort',
        changes: [{ kind: 'dnat', to: expect.stringMatching(/^10\.244\.\d+\.\d+:8080$/) as string }],
        rule: { id: 'external-cluster-policy', path: 'spec.externalTrafficPolicy' },
        masquerade: true,
      });
      expect(leaving).toMatchObject({
        rule: { id: 'masquerade-marked' },
        changes: [
          { kind: 'snat', from: '203.0.113.7', to: expect.stringMatching(/^10\.0\.0\.\d+$/) as string },
        ],
      });
      expect(process).toMatchObject({ client: expect.stringMatching(/^10\.0\.0\.\d+$/) as string });
    });

    test('comes back to the client from the address that was asked', () => {
      expect(farther?.reply.at(-1)).toMatchObject({
        stage: 'client',
        packet: { source: { address, port: 80 }, destination: { address: '203.0.113.7' } },
      });
    });
  });

  test('a frontend pod reaches a cartservice pod through the search list', () => {
    const trace = traceRequest(cluster, { from: frontend, url: 'http://cartservice:7070' });
    const dns = trace.hops.find((hop) => hop.stage === 'dns');
    expect(dns).toMatchObject({
      action: 'resolved',
      resolver: { search: expect.arrayContaining(['default.svc.cluster.local']) as string[] },
    });
    expect(dns?.queries.map(({ name, rcode }) => [name, rcode])).toContainEqual([
      'cartservice.default.svc.cluster.local.',
      'NOERROR',
    ]);
    expect(trace.hops.at(-1)).toMatchObject({
      stage: 'pod',
      action: 'delivered',
      workload: { kind: 'Deployment', name: 'cartservice' },
      packet: { destination: { port: 7070 } },
    });
  });

  test('the name of the frontend is unknown in another namespace, and the explanation says where it is', () => {
    const trace = traceRequest(cluster, { from: pod('tools', 'toolbox'), url: 'http://frontend-external/' });
    expect(trace.outcome).toMatchObject({
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      cause: {
        code: 'service-in-other-namespace',
        object: { kind: 'Service', namespace: 'default', name: 'frontend-external' },
        path: 'metadata.namespace',
        fix: 'Ask for frontend-external.default.',
      },
    });
    expect(explain(trace)).toContain(
      'Namespace tools has no Service frontend-external; there is one in namespace default.',
    );
  });
});
