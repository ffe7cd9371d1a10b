import type { Cluster } from '../../cluster/cluster.js';
import { selectorOf } from '../../object/label-selector.js';
import type { KubernetesObject } from '../../object/object.js';
import { servedAt, storedOnce } from './stored-once.js';

const namespace = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };

/**
 * The cluster DNS as kubeadm installs it: two CoreDNS pods behind a Service at an address that every kubelet knows.
 * Pods that carry the label of DNS already, as in a dump without Services, leave it at the Service.
 *
 * @see kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go
 */
export function clusterDnsObjects(cluster: Cluster, address: string): readonly KubernetesObject[] {
  const hasPods = cluster.podsMatching(namespace, selectorOf(labels)).length > 0;
  const service = servedAt(serviceOfDns(), address);
  return hasPods ? [service] : [service, deploymentOfDns()];
}

const serviceOfDns = storedOnce('Service', {
  apiVersion: 'v1',
  metadata: { name: 'kube-dns', namespace, labels },
  spec: {
    selector: labels,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
      { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
    ],
  },
});

const deploymentOfDns = storedOnce('Deployment', {
  apiVersion: 'apps/v1',
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
});
