import type { EndpointManifest } from '../../objects/endpoint-slice.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { service } from '../../objects/service.js';

/** A Namespace with these labels. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

const http = { name: 'http', port: 80 };

function headless(
  key: string,
  endpoints: readonly EndpointManifest[],
  ports = [{ name: 'http', port: 8080 }],
) {
  return [
    service(key, { clusterIP: 'None', ports: ports.length === 0 ? [] : [http] }),
    endpointSlice(key, endpoints, { ports }),
  ];
}

function externalName(key: string, name: string) {
  return service(key, { type: 'ExternalName', externalName: name });
}

/** A cluster with a Service of every sort that a name may stand for. */
export const shop: readonly unknown[] = [
  namespace('shop', { team: 'shop' }),
  namespace('other'),
  namespace('kube-system'),
  node('node-a', ['192.0.2.1']),
  service('kube-system/kube-dns', {
    clusterIP: '10.96.0.10',
    ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
  }),
  endpointSlice('kube-system/kube-dns', [
    { addresses: ['10.244.0.2'], targetRef: { kind: 'Pod', name: 'coredns-a' } },
    { addresses: ['10.244.0.3'], targetRef: { kind: 'Pod', name: 'coredns-b' } },
  ]),
  service('shop/cart', { clusterIP: '10.96.0.20', ports: [http, { name: 'grpc', port: 9000 }] }),
  endpointSlice('shop/cart', [{ addresses: ['10.244.1.7'], hostname: 'cart-0' }], {
    ports: [{ name: 'http', port: 8080 }],
  }),
  service('shop/both', {
    clusterIP: '10.96.0.21',
    clusterIPs: ['10.96.0.21', 'fd00:10:96::21'],
    ipFamilies: ['IPv4', 'IPv6'],
    ports: [http],
  }),
  service('shop/public', {
    type: 'LoadBalancer',
    clusterIP: '10.96.0.22',
    externalIPs: ['198.51.100.22'],
    ports: [http],
  }),
  ...headless('shop/db', [
    { addresses: ['10.244.1.10'], hostname: 'db-0', conditions: { ready: true } },
    { addresses: ['10.244.1.11'], targetRef: { kind: 'Pod', name: 'db-1' } },
    { addresses: ['10.244.1.12'], hostname: 'db-2', conditions: { ready: false } },
  ]),
  ...headless('shop/portless', [{ addresses: ['10.244.1.13'] }], []),
  ...headless('shop/idle', [{ addresses: ['10.244.1.14'], conditions: { ready: false } }]),
  externalName('shop/ext', 'api.example.com'),
  externalName('shop/alias', 'cart.shop.svc.cluster.local'),
  externalName('shop/alias-of-alias', 'alias.shop.svc.cluster.local'),
  externalName('shop/loop-a', 'loop-b.shop.svc.cluster.local'),
  externalName('shop/loop-b', 'loop-a.shop.svc.cluster.local'),
  externalName('shop/dangling', 'gone.shop.svc.cluster.local'),
  externalName('shop/literal', '10.0.0.9'),
  pod('shop/web-0', { app: 'web' }, { address: '10.244.1.5', nodeName: 'node-a' }),
  pod('shop/done', { app: 'job' }, { address: '10.244.1.6', nodeName: 'node-a', phase: 'Succeeded' }),
];
