import {
  aws,
  azure,
  bareMetal,
  createCluster,
  gcp,
  hetzner,
  internet,
  k3s,
  kind,
  metallb,
  minikube,
  network,
  traceRequest,
  type Cluster,
  type HealthProbe,
  type Platform,
  type Trace,
} from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { cloudWays, type CloudWay, type Passage, type Sender } from './cloud-ways.js';

type Policy = 'Cluster' | 'Local';

/** What a Service asks for, and the state of its only pod. */
interface Asked {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly protocol?: 'UDP';
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly ready?: boolean;
}

/** A Service of type LoadBalancer with a pod on the last node that takes traffic of load balancers. */
function exposed(
  platform: Platform,
  { annotations = {}, protocol, spec = {}, ready = true }: Asked,
): Cluster {
  const nodeName = createCluster([], { platform }).list('Node').at(-1)?.metadata.name;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: {
      nodeName,
      containers: [
        {
          name: 'web',
          image: 'web',
          ports: [{ containerPort: 8080 }, { containerPort: 8080, protocol: 'UDP' }],
        },
      ],
    },
    ...(ready
      ? {}
      : {
          status: { phase: 'Running', podIP: '10.244.2.9', conditions: [{ type: 'Ready', status: 'False' }] },
        }),
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'web.example.com', ...annotations },
    },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 8080, protocol: protocol ?? 'TCP' }],
      ...spec,
    },
  };
  return createCluster([pod, service], { platform });
}

function balancedUnder(policy: Policy, { platform, annotations = {}, protocol }: CloudWay): Cluster {
  const spec = { externalTrafficPolicy: policy };
  return exposed(platform, { annotations, spec, ...(protocol === undefined ? {} : { protocol }) });
}

/** The client is in the network of the nodes where the load balancer is for that only. */
function traceOf(cluster: Cluster, protocol: CloudWay['protocol']): Trace {
  const [balancer] = cluster.infrastructure;
  const [told] = cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress ?? [];
  const address = told?.ip ?? balancer?.addresses[0] ?? '';
  const host = address.includes(':') ? `[${address}]` : address;
  const lan = address.includes(':') ? 'fd00:a::c8' : address.replace(/\d+$/, '250');
  return traceRequest(cluster, {
    ...(balancer?.scheme === 'internal' ? { from: network(lan) } : {}),
    url: protocol === 'UDP' ? `udp://${host}:80` : `http://${host}/`,
  });
}

/** What the model makes of a way, in the words of the table. */
function seen(cluster: Cluster, trace: Trace): Passage & Pick<CloudWay, 'node' | 'to'> {
  const { hops } = trace;
  const arrival = hops.find(({ stage }) => stage === 'node')?.packet;
  const last = hops.at(-1);
  if (arrival === undefined || last?.stage !== 'pod') throw new Error(trace.outcome.cause.message);
  return {
    node: senderOf(cluster, trace, arrival.source.address),
    to: destinationOf(cluster, arrival.destination),
    pod: senderOf(cluster, trace, last.client),
    snat: hops.some(({ changes }) => changes.some((change) => change.kind === 'snat')),
    probe: probeOf(cluster),
    hops: hops.length,
  };
}

function senderOf(cluster: Cluster, { hops }: Trace, address: string): Sender {
  if (address === hops[0]?.packet.source.address) return 'client';
  if (cluster.nodeByAddress(address) !== undefined) return 'node';
  if (cluster.infrastructure.some(({ proxyAddress }) => proxyAddress === address)) return 'balancer';
  throw new Error(`${address} is nobody's`);
}

function destinationOf(
  cluster: Cluster,
  { address, port }: { readonly address: string; readonly port: number },
): CloudWay['to'] {
  const { clusterIP, ports } = cluster.get('Service', 'shop/web')?.spec ?? {};
  if (address === clusterIP) return 'clusterIP';
  if (cluster.podByAddress(address) !== undefined) return 'podIP';
  return port === ports?.[0]?.nodePort ? 'nodePort' : 'vip';
}

