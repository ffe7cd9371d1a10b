import type { DnsSettings, ProxySettings } from '../cluster/platform.js';

/** The newest minor version of Kubernetes that the model describes. */
export const defaultKubernetesMinor = 34;

/** kubeadm's and kube-proxy's defaults. @see kubernetes/kubernetes pkg/proxy/apis/config/v1alpha1/defaults.go */
export const defaultProxy: ProxySettings = {
  mode: 'iptables',
  masqueradeAll: false,
  detectLocal: 'ClusterCIDR',
  nodePortAddresses: null,
  localhostNodePorts: true,
};

/** The usual cluster DNS, and nodes that ask some server outside. @see kubernetes/website concepts/services-networking/dns-pod-service.md */
export const defaultDns: DnsSettings = {
  clusterDomain: 'cluster.local',
  clusterDNS: null,
  nodeResolvConf: { nameservers: ['203.0.113.53'], search: [], ndots: 1 },
  resolver: 'glibc',
  records: [],
  publishHosts: true,
};

/** The ranges that kubeadm and the network plugins' manuals use. @see kubernetes/website setup/production-environment/tools/kubeadm */
export const defaultRanges = {
  podCIDRs: ['10.244.0.0/16'],
  nodeMask: { IPv4: 24, IPv6: 64 },
  serviceCIDRs: ['10.96.0.0/12'],
  nodePortRange: { from: 30_000, to: 32_767 },
} as const;
