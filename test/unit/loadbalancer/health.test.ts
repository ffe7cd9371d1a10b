import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { ApplicationSettings, Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { azure } from '../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import type { LoadBalancerHop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const nlb = { [`${elb}type`]: 'nlb' };
const instance = {
  [`${elb}type`]: 'external',
  [`${elb}nlb-target-type`]: 'instance',
  [`${elb}scheme`]: 'internet-facing',
};
const ip = { ...instance, [`${elb}nlb-target-type`]: 'ip' };
const alb = {
  'alb.ingress.kubernetes.io/scheme': 'internet-facing',
  'alb.ingress.kubernetes.io/target-type': 'ip',
};
const neg = { 'cloud.google.com/neg': '{"ingress": true}' };
const instances = { 'cloud.google.com/neg': '{}' };

type Settings = Pick<ApplicationSettings, 'status' | 'listens'>;

interface Shop {
  readonly platform: (given: { readonly applications: readonly ApplicationSettings[] }) => Platform;
  readonly says?: Settings;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: object;
  readonly ingress?: { readonly class?: string; readonly annotations: Readonly<Record<string, string>> };
}

function shop({ platform, says, annotations = {}, spec, ingress }: Shop): Cluster {
  const selector = { app: 'web' };
  const objects: unknown[] = [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'shop', name: 'web', labels: selector },
      spec: { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'web', annotations },
      spec: {
        type: ingress === undefined ? 'LoadBalancer' : 'NodePort',
        selector,
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        ...spec,
      },
    },
  ];
  if (ingress !== undefined) {
    const backend = { service: { name: 'web', port: { number: 80 } } };
    objects.push({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace: 'shop', name: 'web', annotations: ingress.annotations },
      spec: {
        ...(ingress.class === undefined ? {} : { ingressClassName: ingress.class }),
        rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    });
  }
  const applications =
    says === undefined ? [] : [{ selector: { matchLabels: selector, matchExpressions: [] }, ...says }];
  return createCluster(objects, { platform: platform({ applications }) });
}

function ask(cluster: Cluster, scheme: 'http' | 'tcp' | 'udp' = 'http', port = 80): Trace {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceRequest(cluster, { url: `${scheme}://${address}:${port}` });
}

/** How many targets of how many are healthy, and why the first is or is not. */
function healthOf({ hops }: Trace): string {
  const hop = hops.find((each): each is LoadBalancerHop => each.stage === 'load-balancer');
  const targets = hop?.targets ?? [];
  return `${targets.filter(({ healthy }) => healthy).length} of ${targets.length}: ${targets[0]?.reason ?? ''}`;
}

function endOf({ outcome }: Trace): string {
  return outcome.kind === 'response' ? `${outcome.status} from ${outcome.from}` : outcome.kind;
}

const notListening = 'no pod listens on the port of the health check';
const otherStatus = 'the application answers with a status that the health check does not take';
const passes = 'the health check passes';

describe('a health check meets the application as the user says it is', () => {
  const gce = { annotations: {} };
  const ofAlb = { class: 'alb', annotations: alb };

  test.each<readonly [string, Shop, health: string, end: string]>([
    [
      'GCE answers 502 itself where pods answer 404',
      { platform: gcp, annotations: neg, ingress: gce, says: { status: 404 } },
      `0 of 1: ${otherStatus}`,
      '502 from proxy',
    ],
    [
      'GCE does so through instance groups too',
      { platform: gcp, annotations: instances, ingress: gce, says: { status: 404 } },
      `0 of 3: ${otherStatus}`,
      '502 from proxy',
    ],
    [
      'GCE passes on what pods answer with 200',
      { platform: gcp, annotations: neg, ingress: gce, says: { status: 200 } },
      `1 of 1: ${passes}`,
      '200 from application',
    ],
    [
      'the checker of GKE on nodes asks no process',
      {
        platform: gcp,
        annotations: { ...neg, 'networking.gke.io/transparent-health-checker': '{"enabled": true}' },
        ingress: gce,
        says: { status: 404 },
      },
      `1 of 1: ${passes}`,
      '404 from application',
    ],
    [
      'an ALB sends to all of them where none passes',
      { platform: aws, ingress: ofAlb, says: { status: 404 } },
      `0 of 1: ${otherStatus}`,
      '404 from application',
    ],
    [
      'an ALB takes the codes of its annotation',
      {
        platform: aws,
        ingress: {
          class: 'alb',
          annotations: { ...alb, 'alb.ingress.kubernetes.io/success-codes': '200,400-404' },
        },
        says: { status: 404 },
      },
      `1 of 1: ${passes}`,
      '404 from application',
    ],
    [
      'Azure sends nothing to nodes behind whose node port nobody listens',
      { platform: azure, spec: { ports: [{ port: 80, targetPort: 9090 }] } },
      `0 of 3: ${notListening}`,
      'timeout',
    ],
    [
      'Azure takes status 200 alone where appProtocol makes it ask HTTP',
      {
        platform: azure,
        spec: { ports: [{ port: 80, targetPort: 8080, appProtocol: 'http' }] },
        says: { status: 302 },
      },
      `0 of 3: ${otherStatus}`,
      'timeout',
    ],
    [
      'an NLB takes every status up to 399',
      {
        platform: aws,
        annotations: { ...ip, [`${elb}healthcheck-protocol`]: 'http' },
        says: { status: 302 },
      },
      `1 of 1: ${passes}`,
      '302 from application',
    ],
    [
      'an NLB with ip targets finds out that the pod does not listen, and sends to it all the same',
      { platform: aws, annotations: ip, spec: { ports: [{ port: 80, targetPort: 9090 }] } },
      `0 of 1: ${notListening}`,
      'closed',
    ],
    [
      'an NLB asks the port of its annotation',
      { platform: aws, annotations: { ...ip, [`${elb}healthcheck-port`]: '9999' } },
      `0 of 1: ${notListening}`,
      '200 from application',
    ],
    [
      'an NLB asks the port that the user says a process listens on',
      {
        platform: aws,
        annotations: { ...ip, [`${elb}healthcheck-port`]: '9999' },
        says: { listens: [8080, 9999] },
      },
      `1 of 1: ${passes}`,
      '200 from application',
    ],
  ])('%s', (_, given, health, end) => {
    const trace = ask(shop(given));
    expect([healthOf(trace), endOf(trace)]).toEqual([health, end]);
  });

  test('what changes of a pod is seen by the next check', () => {
    const cluster = shop({ platform: azure, spec: { ports: [{ port: 80, targetPort: 9090 }] } });
    expect(healthOf(ask(cluster))).toBe(`0 of 3: ${notListening}`);
    const after = cluster.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    expect(healthOf(ask(after))).toBe(`3 of 3: ${passes}`);
  });
});

