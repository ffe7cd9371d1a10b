import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll, type AllTraces } from '../../../packages/core/src/pipeline/trace-all.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { azure } from '../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { metallb } from '../../../packages/core/src/provider/metallb.js';
import {
  internet,
  network,
  pod as podOrigin,
  type Origin,
} from '../../../packages/core/src/request/origin.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const nlb = { [`${elb}type`]: 'nlb' };
const ipTargets = {
  [`${elb}type`]: 'external',
  [`${elb}nlb-target-type`]: 'ip',
  [`${elb}scheme`]: 'internet-facing',
};

function shop(
  platform: Platform,
  annotations: Readonly<Record<string, string>>,
  { isReady = true, spec }: { readonly isReady?: boolean; readonly spec?: ServiceSpecManifest } = {},
): Cluster {
  const web = service('shop/web', {
    type: 'LoadBalancer',
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    ...spec,
  });
  const pods = ['web-1', 'web-2'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }],
    },
    ...(isReady ? {} : { status: { conditions: [{ type: 'Ready', status: 'False' }] } }),
  }));
  return createCluster([...pods, { ...web, metadata: { ...web.metadata, annotations } }], { platform });
}

function ask(cluster: Cluster, from: Origin, scheme: 'http' | 'https' | 'tcp' = 'tcp', port = 80): AllTraces {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceAll(cluster, { from, url: `${scheme}://${address}:${port}`, insecure: true });
}

/** The ends of a request, with what kind of source the pod saw. */
function ends({ branches }: AllTraces): readonly string[] {
  const all = branches.map(({ trace: { outcome, hops } }) => {
    const pod = hops.find((hop) => hop.stage === 'pod');
    return pod === undefined ? `${outcome.kind} ${outcome.cause.code}` : `${outcome.kind} seen ${pod.client}`;
  });
  return [...new Set(all)].sort();
}

