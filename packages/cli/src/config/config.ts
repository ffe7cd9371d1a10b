/**
 * What a `kubehop.yaml` says. `kubehop.schema.json` describes the same; a test holds the two together.
 */
export interface Config {
  readonly files?: readonly string[];
  readonly platform?: PlatformConfig;
  readonly kubernetesVersion?: string;
  readonly proxy?: ProxyConfig;
  readonly dns?: DnsConfig;
  readonly applications?: readonly ApplicationConfig[];
  readonly prices?: readonly PriceConfig[];
}

/** Where the cluster runs, and the nodes that are made up when the manifests name none. */
export interface PlatformConfig {
  readonly name?: PlatformName;
  readonly nodes?: number;
  readonly zones?: number;
  readonly nodeLabels?: Readonly<Record<string, string>>;
  readonly podCIDRs?: readonly string[];
  readonly serviceCIDRs?: readonly string[];
  readonly loadBalancerCIDR?: string;
  readonly egressNat?: boolean;
  /** Of minikube. */
  readonly tunnel?: 'vm' | 'container';
  /** Of metallb. */
  readonly mode?: 'layer2' | 'bgp';
  /** Of gcp. */
  readonly vpcNative?: boolean;
  /** Of gcp. */
  readonly subsetting?: boolean;
  /** Of gcp. */
  readonly external?: 'target-pool' | 'backend-service';
  /** Of aws and azure. */
  readonly sharedHealthProbe?: boolean;
}

/** A preset of core. */
export type PlatformName =
  | 'cloud'
  | 'aws'
  | 'gcp'
  | 'azure'
  | 'hetzner'
  | 'kind'
  | 'k3s'
  | 'k3d'
  | 'minikube'
  | 'metallb'
  | 'bare-metal';

/** How kube-proxy runs on every node. */
export interface ProxyConfig {
  readonly mode?: 'iptables' | 'nftables' | 'ipvs';
  readonly masqueradeAll?: boolean;
  readonly detectLocal?: 'ClusterCIDR' | 'NodeCIDR' | 'BridgeInterface' | 'InterfaceNamePrefix' | 'none';
  readonly nodePortAddresses?: readonly string[];
  readonly localhostNodePorts?: boolean;
}

/** The DNS of the cluster and of the public, and how pods resolve. */
export interface DnsConfig {
  readonly clusterDomain?: string;
  readonly publishHosts?: boolean;
  readonly resolver?: 'glibc' | 'musl';
  readonly records?: readonly DnsRecordConfig[];
}

/** A record of public DNS. */
export interface DnsRecordConfig {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly data: string;
}

/** What the processes of some pods do. */
export interface ApplicationConfig {
  readonly namespace?: string;
  readonly selector: SelectorConfig;
  readonly listens?: readonly number[];
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A label selector, as Kubernetes writes it. */
export interface SelectorConfig {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly SelectorRequirementConfig[];
}

/** A requirement of a label selector. */
export interface SelectorRequirementConfig {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** What a provisioned part costs; it wins over the list prices. */
export interface PriceConfig {
  readonly part: string;
  readonly provider?: string;
  readonly scheme?: 'internet-facing' | 'internal';
  readonly amount: number;
  readonly per: 'hour' | 'month';
  readonly firstTogether?: {
    readonly count: number;
    readonly amount: number;
    readonly of: 'all' | 'scheme';
  };
  readonly usage?: readonly { readonly per: string; readonly amount: number }[];
  readonly currency: string;
  readonly region: string;
  readonly source: string;
  readonly date: string;
}
