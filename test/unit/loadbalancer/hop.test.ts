import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { explain } from '../../../packages/core/src/explain/explain.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { azure } from '../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import type { LoadBalancerHop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const alb = 'alb.ingress.kubernetes.io/';

function service(spec: object, annotations: object = {}): unknown {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', annotations }, spec };
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'c', ports: [{ containerPort: 8080 }] }] },
};

const selecting = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] };

function ingress(annotations: object, port: object = { number: 80 }): unknown {
  const backend = { service: { name: 'web', port } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      annotations: { [`${alb}scheme`]: 'internet-facing', [`${alb}target-type`]: 'ip', ...annotations },
    },
    spec: {
      ingressClassName: 'alb',
      rules: [{ host: 'a.example.com', http: { paths: [{ path: '/foo', pathType: 'Prefix', backend }] } }],
    },
  };
}

function ask(cluster: Cluster, url: (address: string) => string, more: object = {}): Trace {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceRequest(cluster, { url: url(address), address, ...more });
}

function hopOf({ hops }: Trace): LoadBalancerHop | undefined {
  return hops.find((hop) => hop.stage === 'load-balancer');
}

describe('the hop of a load balancer', () => {
  test('of layer 7 names host, path and Service, and what its health check asks', () => {
    const cluster = createCluster([pod, service(selecting), ingress({})], { platform: aws() });
    const trace = ask(cluster, () => 'http://a.example.com/foo');
    expect(hopOf(trace)).toMatchObject({
      conditions: ['host a.example.com', 'path /foo, /foo/*'],
      backend: { service: { kind: 'Service', namespace: 'default', name: 'web' }, port: 80 },
      probe: { kind: 'pod', protocol: 'HTTP', path: '/', intervalSeconds: 15 },
    });
    const text = explain(trace);
    expect(text).toContain('host a.example.com, path /foo, /foo/*');
    expect(text).toContain('to pod default/web of Service default/web port 80');
    expect(text).toMatch(
      /probe +HTTP on the port of the traffic, path \/ for 200 \(the pod itself\), every 15 s, timeout 5 s, 2 good or 2 bad in a row/,
    );
  });

  test.each([
    [
      'an NLB of a Service',
      aws(),
      { [`${elb}type`]: 'nlb' },
      'TCP on the port of the traffic (any pod behind',
    ],
    [
      'a target pool',
      gcp(),
      {},
      'HTTP on port 10256, path /healthz (kube-proxy: is the node fit), every 8 s',
    ],
    [
      'a rule without probe',
      azure(),
      { 'service.beta.kubernetes.io/port_80_no_probe_rule': 'true' },
      'nothing asks the targets',
    ],
  ])('of %s says what is probed', (_, platform, annotations, expected) => {
    const made = service({ type: 'LoadBalancer', ...selecting }, annotations);
    const cluster = createCluster([pod, made], { platform });
    const trace = ask(cluster, (address) => `tcp://${address}:80`);
    expect(explain(trace)).toContain(expected);
  });

  test.each([
    ['a listener that ends TLS is a proxy', 'https', 443, 'l4-proxy', 'terminated'],
    ['any other one passes connections on', 'tcp', 80, 'passthrough', 'forwarded'],
  ])('of an NLB: %s', (_, scheme, port, kind, action) => {
    const annotations = {
      [`${elb}type`]: 'nlb',
      [`${elb}ssl-cert`]: 'arn:aws:acm:us-east-1:1:certificate/x',
      [`${elb}ssl-ports`]: '443',
    };
    const ports = [80, 443].map((each) => ({ name: `p${each}`, port: each, targetPort: 8080 }));
    const made = service({ type: 'LoadBalancer', ...selecting, ports }, annotations);
    const cluster = createCluster([pod, made], { platform: aws() });
    const trace = ask(cluster, (address) => `${scheme}://${address}:${port}`, { insecure: true });
    expect(hopOf(trace)).toMatchObject({ kind, action });
  });
});

describe('a load balancer of layer 7 that has nobody to send to says', () => {
  const weightless = JSON.stringify({
    type: 'forward',
    forwardConfig: { targetGroups: [{ serviceName: 'web', servicePort: 80, weight: 0 }] },
  });

  test.each<readonly [string, readonly unknown[], string, string]>([
    [
      'that all weights are 0',
      [pod, service(selecting), ingress({ [`${alb}actions.web`]: weightless }, { name: 'use-annotation' })],
      'Every target group of the rule has the weight 0',
      'Give a target group a weight above 0.',
    ],
    [
      'that the Service stands for a name',
      [service({ type: 'ExternalName', externalName: 'db.example.net', ports: [{ port: 80 }] }), ingress({})],
      'stands for a name outside of the cluster',
      'Lead to a Service that selects pods.',
    ],
    [
      'that no pod is ready',
      [service(selecting), ingress({})],
      'The target group of Service default/web has no pod',
      'Make pods of the Service ready: only ready pods are targets.',
    ],
  ])('%s', (_, objects, message, fix) => {
    const { outcome } = ask(createCluster(objects, { platform: aws() }), () => 'http://a.example.com/foo');
    expect(outcome.cause).toMatchObject({
      code: 'no-healthy-target',
      message: expect.stringContaining(message) as string,
      fix,
    });
  });
});

describe('a public load balancer of AWS that is asked from inside', () => {
  test.each<readonly [string, object, object, boolean]>([
    [
      'sees an address that is not known',
      { [`${elb}type`]: 'nlb' },
      { kind: 'network', address: '10.0.3.4' },
      true,
    ],
    [
      'sees the client from the internet',
      { [`${elb}type`]: 'nlb' },
      { kind: 'internet', address: '203.0.113.7' },
      false,
    ],
    [
      'sees the client where it is internal',
      { [`${elb}type`]: 'nlb', [`${elb}internal`]: 'true' },
      { kind: 'network', address: '10.0.3.4' },
      false,
    ],
  ])('%s', (_, annotations, from, expected) => {
    const cluster = createCluster([pod, service({ type: 'LoadBalancer', ...selecting }, annotations)], {
      platform: aws(),
    });
    const { assumptions } = ask(cluster, (address) => `tcp://${address}:80`, { from });
    expect(assumptions.some(({ code }) => code === 'source-behind-nat')).toBe(expected);
  });
});

test.each([
  ['networking.gke.io/load-balancer-type', gcp(), { 'networking.gke.io/load-balancer-type': 'Internal' }],
  [`${elb}internal`, aws(), { [`${elb}internal`]: 'true' }],
])(
  'who asks an internal load balancer from the internet is told of %s',
  (annotation, platform, annotations) => {
    const cluster = createCluster([pod, service({ type: 'LoadBalancer', ...selecting }, annotations)], {
      platform,
    });
    const from = { kind: 'internet', address: '203.0.113.7' };
    const { outcome } = ask(cluster, (address) => `tcp://${address}:80`, { from });
    expect(outcome.cause.fix).toContain(`leave out the annotation ${annotation}`);
  },
);