describe('pods as targets', () => {
  test('are reached without kube-proxy, and see the balancer', () => {
    const cluster = shop(aws(), ipTargets);
    const all = ask(cluster, internet());
    const { proxyAddress } = cluster.infrastructure[0] ?? {};
    expect(ends(all)).toEqual([`connected seen ${proxyAddress}`]);
    const [first] = all.branches;
    expect(first?.trace.hops.map(({ stage }) => stage)).toEqual(['client', 'load-balancer', 'node', 'pod']);
    expect(
      first?.trace.hops
        .find((hop) => hop.stage === 'load-balancer')
        ?.targets.map(({ name }) => name)
        .sort(),
    ).toEqual(['shop/web-1', 'shop/web-2']);
    expect(all.branches.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  });

  test('are ready ones only: without any the connection is lost', () => {
    const [lost] = ask(shop(aws(), ipTargets, { isReady: false }), internet()).branches;
    expect(lost?.trace.outcome).toMatchObject({
      kind: 'timeout',
      cause: { code: 'no-healthy-target', message: 'The load balancer has no pod to send to.' },
    });
  });
});

describe('without a healthy target', () => {
  test('an NLB sends to all nodes, kube-proxy refuses, and whether the client learns of it no source says', () => {
    const all = ask(shop(aws(), nlb, { isReady: false }), internet());
    expect(ends(all)).toEqual(['unknown pods-not-ready']);
    const [{ trace } = {}] = all.branches;
    expect(trace?.outcome).toMatchObject({ missing: 'refusal-through-load-balancer' });
    expect(trace?.outcome.cause.message).toMatch(/passes the refusal on to the client.* is not documented/);
    expect(trace?.hops.at(-1)).toMatchObject({ stage: 'service', action: 'rejected' });
    expect(trace?.reply).toEqual([]);
  });

  test('so it is where the NLB hides the client too', () => {
    const hidden = { ...nlb, [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=false' };
    expect(ends(ask(shop(aws(), hidden, { isReady: false }), internet()))).toEqual([
      'unknown pods-not-ready',
    ]);
  });

  test('a Classic ELB that speaks HTTP answers 503 itself', () => {
    const http = { [`${elb}backend-protocol`]: 'http' };
    const [only] = ask(shop(aws(), http, { isReady: false }), internet(), 'http').branches;
    expect(only?.trace.outcome).toMatchObject({ kind: 'response', status: 503, from: 'proxy' });
  });

  test('nobody documents what a Classic ELB of TCP does', () => {
    expect(ends(ask(shop(aws(), {}, { isReady: false }), internet()))).toEqual(['unknown no-healthy-target']);
  });

  test('Azure answers nobody', () => {
    expect(ends(ask(shop(azure(), {}, { isReady: false }), internet()))).toEqual([
      'timeout no-healthy-target',
    ]);
  });

  test('MetalLB does not announce the address', () => {
    const [lost] = ask(shop(metallb(), {}, { isReady: false }), network('192.168.1.200')).branches;
    expect(lost?.trace.outcome).toMatchObject({
      kind: 'timeout',
      cause: {
        code: 'no-healthy-target',
        message: 'None of the 3 nodes announces the address: the Service has no endpoint.',
        fix: 'Make pods of the Service ready.',
      },
    });
  });
});

describe('an internal load balancer', () => {
  const internal = { 'networking.gke.io/load-balancer-type': 'Internal' };

  test('is reached from the network of the nodes, and not from the internet', () => {
    const cluster = shop(gcp(), internal, { spec: { externalTrafficPolicy: 'Local' } });
    expect(ends(ask(cluster, network('10.128.3.4')))).toEqual(['connected seen 10.128.3.4']);
    expect(ends(ask(cluster, internet()))).toEqual(['unroutable internal-load-balancer']);
  });

  test('of more than five ports passes on every port, to an end that nobody documents', () => {
    const ports = [1, 2, 3, 4, 5, 6].map((n) => ({ name: `p${n}`, port: 8000 + n, targetPort: 8080 }));
    const cluster = shop(gcp(), internal, { spec: { ports } });
    expect(ends(ask(cluster, network('10.128.3.4'), 'tcp', 9999))).toEqual(['unknown no-listener']);
  });
});

describe('a pod that asks the load balancer of its own Service', () => {
  const internal = { ...nlb, [`${elb}internal`]: 'true' };

  test('waits in vain for an NLB that sends it back to its node, and is served by the others', () => {
    const all = ask(shop(aws(), internal), podOrigin('shop', 'web-1'));
    const lost = all.branches.filter(({ trace }) => trace.outcome.cause.code === 'hairpin-to-itself');
    expect(lost.map(({ probability }) => Math.round(probability * 3))).toEqual([1]);
    expect(lost[0]?.trace.outcome.kind).toBe('timeout');
  });

  test('is served by kube-proxy of its node where the status has an address', () => {
    const all = ask(shop(gcp(), {}), podOrigin('shop', 'web-1'));
    expect(
      all.branches.flatMap(({ trace }) => trace.hops.filter(({ stage }) => stage === 'load-balancer')),
    ).toEqual([]);
  });
});

describe('a listener that speaks HTTP', () => {
  test('adds what it knows of the client', () => {
    const [first] = ask(
      shop(aws(), { [`${elb}backend-protocol`]: 'http' }),
      internet('203.0.113.9'),
      'http',
    ).branches;
    const pod = first?.trace.hops.find((hop) => hop.stage === 'pod');
    expect(pod?.packet.http?.headers).toEqual(
      expect.arrayContaining([
        { name: 'X-Forwarded-For', value: '203.0.113.9' },
        { name: 'X-Forwarded-Proto', value: 'http' },
        { name: 'X-Forwarded-Port', value: '80' },
      ]),
    );
  });
});

describe('a listener and a client that speak otherwise', () => {
  const certificate = { [`${elb}ssl-cert`]: 'arn:aws:acm:us-east-1:1:certificate/x' };
  const http = { [`${elb}backend-protocol`]: 'http' };

  test.each<readonly [string, Readonly<Record<string, string>>, 'http' | 'https', string]>([
    ['plain HTTP at TLS is closed', { ...nlb, ...certificate }, 'http', 'closed'],
    ['what plain HTTP at HTTPS gets is not documented', { ...http, ...certificate }, 'http', 'unknown'],
    ['TLS at plain HTTP fails', http, 'https', 'tls-error'],
  ])('%s', (_, annotations, scheme, kind) => {
    const [only] = ask(shop(aws(), annotations), internet(), scheme).branches;
    expect(only?.trace.outcome).toMatchObject({ kind, cause: { code: 'listener-speaks-otherwise' } });
  });

  test('TLS that the listener ends is taken to fit, and plain HTTP goes on', () => {
    const [first] = ask(shop(aws(), { ...http, ...certificate }), internet(), 'https').branches;
    expect(first?.trace.assumptions.map(({ code }) => code)).toContain('load-balancer-certificate');
    expect(first?.trace.hops.find((hop) => hop.stage === 'load-balancer')?.changes).toContainEqual({
      kind: 'connection',
      field: 'tls',
      from: 'TLS',
      to: 'plain',
    });
  });
});

describe('a load balancer that writes the PROXY protocol', () => {
  test('shows the line, and that the application is taken to read it', () => {
    const proxy = { [`${elb}proxy-protocol`]: '*' };
    const [first] = ask(shop(aws(), proxy), internet('203.0.113.9'), 'http').branches;
    const hop = first?.trace.hops.find((candidate) => candidate.stage === 'load-balancer');
    expect(hop?.changes).toContainEqual({
      kind: 'connection',
      field: 'PROXY protocol',
      from: '',
      to: expect.stringMatching(/^PROXY TCP4 203\.0\.113\.9 198\.51\.100\.\d+ 0 80$/) as string,
    });
    expect(first?.trace.assumptions.map(({ code }) => code)).toContain('proxy-line-is-read');
  });
});