describe('a health check of TCP', () => {
  const udp = [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 8080, nodePort: 30_053 }];
  const both = [...udp, { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 8080, nodePort: 30_053 }];

  test.each<readonly [string, Shop, string]>([
    [
      'of an NLB meets nothing on the node port of a datagram',
      { platform: aws, annotations: nlb, spec: { ports: udp } },
      '0 of 3: nothing takes TCP on the port of the health check',
    ],
    [
      'of an NLB passes where TCP has the same node port',
      {
        platform: aws,
        annotations: { ...instance, [`${elb}enable-tcp-udp-listener`]: 'true' },
        spec: { ports: both },
      },
      `3 of 3: ${passes}`,
    ],
    ['is none at Azure for a port of UDP', { platform: azure, spec: { ports: udp } }, `3 of 3: ${passes}`],
  ])('%s', (_, given, expected) => {
    expect(healthOf(ask(shop(given), 'udp', 53))).toBe(expected);
  });
});

describe('a rule of Azure', () => {
  const ports = [
    { name: 'good', port: 80, targetPort: 8080 },
    { name: 'bad', port: 81, targetPort: 9090 },
    { name: 'web', port: 82, targetPort: 8080, appProtocol: 'HTTP' },
    { name: 'dns', port: 53, protocol: 'UDP', targetPort: 8080 },
  ];
  const cluster = shop({ platform: azure, spec: { ports } });

  test.each([
    [80, 'tcp', `3 of 3: ${passes}`],
    [81, 'tcp', `0 of 3: ${notListening}`],
    [82, 'tcp', `3 of 3: ${passes}`],
    [53, 'udp', `3 of 3: ${passes}`],
  ] as const)('on port %d has a probe of its own', (port, scheme, expected) => {
    expect(healthOf(ask(cluster, scheme, port))).toBe(expected);
  });

  test('has its probe at the listener, unless all share it', () => {
    const [balancer] = cluster.infrastructure;
    expect(balancer?.probe).toBeUndefined();
    expect(balancer?.listeners.map(({ probe }) => probe?.protocol ?? 'none')).toEqual([
      'TCP',
      'TCP',
      'HTTP',
      'none',
    ]);
    const [local] = shop({ platform: azure, spec: { ports, externalTrafficPolicy: 'Local' } }).infrastructure;
    expect(local?.probe).toMatchObject({ kind: 'local-endpoints' });
    expect(local?.listeners.map(({ probe }) => probe)).toEqual(ports.map(() => undefined));
  });

  test('asks what the appProtocol says before what the annotation for all ports says', () => {
    const annotations = {
      'service.beta.kubernetes.io/azure-load-balancer-health-probe-protocol': 'tcp',
    };
    const made = shop({ platform: azure, annotations, spec: { ports: ports.slice(2, 3) } });
    expect(made.infrastructure[0]?.probe).toMatchObject({ protocol: 'HTTP', path: '/' });
  });

  test('for all ports has the probe of the first port that has one', () => {
    const az = 'service.beta.kubernetes.io/azure-load-balancer-';
    const annotations = { [`${az}internal`]: 'true', [`${az}enable-high-availability-ports`]: 'true' };
    const [inside] = shop({
      platform: azure,
      annotations,
      spec: { ports: [...ports].reverse() },
    }).infrastructure;
    expect(inside?.probe).toMatchObject({ protocol: 'HTTP' });
  });
});

describe('the line of the PROXY protocol', () => {
  const local = { externalTrafficPolicy: 'Local' };
  const broken = 'the line of the PROXY protocol breaks the health check of kube-proxy';
  const line = { [`${elb}proxy-protocol`]: '*' };

  test.each<readonly [string, Shop, string]>([
    [
      'breaks the check of kube-proxy under externalTrafficPolicy Local',
      { platform: aws, annotations: { ...instance, ...line }, spec: local },
      '0 of 3',
    ],
    [
      'breaks no check of a node port by TCP',
      { platform: aws, annotations: { ...instance, ...line } },
      '3 of 3',
    ],
    ['is what breaks it', { platform: aws, annotations: instance, spec: local }, '1 of 3'],
  ])('%s', (_, given, expected) => {
    const trace = ask(shop(given));
    const hop = trace.hops.find((each): each is LoadBalancerHop => each.stage === 'load-balancer');
    const reasons = (hop?.targets ?? []).map(({ reason }) => reason);
    expect(healthOf(trace)).toContain(expected);
    expect(reasons.includes(broken)).toBe(expected === '0 of 3');
  });
});