function probeOf(cluster: Cluster): string {
  const probe = cluster.infrastructure[0]?.probe ?? null;
  if (probe === null) return 'nothing';
  return `${probe.protocol} ${portOf(cluster, probe)}${probe.path ?? ''}`;
}

function portOf(cluster: Cluster, { kind: asked, port }: HealthProbe): string {
  const { healthCheckNodePort, ports } = cluster.get('Service', 'shop/web')?.spec ?? {};
  if (port === healthCheckNodePort) return 'healthCheckNodePort';
  if (asked === 'pod') return 'pod';
  return port === 'traffic-port' || port === ports?.[0]?.nodePort ? 'nodePort' : String(port);
}

describe.each(cloudWays)('$name ($source)', (way) => {
  const { node, to, cluster, local } = way;

  test.each([
    ['Cluster', cluster],
    ['Local', local],
  ] as const)('gets a request through under externalTrafficPolicy %s', (policy, passage) => {
    const made = balancedUnder(policy, way);
    expect(seen(made, traceOf(made, way.protocol))).toEqual({ node, to, ...passage });
  });
});

const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';
const nlb = { [`${prefix}type`]: 'nlb' };
const ipTargets = { [`${prefix}type`]: 'nlb-ip', [`${prefix}scheme`]: 'internet-facing' };
const onGoogleInternally = { 'networking.gke.io/load-balancer-type': 'Internal' };

/** What a client sees, why, and which field is at fault; whatever fails says what to do. */
function fate(cluster: Cluster, from?: ReturnType<typeof internet>): readonly string[] {
  const input = { url: 'http://web.example.com/', ...(from === undefined ? {} : { from }) };
  const { outcome } = traceRequest(cluster, input);
  const { cause } = outcome;
  expect([cause.message, cause.fix]).not.toContain(undefined);
  const what = outcome.kind === 'response' ? `${outcome.kind} ${outcome.status}` : outcome.kind;
  return [what, cause.code, cause.path ?? ''];
}

const notReady = ['pods-not-ready', 'status.conditions'] as const;
const unhealthy = ['no-healthy-target', 'spec.selector'] as const;
const withoutOwn = ['no-healthy-target', 'spec.externalTrafficPolicy'] as const;

describe('a load balancer whose targets are all unhealthy, since no pod is ready', () => {
  test.each<readonly [string, Platform, Asked['annotations'], Policy, readonly string[]]>([
    ['a Classic ELB of TCP does what no source says', aws(), {}, 'Cluster', ['unknown', ...unhealthy]],
    [
      'a Classic ELB of HTTP answers 503',
      aws(),
      { [`${prefix}backend-protocol`]: 'http' },
      'Cluster',
      ['response 503', ...unhealthy],
    ],
    [
      'an NLB fails open, the node refuses, no source says who learns it',
      aws(),
      nlb,
      'Cluster',
      ['unknown', ...notReady],
    ],
    ['an NLB with ip targets has none left', aws(), ipTargets, 'Local', ['timeout', 'no-healthy-target', '']],
    ['Google asks nodes, not pods: the node refuses', gcp(), {}, 'Cluster', ['refused', ...notReady]],
    ['Google, Local: no source says it', gcp(), {}, 'Local', ['unknown', ...withoutOwn]],
    ['Google internally fails open', gcp(), onGoogleInternally, 'Local', ['refused', ...notReady]],
    ['Azure lets no new flow in', azure(), {}, 'Cluster', ['timeout', ...unhealthy]],
    ['Azure, Local, the same', azure(), {}, 'Local', ['timeout', ...withoutOwn]],
    ['Hetzner does what no source says', hetzner(), {}, 'Cluster', ['unknown', ...unhealthy]],
    ['MetalLB withdraws the address', metallb(), {}, 'Cluster', ['timeout', ...unhealthy]],
    ['MetalLB, Local, the same', metallb({ mode: 'bgp' }), {}, 'Local', ['timeout', ...withoutOwn]],
    ['the nodes of k3s refuse', k3s(), {}, 'Cluster', ['refused', ...notReady]],
    [
      'the Envoy of kind closes',
      kind({ nodes: 2 }),
      {},
      'Cluster',
      ['closed', 'upstream-refused', 'status.conditions'],
    ],
  ])('%s', (_, platform, annotations = {}, policy, expected) => {
    const cluster = exposed(platform, { annotations, spec: { externalTrafficPolicy: policy }, ready: false });
    const lan = cluster.infrastructure[0]?.scheme === 'internal' ? network('10.128.0.200') : undefined;
    expect(fate(cluster, lan)).toEqual(expected);
  });
});

