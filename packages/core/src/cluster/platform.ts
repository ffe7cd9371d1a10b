import type { LabelSelector } from '../object/label-selector.js';
import type { StringMap } from '../object/metadata.js';
import type { Taint } from '../object/node.js';
import type { LoadBalancerController } from './load-balancer-controller.js';

/** How the nodes of the model look when the objects name none. @public */
export interface NodeTemplate {
  readonly count: number;
  readonly zones: readonly string[];
  readonly namePrefix: string;
  /** Whose names nodes have: `minikube`, `minikube-m02`, or those of k3d; else they are counted, or named by role. */
  readonly naming?: 'minikube' | 'k3d';
  /** The range of the InternalIPs: the nodes' own network. */
  readonly internalCIDR: string;
  /** The host number of the first node in its network; 11 unless given. */
  readonly firstHost?: number;
  /** The range of the ExternalIPs, where nodes have public addresses (one-to-one NAT to the InternalIP); nodes beyond it have none. */
  readonly externalCIDR?: string;
  readonly labels: StringMap;
  readonly taints: readonly Taint[];
  /** The first node is a control plane with the labels that kubeadm gives it, and, where there are others, the taint; those of minikube and k3d have none. */
  readonly controlPlane: boolean;
}

/** How the service proxy of every node runs. @see kubernetes/kubernetes pkg/proxy/apis/config/types.go @public */
export interface ProxySettings {
  readonly mode: 'iptables' | 'nftables' | 'ipvs';
  readonly masqueradeAll: boolean;
  /** How the proxy tells local pods from others. */
  readonly detectLocal: 'ClusterCIDR' | 'NodeCIDR' | 'BridgeInterface' | 'InterfaceNamePrefix' | 'none';
  /** `null` is the default of the mode. */
  readonly nodePortAddresses: readonly string[] | null;
  readonly localhostNodePorts: boolean;
}

/** The public DNS as the user knows it, and the cluster's DNS. @public */
export interface DnsSettings {
  readonly clusterDomain: string;
  /** Where kubelets send pods for DNS; `null` is the tenth address of the service range. */
  readonly clusterDNS: string | null;
  /** What a node's own resolv.conf says. */
  readonly nodeResolvConf: {
    readonly nameservers: readonly string[];
    readonly search: readonly string[];
    readonly ndots: number;
  };
  /** The C library of pods whose image does not tell. */
  readonly resolver: 'glibc' | 'musl';
  /** Records of the outside world, by lower-case name without final dot; `*.` leads a wildcard. */
  readonly records: readonly PublicRecord[];
  /** Take it that hosts of Ingresses and annotated Services are published, as ExternalDNS would. */
  readonly publishHosts: boolean;
}

/** One record of public DNS. @public */
export interface PublicRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly data: string;
}

/** Who provides load balancers on a platform, and with which addresses. @public */
export interface LoadBalancerProvider {
  readonly name: string;
  /** Who serves Services of type LoadBalancer: the first one that takes a Service makes its load balancer. */
  readonly controllers: readonly LoadBalancerController[];
  /** The range that addresses are taken from. */
  readonly addressCIDR: string;
  /** The range that the addresses of internal load balancers are taken from; absent: as the others. */
  readonly internalCIDR?: string;
  /** Where addresses are taken from once the first range is used up. */
  readonly overflowCIDR?: string;
  /** The balancer's own address on the nodes' network, where it is a proxy. */
  readonly proxyCIDR?: string;
  /** What follows the own part in the names of load balancers that are told by name. */
  readonly hostnameSuffix?: string;
  /** The documentation that says so. */
  readonly source: string;
}

/** What the processes of some pods do, where objects do not say it. @public */
export interface ApplicationSettings {
  readonly namespace?: string;
  readonly selector: LabelSelector;
  /** Ports listened on, in place of the declared container ports. */
  readonly listens?: readonly number[];
  /** What is answered to an HTTP request. */
  readonly status?: number;
  readonly headers?: StringMap;
}

/** Facts about the cluster that no object holds. Made by a preset such as `cloud()`. @public */
export interface Platform {
  readonly name: string;
  /** The minor version of Kubernetes 1.x. */
  readonly kubernetesMinor: number;
  readonly podCIDRs: readonly string[];
  /** Prefix lengths of a node's share of the pod ranges. */
  readonly nodeMask: { readonly IPv4: number; readonly IPv6: number };
  readonly serviceCIDRs: readonly string[];
  readonly nodePortRange: { readonly from: number; readonly to: number };
  readonly nodes: NodeTemplate;
  readonly proxy: ProxySettings;
  readonly dns: DnsSettings;
  /** `null`: nobody provides load balancers, they stay pending. */
  readonly loadBalancers: LoadBalancerProvider | null;
  /** Whether nodes masquerade what pods send to addresses outside of the pod ranges, as most network plugins do. */
  readonly egressNat: boolean;
  /** Where requests come from unless told otherwise. */
  readonly defaultOrigin: { readonly kind: 'internet' | 'network'; readonly address: string };
  /** Addresses of the nodes' network and of what is routed to it without NAT. */
  readonly networkCIDRs: readonly string[];
  readonly applications: readonly ApplicationSettings[];
}
