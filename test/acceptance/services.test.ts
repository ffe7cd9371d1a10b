import { cloud, internet, pod, type Platform, type RequestInput } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import {
  clusterOf,
  ends,
  everywhere,
  fromClient,
  inside,
  select,
  service,
  webPod,
  webPods,
} from './web-service.js';

const stranger = '203.0.113.7';
const dual = cloud({
  nodes: 2,
  zones: 2,
  podCIDRs: ['10.244.0.0/16', 'fd00:10:244::/48'],
  serviceCIDRs: ['10.96.0.0/12', 'fd00:10:96::/112'],
});

/** The pod on node-1 on its way out: it still serves. */
const terminating = webPod(
  1,
  'status: { phase: Running, podIP: 10.244.1.99, podIPs: [{ ip: 10.244.1.99 }], conditions: [{ type: Ready, status: "True" }] }',
).replace('labels:', 'deletionTimestamp: "2026-01-01T00:00:00Z", labels:');

/** The state of a pod that fails its readiness probe. */
const unready =
  'status: { phase: Running, podIP: 10.244.1.99, podIPs: [{ ip: 10.244.1.99 }], conditions: [{ type: Ready, status: "False" }] }';

/** Something that a Service says, and what becomes of a request then. */
interface Row {
  readonly says: string;
  readonly text: string;
  readonly platform?: Platform;
  readonly request: RequestInput;
  readonly ends: readonly string[];
}