describe('source ranges that leave the client out', () => {
  const spec = { loadBalancerSourceRanges: ['192.0.2.128/25'] };
  const refused = ['timeout', 'source-not-in-ranges', 'spec.loadBalancerSourceRanges'];

  test.each<readonly [string, Platform, Asked['annotations']]>([
    ['the security group of a Classic ELB', aws(), {}],
    ['the security group of an NLB', aws(), nlb],
    ['the firewall of Google Cloud', gcp(), {}],
    ['the network security group of Azure', azure(), {}],
    ['kube-proxy behind MetalLB', metallb(), {}],
    ['kube-proxy of the nodes of k3s', k3s(), {}],
    ['the Envoy of kind', kind(), {}],
  ])('%s lets the request time out', (_, platform, annotations = {}) => {
    expect(fate(exposed(platform, { annotations, spec }))).toEqual(refused);
  });
});

describe('a load balancer that stays pending has no address, and a notice says why', () => {
  test.each<readonly [string, Platform, Asked['spec'], string, RegExp]>([
    ['nobody provides any', bareMetal(), {}, 'status.loadBalancer', /nobody provides load balancers/],
    ['minikube tunnel does not run', minikube(), {}, 'status.loadBalancer', /nobody provides load balancers/],
    [
      'nobody serves the class',
      aws(),
      { loadBalancerClass: 'example.com/other' },
      'status.loadBalancer',
      /nobody on the platform aws provides the class/,
    ],
    [
      'a Classic ELB has no affinity',
      aws(),
      { sessionAffinity: 'ClientIP' },
      'spec.sessionAffinity',
      /no load balancer with session affinity/,
    ],
  ])('%s', (_, platform, spec = {}, path, message) => {
    const cluster = exposed(platform, { spec });
    const [notice] = cluster.problems;
    expect(notice).toMatchObject({ code: 'load-balancer-pending', severity: 'notice', path });
    expect(notice?.message).toMatch(message);
    expect(notice?.fix).toBeDefined();
    expect(fate(cluster)).toEqual(['dns-error', 'load-balancer-pending', path]);
  });
});

describe('an internal load balancer', () => {
  test.each<readonly [string, Platform, Asked['annotations'], string]>([
    ['a Classic ELB', aws(), { [`${prefix}internal`]: 'true' }, '10.0.0.200'],
    [
      'an NLB, internal unless its scheme says otherwise',
      aws(),
      { [`${prefix}type`]: 'external' },
      '10.0.0.200',
    ],
    ['of Google Cloud', gcp(), onGoogleInternally, '10.128.0.200'],
    [
      'of Azure',
      azure(),
      { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
      '10.224.0.200',
    ],
  ])(
    '%s is reached from the network of the nodes, not from the internet',
    (_, platform, annotations = {}, lan) => {
      const cluster = exposed(platform, { annotations });
      expect(fate(cluster, internet())).toEqual(['unroutable', 'internal-load-balancer', '']);
      const { outcome } = traceRequest(cluster, { from: network(lan), url: 'http://web.example.com/' });
      expect(outcome.kind).toBe('response');
    },
  );
});
