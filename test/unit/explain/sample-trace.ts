import type {
  Cause,
  ClientHop,
  DnsHop,
  DnsQuery,
  Hop,
  IngressHop,
  LoadBalancerHop,
  NodeHop,
  Outcome,
  Packet,
  Place,
  PodHop,
  Request,
  ServiceHop,
  Trace,
} from '@kubehop/core';
import { internet, readRequest, traceApiVersion } from '@kubehop/core';

/** A request for a shop behind a load balancer and an Ingress, with something of everything that a hop can say. */
export const request: Request = readRequest({ url: 'https://shop.example.com/cart' }, internet());

const client: Packet = {
  protocol: 'TCP',
  source: { address: '203.0.113.7' },
  destination: { address: 'shop.example.com', port: 443 },
  tls: { sni: 'shop.example.com' },
  http: { version: '1.1', method: 'GET', host: 'shop.example.com', target: '/cart', headers: [] },
};

const outside: Packet = { ...client, destination: { address: '198.51.100.1', port: 443 } };
const inController: Packet = { ...client, destination: { address: '10.244.1.5', port: 443 } };
const toCart: Packet = {
  protocol: 'TCP',
  source: { address: '10.244.1.5' },
  destination: { address: '10.244.2.7', port: 7070 },
  http: {
    version: '1.1',
    method: 'GET',
    host: 'shop.example.com',
    target: '/cart',
    headers: [{ name: 'x-forwarded-for', value: '203.0.113.7' }],
  },
};

const controllerService = { kind: 'Service', namespace: 'ingress-nginx', name: 'controller' } as const;
const controllerPod: Place = {
  kind: 'pod',
  namespace: 'ingress-nginx',
  name: 'controller-0',
  node: 'node-1',
};
export const cartPod: Place = { kind: 'pod', namespace: 'shop', name: 'cart-0', node: 'node-2' };
const cart = { kind: 'Pod', namespace: 'shop', name: 'cart-0' } as const;

export const clientHop: ClientHop = {
  stage: 'client',
  place: { kind: 'internet' },
  origin: internet(),
  action: 'sent',
  packet: client,
  changes: [],
  rule: { id: 'client-sends' },
  skipped: [],
};

const coredns: Place = { kind: 'dns-server', name: 'kube-system/coredns-0' };
const publicDns: Place = { kind: 'dns-server', name: 'public' };

export const dnsHop: DnsHop = {
  stage: 'dns',
  place: coredns,
  action: 'resolved',
  packet: {
    protocol: 'UDP',
    source: { address: '203.0.113.7' },
    destination: { address: '10.96.0.10', port: 53 },
  },
  changes: [],
  rule: { id: 'client-sends' },
  skipped: [],
  name: 'shop.example.com',
  resolver: { dialect: 'glibc', nameservers: ['10.96.0.10'], search: ['shop.svc.cluster.local'], ndots: 5 },
  queries: [
    ...(['A', 'AAAA'] as const).map((type): DnsQuery => ({
      name: 'shop.example.com.shop.svc.cluster.local.',
      type,
      rcode: 'NXDOMAIN',
      answers: [],
      server: '10.96.0.10',
      answeredBy: coredns,
    })),
    {
      name: 'shop.example.com.',
      type: 'A',
      rcode: 'NOERROR',
      answers: [
        { name: 'shop.example.com.', type: 'CNAME', ttl: 30, data: 'lb.example.com.' },
        { name: 'lb.example.com.', type: 'A', ttl: 30, data: '198.51.100.1' },
      ],
      server: '10.96.0.10',
      answeredBy: publicDns,
    },
    {
      name: 'shop.example.com.',
      type: 'AAAA',
      rcode: 'NOERROR',
      answers: [],
      server: '10.96.0.10',
      answeredBy: publicDns,
    },
  ],
  arrivals: [
    { nameserver: '10.96.0.10', place: coredns, probability: 0.5, isLost: false },
    {
      nameserver: '10.96.0.10',
      place: { kind: 'pod', namespace: 'kube-system', name: 'coredns-1', node: 'node-2' },
      probability: 0.5,
      isLost: true,
    },
  ],
  addresses: ['198.51.100.1'],
};

export const loadBalancerHop: LoadBalancerHop = {
  stage: 'load-balancer',
  place: { kind: 'load-balancer', name: 'service/ingress-nginx/controller' },
  action: 'forwarded',
  packet: outside,
  changes: [],
  rule: { id: 'load-balancer-listener', object: controllerService, path: 'spec.ports[1]' },
  skipped: [],
  choice: { of: 'node', by: 'hash', among: 2, index: 0, probability: 0.5 },
  loadBalancer: 'service/ingress-nginx/controller',
  kind: 'passthrough',
  listener: { protocol: 'TCP', port: 443 },
  targets: [
    {
      name: 'node-1',
      node: 'node-1',
      address: '10.0.0.1',
      port: 443,
      healthy: true,
      reason: 'a local endpoint is ready',
    },
    {
      name: 'node-2',
      node: 'node-2',
      address: '10.0.0.2',
      port: 443,
      healthy: false,
      reason: 'no local endpoint is ready',
    },
  ],
  target: 'node-1',
};

