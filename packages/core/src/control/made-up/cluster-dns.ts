import type { Cluster } from '../../cluster/cluster.js';
import type { JsonObject } from '../../manifest/json.js';
import { selectorOf } from '../../object/label-selector.js';

const namespace = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };

/**
 * The cluster DNS as kubeadm installs it: two CoreDNS pods behind a Service at an address that every kubelet knows.
 * Pods that carry the label of DNS already, as in a dump without Services, leave it at the Service.
 *
 * @see kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go
 */
export function clusterDnsManifests(cluster: Cluster, address: string): readonly JsonObject[] {
  const hasPods = cluster.podsMatching(namespace, selectorOf(labels)).length > 0;
  return hasPods ? [service(address)] : [service(address), deployment];
}

function service(address: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace, labels },
    spec: {
      clusterIP: address,
      selector: labels,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
      ],
    },
  };
}

const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'coredns', namespace, labels },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    template: {
      metadata: { labels },
      spec: {
        dnsPolicy: 'Default',
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        tolerations: [
          { key: 'CriticalAddonsOnly', operator: 'Exists' },
          { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
        ],
        containers: [
          {
            name: 'coredns',
            image: 'registry.k8s.io/coredns/coredns:v1.12.0',
            args: ['-conf', '/etc/coredns/Corefile'],
            ports: [
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
              { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
              { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
            ],
            readinessProbe: { httpGet: { path: '/ready', port: 8181, scheme: 'HTTP' } },
          },
        ],
      },
    },
  },
};
