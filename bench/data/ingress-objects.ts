import type { EndpointSliceManifest, IngressManifest, ServiceManifest } from '@kubehop/core';
import type { IngressRule } from './ingress-rules.js';

const namespace = 'web';

/** Each host as an Ingress of its own, with a Service of one endpoint behind it. */
export function ingressObjects(rules: readonly IngressRule[]): readonly unknown[] {
  const pathsByHost = new Map<string, string[]>();
  for (const { host, path } of rules) {
    const paths = pathsByHost.get(host);
    if (paths === undefined) pathsByHost.set(host, [path]);
    else paths.push(path);
  }
  return [...pathsByHost].flatMap(([host, paths], index) => [
    ingressOf(host, paths),
    serviceOf(host, `172.16.${(index >> 8) + 1}.${index & 255}`),
    sliceOf(host, `10.1.${index >> 8}.${index & 255}`),
  ]);
}

function nameOf(host: string): string {
  return host.replaceAll('.', '-');
}

function ingressOf(host: string, paths: readonly string[]): IngressManifest {
  const backend = { service: { name: nameOf(host), port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace, name: nameOf(host) },
    spec: {
      rules: [{ host, http: { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) } }],
    },
  };
}

function serviceOf(host: string, clusterIP: string): ServiceManifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: nameOf(host) },
    spec: { clusterIP, ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }] },
  };
}

function sliceOf(host: string, address: string): EndpointSliceManifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: `${nameOf(host)}-slice`,
      labels: { 'kubernetes.io/service-name': nameOf(host) },
    },
    addressType: 'IPv4',
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
  };
}
