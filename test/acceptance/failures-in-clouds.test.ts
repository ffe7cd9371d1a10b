import {
  aws,
  azure,
  bareMetal,
  cloud,
  gcp,
  hetzner,
  internet,
  k3d,
  k3s,
  kind,
  metallb,
  minikube,
  network,
  traceRequest,
  type Cluster,
  type Platform,
} from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { albPrefix, type Asked, exposed, type Policy } from './exposed-service.js';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';
const nlb = { [`${prefix}type`]: 'nlb' };
const external = { [`${prefix}type`]: 'external', [`${prefix}scheme`]: 'internet-facing' };
const ipTargets = { [`${prefix}type`]: 'nlb-ip', [`${prefix}scheme`]: 'internet-facing' };
const http = { [`${prefix}backend-protocol`]: 'http' };
const onGoogleInternally = { 'networking.gke.io/load-balancer-type': 'Internal' };
const onAzureInternally = { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' };
const atNodePort = { 'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip': 'true' };
const facing = { [`${albPrefix}scheme`]: 'internet-facing' };
const facingPods = { ...facing, [`${albPrefix}target-type`]: 'ip' };

/** What a client sees, why, and which field is at fault; whatever fails says what to do. */
function fate(cluster: Cluster, from?: ReturnType<typeof internet>): readonly string[] {
  const input = { url: 'http://web.example.com/', ...(from === undefined ? {} : { from }) };
  const { outcome } = traceRequest(cluster, input);
  const { cause } = outcome;
  const isServed = outcome.kind === 'response' && outcome.status === 200;
  expect(isServed ? 'nothing to do' : cause.fix).toBeDefined();
  const what = outcome.kind === 'response' ? `${outcome.kind} ${outcome.status}` : outcome.kind;
  return [what, cause.code, cause.path ?? ''];
}

const notReady = ['pods-not-ready', 'status.conditions'] as const;
const unhealthy = ['no-healthy-target', 'spec.selector'] as const;
const withoutOwn = ['no-healthy-target', 'spec.externalTrafficPolicy'] as const;

describe('a load balancer whose targets are all unhealthy, since no pod is ready', () => {
  test.each<readonly [string, Platform, Pick<Asked, 'annotations' | 'alb'>, Policy, readonly string[]]>([
    ['a Classic ELB of TCP does what no source says', aws(), {}, 'Cluster', ['unknown', ...unhealthy]],
    ['so under policy Local', aws(), {}, 'Local', ['unknown', ...withoutOwn]],
    [
      'a Classic ELB of HTTP answers 503',
      aws(),
      { annotations: http },
      'Cluster',
      ['response 503', ...unhealthy],
    ],
    [
      'an NLB fails open, the node refuses, no source says who learns it',
      aws(),
      { annotations: nlb },
      'Cluster',
      ['unknown', ...notReady],
    ],
    [
      'so under policy Local, as long as there is no endpoint anywhere',
      aws(),
      { annotations: external },
      'Local',
      ['unknown', ...notReady],
    ],
    [
      'an NLB with ip targets has none left',
      aws(),
      { annotations: ipTargets },
      'Local',
      ['timeout', 'no-healthy-target', ''],
    ],
    [
      'an ALB fails open, and answers for the node that refuses',
      aws(),
      { alb: facing },
      'Cluster',
      ['response 502', 'upstream-refused', 'status.conditions'],
    ],
    [
      'an ALB with ip targets has none left, and answers 503',
      aws(),
      { alb: facingPods },
      'Cluster',
      ['response 503', 'no-healthy-target', ''],
    ],
    ['Google asks nodes, not pods: the node refuses', gcp(), {}, 'Cluster', ['refused', ...notReady]],
    ['Google, Local: no source says it', gcp(), {}, 'Local', ['unknown', ...withoutOwn]],
    [
      'Google internally fails open',
      gcp(),
      { annotations: onGoogleInternally },
      'Local',
      ['refused', ...notReady],
    ],
    ['Azure lets no new flow in', azure(), {}, 'Cluster', ['timeout', ...unhealthy]],
    ['Azure, Local, the same', azure(), {}, 'Local', ['timeout', ...withoutOwn]],
    ['Hetzner does what no source says', hetzner(), {}, 'Cluster', ['unknown', ...unhealthy]],
    ['the generic cloud asks nodes: the node refuses', cloud(), {}, 'Cluster', ['refused', ...notReady]],
    ['the generic cloud, Local, is silent', cloud(), {}, 'Local', ['timeout', ...withoutOwn]],
    ['MetalLB withdraws the address', metallb(), {}, 'Cluster', ['timeout', ...unhealthy]],
    ['MetalLB, Local, the same', metallb({ mode: 'bgp' }), {}, 'Local', ['timeout', ...withoutOwn]],
    ['the nodes of k3s refuse', k3s(), {}, 'Cluster', ['refused', ...notReady]],
    [
      'k3s, Local, has no address to tell',
      k3s(),
      {},
      'Local',
      ['dns-error', 'load-balancer-pending', 'spec.externalTrafficPolicy'],
    ],
    ['the nodes of k3d refuse', k3d(), {}, 'Cluster', ['refused', ...notReady]],
    [
      'the Envoy of kind closes',
      kind({ nodes: 2 }),
      {},
      'Cluster',
      ['closed', 'upstream-refused', 'status.conditions'],
    ],
    [
      'the node of minikube refuses: its route stays',
      minikube({ tunnel: 'vm' }),
      {},
      'Local',
      ['refused', ...notReady],
    ],
  ])('%s', (_, platform, asked, policy, expected) => {
    const cluster = exposed(platform, { ...asked, spec: { externalTrafficPolicy: policy }, ready: false });
    const lan = cluster.infrastructure[0]?.scheme === 'internal' ? network('10.128.0.200') : undefined;
    expect(fate(cluster, lan)).toEqual(expected);
  });
});

describe('source ranges that leave the client out', () => {
  const spec = { loadBalancerSourceRanges: ['192.0.2.128/25'] };

  test.each<readonly [string, Platform, Asked['annotations']]>([
    ['the security group of a Classic ELB', aws(), {}],
    ['the security group of an NLB', aws(), nlb],
    ['the security group of an NLB of the AWS Load Balancer Controller', aws(), external],
    ['the firewall of Google Cloud', gcp(), {}],
    ['the network security group of Azure', azure(), {}],
    ['the network security group of Azure without floating IP', azure(), atNodePort],
    ['the generic cloud', cloud(), {}],
    ['kube-proxy behind MetalLB', metallb(), {}],
    ['kube-proxy of the nodes of k3s', k3s(), {}],
    ['kube-proxy of the nodes of k3d', k3d(), {}],
    ['the Envoy of kind', kind(), {}],
  ])('%s lets the request time out', (_, platform, annotations = {}) => {
    expect(fate(exposed(platform, { annotations, spec }))).toEqual([
      'timeout',
      'source-not-in-ranges',
      'spec.loadBalancerSourceRanges',
    ]);
  });

  test('the security group of an ALB lets the request time out', () => {
    const alb = { ...facing, [`${albPrefix}inbound-cidrs`]: '192.0.2.128/25' };
    expect(fate(exposed(aws(), { alb }))).toEqual([
      'timeout',
      'source-not-in-ranges',
      'metadata.annotations[alb.ingress.kubernetes.io/inbound-cidrs]',
    ]);
  });

  test.each<readonly [string, Platform, Asked['annotations']]>([
    ['an NLB with ip targets', aws(), ipTargets],
    ['Hetzner', hetzner(), {}],
  ])('%s lets everybody in, and a warning says so', (_, platform, annotations = {}) => {
    const cluster = exposed(platform, { annotations, spec });
    expect(fate(cluster)[0]).toBe('response 200');
    expect(cluster.problems).toMatchObject([
      { code: 'load-balancer-setting-ignored', severity: 'warning', path: 'spec.loadBalancerSourceRanges' },
    ]);
  });
});

describe('a load balancer that stays pending has no address, and a notice says why', () => {
  const none = { loadBalancers: null };
  const other = { loadBalancerClass: 'example.com/other' };
  const nobody = /nobody provides load balancers on the platform/;
  const noClass = /nobody on the platform .* provides the class example\.com\/other/;

  test.each<readonly [string, Platform, Asked['spec'], string, RegExp, RegExp]>([
    ['on bare metal', bareMetal(), {}, 'status.loadBalancer', nobody, /install MetalLB/],
    ['on minikube without tunnel', minikube(), {}, 'status.loadBalancer', nobody, /Run minikube tunnel/],
    [
      'on kind without its provider',
      kind(none),
      {},
      'status.loadBalancer',
      nobody,
      /Run cloud-provider-kind/,
    ],
    ['on k3s without ServiceLB', { ...k3s(), ...none }, {}, 'status.loadBalancer', nobody, /ServiceLB/],
    ['on k3d without ServiceLB', { ...k3d(), ...none }, {}, 'status.loadBalancer', nobody, /ServiceLB/],
    ['on a cloud without provider', cloud(none), {}, 'status.loadBalancer', nobody, /Ask for the node port/],
    [
      'on aws for the class',
      aws(),
      other,
      'status.loadBalancer',
      noClass,
      /Leave out spec\.loadBalancerClass/,
    ],
    [
      'on gcp for the class',
      gcp(),
      other,
      'status.loadBalancer',
      noClass,
      /Leave out spec\.loadBalancerClass/,
    ],
    ['on azure for the class', azure(), other, 'status.loadBalancer', noClass, /Leave out/],
    ['on hetzner for the class', hetzner(), other, 'status.loadBalancer', noClass, /Leave out/],
    ['with MetalLB for the class', metallb(), other, 'status.loadBalancer', noClass, /Leave out/],
    [
      'for a controller that does not run',
      awsWithoutController(),
      { loadBalancerClass: 'service.k8s.aws/nlb' },
      'status.loadBalancer',
      /one for the AWS Load Balancer Controller, which does not run/,
      /Install the AWS Load Balancer Controller/,
    ],
    [
      'for affinity that a Classic ELB has not',
      aws(),
      { sessionAffinity: 'ClientIP' },
      'spec.sessionAffinity',
      /no load balancer with session affinity/,
      /Remove spec\.sessionAffinity/,
    ],
  ])('%s', (_, platform, spec = {}, path, message, fix) => {
    const cluster = exposed(platform, { spec });
    const [notice] = cluster.problems;
    expect(notice).toMatchObject({ code: 'load-balancer-pending', severity: 'notice', path });
    expect(notice?.message).toMatch(message);
    expect(notice?.fix).toMatch(fix);
    expect(fate(cluster)).toEqual(['dns-error', 'load-balancer-pending', path]);
    const { cause } = traceRequest(cluster, { url: 'http://web.example.com/' }).outcome;
    expect([cause.message, cause.fix]).toEqual([expect.stringMatching(message), expect.stringMatching(fix)]);
  });
});

/** AWS with the cloud provider alone. */
function awsWithoutController(): Platform {
  const { loadBalancers } = aws();
  if (loadBalancers === null) return aws();
  const controllers = loadBalancers.controllers.filter(({ name }) => name === 'aws-cloud-provider');
  return aws({ loadBalancers: { ...loadBalancers, controllers } });
}

describe('a load balancer that is not for the internet', () => {
  test.each<readonly [string, Platform, Pick<Asked, 'annotations' | 'alb'>, string]>([
    ['a Classic ELB', aws(), { annotations: { [`${prefix}internal`]: 'true' } }, '10.0.0.200'],
    [
      'an NLB, internal unless its scheme says otherwise',
      aws(),
      { annotations: { [`${prefix}type`]: 'external' } },
      '10.0.0.200',
    ],
    ['an ALB, internal unless its scheme says otherwise', aws(), { alb: {} }, '10.0.0.200'],
    ['of Google Cloud', gcp(), { annotations: onGoogleInternally }, '10.128.0.200'],
    ['of Azure', azure(), { annotations: onAzureInternally }, '10.224.0.200'],
    [
      'of Hetzner',
      hetzner(),
      { annotations: { 'load-balancer.hetzner.cloud/disable-public-network': 'true' } },
      '10.0.0.200',
    ],
  ])('%s is reached from the network of the nodes, not from the internet', (_, platform, asked, lan) => {
    const cluster = exposed(platform, asked);
    expect(fate(cluster, internet())).toEqual(['unroutable', 'internal-load-balancer', '']);
    expect(fate(cluster, network(lan))[0]).toBe('response 200');
  });

  test.each<readonly [string, Platform, string]>([
    ['that MetalLB announces', metallb(), 'status.loadBalancer'],
    ['of kind', kind(), 'status.loadBalancer'],
    ['of k3s', k3s(), 'status.addresses'],
    ['of k3d', k3d(), 'status.addresses'],
    ['of minikube', minikube({ tunnel: 'vm' }), 'status.loadBalancer'],
  ])('one %s has a private address, of which the internet knows no way', (_, platform, path) => {
    const cluster = exposed(platform, {});
    expect(fate(cluster, internet())).toEqual(['unroutable', 'private-address-from-internet', path]);
    expect(fate(cluster)[0]).toBe('response 200');
  });
});