export const serviceHop: ServiceHop = {
  stage: 'service',
  place: { kind: 'node', name: 'node-1' },
  action: 'translated',
  packet: outside,
  changes: [{ kind: 'dnat', field: 'destination', from: '198.51.100.1:443', to: '10.244.1.5:443' }],
  rule: { id: 'external-local-policy', object: controllerService, path: 'spec.externalTrafficPolicy' },
  skipped: [
    { code: 'no-masquerade-local-policy', object: controllerService, path: 'spec.externalTrafficPolicy' },
  ],
  node: 'node-1',
  mode: 'nftables',
  service: controllerService,
  port: { name: 'https', port: 443, protocol: 'TCP' },
  via: 'loadBalancer',
  policy: 'Local',
  endpoints: [{ address: '10.244.1.5', port: 443 }],
  leftOut: [{ endpoint: { address: '10.244.2.9', port: 443 }, reason: 'not-on-node' }],
  endpoint: { address: '10.244.1.5', port: 443 },
  masquerade: false,
};

export const nodeHop: NodeHop = {
  stage: 'node',
  place: { kind: 'node', name: 'node-1' },
  action: 'forwarded',
  packet: inController,
  changes: [],
  rule: { id: 'route-by-destination' },
  skipped: [{ code: 'no-masquerade-mark' }],
  node: 'node-1',
  to: { kind: 'pod', namespace: 'ingress-nginx', name: 'controller-0' },
};

export const ingressHop: IngressHop = {
  stage: 'ingress',
  place: controllerPod,
  action: 'terminated',
  packet: inController,
  changes: [
    { kind: 'connection', field: 'tls', from: 'TLS', to: 'plain' },
    { kind: 'header', field: 'x-real-ip', from: '', to: '203.0.113.7' },
    { kind: 'header', field: 'cookie', from: 'a=b', to: '' },
    { kind: 'header', field: 'x-forwarded-for', from: '', to: '203.0.113.7' },
  ],
  rule: {
    id: 'process-listens',
    object: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
    path: 'spec.rules[0].http.paths[1]',
  },
  skipped: [
    {
      code: 'client-not-denied',
      object: { kind: 'Ingress', namespace: 'shop', name: 'cart' },
      address: '10.0.0.11',
    },
  ],
  choice: { of: 'endpoint', by: 'round-robin', among: 3, index: 1, probability: 1 / 3 },
  controller: { dialect: 'ingress-nginx', version: '1.15.1', class: 'nginx' },
  server: 'shop.example.com',
  location: { path: '/cart', pathType: 'Prefix', name: '~* "^/cart"' },
  path: '/cart',
  ingress: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
  certificate: {
    secret: { kind: 'Secret', namespace: 'shop', name: 'shop-tls' },
    default: false,
    fits: true,
    rule: {
      id: 'ingress-tls-section',
      object: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
      path: 'spec.tls[0]',
    },
  },
  influences: [
    {
      id: 'ingress-paths-as-patterns',
      object: { kind: 'Ingress', namespace: 'shop', name: 'blog' },
      path: 'metadata.annotations[nginx.ingress.kubernetes.io/use-regex]',
    },
  ],
  backend: { service: { kind: 'Service', namespace: 'shop', name: 'cart' }, port: 'http' },
  endpoints: [
    { address: '10.244.1.6', port: 7070 },
    { address: '10.244.2.7', port: 7070 },
    { address: '10.244.3.8', port: 7070 },
  ],
  forwarded: { version: '1.1', method: 'GET', host: 'shop.example.com', target: '/cart', headers: [] },
};

export const podHop: PodHop = {
  stage: 'pod',
  place: cartPod,
  action: 'delivered',
  packet: toCart,
  changes: [],
  rule: { id: 'process-listens', object: cart, path: 'spec.containers[*].ports' },
  skipped: [],
  pod: cart,
  workload: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
  hostNetwork: false,
  container: 'cart',
  client: '10.244.1.5',
};

export const answered: Outcome = {
  kind: 'response',
  status: 200,
  headers: [],
  from: 'application',
  place: cartPod,
  cause: { code: 'application-answered', message: 'Pod shop/cart-0 answers.' },
};

export const lost: Outcome = {
  kind: 'timeout',
  place: { kind: 'node', name: 'node-2' },
  cause: {
    code: 'no-local-endpoint',
    object: controllerService,
    path: 'spec.externalTrafficPolicy',
    message: 'Node node-2 has no endpoint.',
    fix: 'Run a pod on every node, or set externalTrafficPolicy to Cluster.',
  } satisfies Cause,
};

/** A trace with these hops and this outcome. */
export function traceOf(hops: readonly Hop[], outcome: Outcome, probability = 1): Trace {
  return {
    apiVersion: traceApiVersion,
    kind: 'Trace',
    request,
    hops,
    reply: [],
    outcome,
    probability,
    assumptions: [],
  };
}

/** The whole way, with a way back and an assumption. */
export const sampleTrace: Trace = {
  ...traceOf([clientHop, dnsHop, loadBalancerHop, serviceHop, nodeHop, ingressHop, podHop], answered, 1 / 6),
  reply: [
    {
      ...serviceHop,
      action: 'restored',
      packet: {
        protocol: 'TCP',
        source: { address: '10.244.1.5', port: 443 },
        destination: { address: '203.0.113.7', port: 0 },
      },
      changes: [{ kind: 'dnat', field: 'source', from: '10.244.1.5:443', to: '198.51.100.1:443' }],
      skipped: [],
    },
  ],
  assumptions: [
    {
      code: 'application-answers',
      message: 'The application answers every HTTP request with 200.',
      state: 'Give the platform applications: [{ selector, status }].',
    },
  ],
};