const rows: readonly Row[] = [
  { says: 'ClusterIP', text: webPods + service(select), request: inside, ends: everywhere },
  {
    says: 'NodePort',
    text:
      webPods +
      service(
        'type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }]',
      ),
    request: { from: internet(), url: 'http://192.0.2.11:30080/' },
    ends: ['web-1 sees node-1', 'web-2 sees node-1'],
  },
  {
    says: 'externalTrafficPolicy Local, at a node without endpoint',
    text:
      webPod(2) +
      service(
        'type: NodePort, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }]',
      ),
    request: { from: internet(), url: 'http://192.0.2.11:30080/' },
    ends: ['timeout no-local-endpoint'],
  },
  {
    says: 'LoadBalancer, externalTrafficPolicy Local',
    text:
      webPods +
      service(`type: LoadBalancer, loadBalancerIP: 198.51.100.9, externalTrafficPolicy: Local, ${select}`),
    request: { from: internet(), url: 'http://198.51.100.9/' },
    ends: [`web-1 sees ${stranger}`, `web-2 sees ${stranger}`],
  },
  {
    says: 'ipMode VIP: pods need not go out to the load balancer',
    text:
      webPods +
      service(`type: LoadBalancer, loadBalancerIP: 198.51.100.9, externalTrafficPolicy: Local, ${select}`),
    request: { from: fromClient, url: 'http://198.51.100.9/' },
    ends: everywhere,
  },
  {
    says: 'source ranges',
    text:
      webPods +
      service(
        `type: LoadBalancer, loadBalancerIP: 198.51.100.9, loadBalancerSourceRanges: [192.0.2.0/24], ${select}`,
      ),
    request: { from: internet(), url: 'http://198.51.100.9/' },
    ends: ['timeout source-not-in-ranges'],
  },
  {
    says: 'allocateLoadBalancerNodePorts false, with a load balancer that leads to node ports',
    text:
      webPods +
      service(
        `type: LoadBalancer, loadBalancerIP: 198.51.100.9, allocateLoadBalancerNodePorts: false, ${select}`,
      ),
    request: { from: internet(), url: 'http://198.51.100.9/' },
    ends: ['timeout no-listener'],
  },
  {
    says: 'loadBalancerClass of somebody else: only the cluster IP is there',
    text: webPods + service(`type: LoadBalancer, loadBalancerClass: example.com/lb, ${select}`),
    request: inside,
    ends: everywhere,
  },
  {
    says: 'ExternalName',
    text:
      webPods +
      service(select).replaceAll('name: web,', 'name: real,') +
      service('type: ExternalName, externalName: real.shop.svc.cluster.local'),
    request: inside,
    ends: everywhere,
  },
  {
    says: 'headless: the port of the pod, not of the Service',
    text: webPods + service(`clusterIP: None, ${select}`),
    request: { from: fromClient, url: 'http://web:8080/' },
    ends: everywhere,
  },
  {
    says: 'no selector, and an EndpointSlice of its own',
    text:
      webPod(1, 'status: { podIP: 10.244.9.9 }') +
      service('ports: [{ name: http, port: 80 }]') +
      `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-own, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints: [{ addresses: [10.244.9.9] }]
---
`,
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'no selector, and Endpoints that are mirrored',
    text:
      webPod(1, 'status: { podIP: 10.244.9.9 }') +
      service('ports: [{ name: http, port: 80 }]') +
      `
apiVersion: v1
kind: Endpoints
metadata: { name: web, namespace: shop }
subsets: [{ addresses: [{ ip: 10.244.9.9 }], notReadyAddresses: [{ ip: 10.244.9.8 }], ports: [{ name: http, port: 8080 }] }]
---
`,
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'externalIPs, for pods',
    text: webPods + service(`externalIPs: [198.51.100.77], ${select}`),
    request: { from: fromClient, url: 'http://198.51.100.77/' },
    ends: ['web-1 sees node-1', 'web-2 sees node-1'],
  },
  {
    says: 'internalTrafficPolicy Local',
    text: webPods + service(`internalTrafficPolicy: Local, ${select}`),
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'internalTrafficPolicy Local, without endpoint on the node of the client',
    text: webPod(2) + service(`internalTrafficPolicy: Local, ${select}`),
    request: inside,
    ends: ['timeout no-local-endpoint'],
  },
  {
    says: 'endpoints that terminate, as long as one is ready',
    text: terminating + webPod(2) + service(select),
    request: inside,
    ends: ['web-2 sees client'],
  },
  {
    says: 'endpoints that terminate, when none is ready',
    text: terminating + service(select),
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'pods that are not ready',
    text: webPod(1, unready) + service(select),
    request: inside,
    ends: ['refused pods-not-ready'],
  },
  {
    says: 'publishNotReadyAddresses',
    text: webPod(1, unready) + service(`publishNotReadyAddresses: true, ${select}`),
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'a named target port that differs per pod',
    text: webPod(1).replace('8080', '9090') + webPod(2) + service(select),
    request: inside,
    ends: everywhere,
  },
  {
    says: 'a named target port that one pod does not have',
    text: webPod(1).replace('name: http', 'name: other') + webPod(2) + service(select),
    request: inside,
    ends: ['web-2 sees client'],
  },
  {
    says: 'several ports: UDP',
    text:
      webPods +
      service(
        'selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }, { name: dns, port: 53, protocol: UDP, targetPort: dns }]',
      ),
    request: { from: fromClient, url: 'udp://web:53' },
    ends: everywhere,
  },
  {
    says: 'SCTP',
    text: webPods + service('selector: { app: web }, ports: [{ port: 80, protocol: SCTP, targetPort: sig }]'),
    request: { from: fromClient, url: 'sctp://web:80' },
    ends: everywhere,
  },
  {
    says: 'SCTP, asked over TCP',
    text: webPods + service('selector: { app: web }, ports: [{ port: 80, protocol: SCTP, targetPort: sig }]'),
    request: { from: fromClient, url: 'tcp://web:80' },
    ends: ['timeout service-port-unknown'],
  },
  {
    says: 'dual stack, by its IPv6 address',
    text:
      webPods +
      service(
        `ipFamilyPolicy: RequireDualStack, clusterIP: 10.96.7.7, clusterIPs: [10.96.7.7, "fd00:10:96::77"], ${select}`,
      ),
    platform: dual,
    request: { from: fromClient, url: 'http://[fd00:10:96::77]/' },
    ends: everywhere,
  },
  {
    says: 'trafficDistribution PreferClose',
    text: webPods + service(`trafficDistribution: PreferClose, ${select}`),
    request: inside,
    ends: ['web-1 sees client'],
  },
  {
    says: 'a pod that calls itself',
    text: webPods + service(select),
    request: { from: pod('shop', 'web-1'), url: 'http://web/' },
    ends: ['web-1 sees node-1', 'web-2 sees web-1'],
  },
  {
    says: 'healthCheckNodePort',
    text:
      webPod(2) +
      service(`type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 32100, ${select}`),
    request: { from: internet(), url: 'http://192.0.2.11:32100/' },
    ends: ['response health-check-answered'],
  },
];

describe('everything a Service can say', () => {
  test.each(rows)('$says', ({ text, platform, request, ends: expected }) => {
    const cluster = clusterOf(text, platform);
    expect(cluster.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(ends(cluster, request)).toEqual(expected);
  });
});
