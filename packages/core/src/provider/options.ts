import type {
  ApplicationSettings,
  DnsSettings,
  LoadBalancerProvider,
  NodeTemplate,
  Platform,
  ProxySettings,
} from '../cluster/platform.js';
import type { StringMap } from '../object/metadata.js';

/** How the nodes look that are made up when the objects name none. @public */
export interface NodeOptions extends Partial<
  Pick<NodeTemplate, 'count' | 'namePrefix' | 'internalCIDR' | 'taints' | 'controlPlane'>
> {
  /** `null`: nodes have no public addresses. */
  readonly externalCIDR?: string | null;
}

/** What can be said about the DNS. @public */
export interface DnsOptions extends Partial<Omit<DnsSettings, 'nodeResolvConf'>> {
  readonly nodeResolvConf?: Partial<DnsSettings['nodeResolvConf']>;
}

/**
 * What can be said about any platform; everything left out keeps the platform's default.
 *
 * @public
 * @example
 * cloud({ nodes: 5, zones: 3, proxy: { mode: 'nftables' }, kubernetesMinor: 33 });
 */
export interface PlatformOptions {
  /** How many nodes are made up when the objects name none; or that, and how they look. */
  readonly nodes?: number | NodeOptions;
  /** In how many zones these nodes lie, or in which. */
  readonly zones?: number | readonly string[];
  readonly nodeLabels?: StringMap;
  /** The minor version of Kubernetes 1.x. */
  readonly kubernetesMinor?: number;
  readonly podCIDRs?: readonly string[];
  readonly nodeMask?: Partial<Platform['nodeMask']>;
  readonly serviceCIDRs?: readonly string[];
  readonly nodePortRange?: Partial<Platform['nodePortRange']>;
  readonly proxy?: Partial<ProxySettings>;
  readonly dns?: DnsOptions;
  /** `null`: nobody provides load balancers. */
  readonly loadBalancers?: LoadBalancerProvider | null;
  /** From where load balancers get addresses, where the platform has any: the pool of MetalLB, for one. */
  readonly loadBalancerCIDR?: string;
  readonly egressNat?: boolean;
  readonly defaultOrigin?: Platform['defaultOrigin'];
  /** The range of the nodes' InternalIPs unless given. */
  readonly networkCIDRs?: readonly string[];
  readonly applications?: readonly ApplicationSettings[];
}

/** What can be said about a cloud whose load balancers may ask kube-proxy, and not each Service, for health. @public */
export interface CloudOptions extends PlatformOptions {
  /**
   * Whether the cloud provider is configured so that one probe of kube-proxy stands for all Services with
   * externalTrafficPolicy Cluster: `ClusterServiceLoadBalancerHealthProbeMode: Shared`. `false` unless given.
   */
  readonly sharedHealthProbe?: boolean;
}

const names: Readonly<Record<keyof PlatformOptions, true>> = {
  nodes: true,
  zones: true,
  nodeLabels: true,
  kubernetesMinor: true,
  podCIDRs: true,
  nodeMask: true,
  serviceCIDRs: true,
  nodePortRange: true,
  proxy: true,
  dns: true,
  loadBalancers: true,
  loadBalancerCIDR: true,
  egressNat: true,
  defaultOrigin: true,
  networkCIDRs: true,
  applications: true,
};

/** Whether there is an option of this name. */
export function isOption(name: string): name is keyof PlatformOptions {
  return Object.hasOwn(names, name);
}
