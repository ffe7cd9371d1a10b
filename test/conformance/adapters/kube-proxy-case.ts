import type { IPFamily, Protocol } from '@kubehop/core';

/** A case of the suites kube-proxy, topology and real-kube-proxy, as far as the adapter reads it. */
export interface ProxyCase {
  /** Absent in cases of facts alone, without any item. */
  readonly cluster?: ProxyCaseCluster;
  readonly objects?: readonly ProxyCaseObject[];
  readonly note?: string;
  readonly affinity?: readonly AffinityItem[];
  readonly servicePorts?: { readonly ipFamily: IPFamily };
}

/** Platform facts of a case: those of kube-proxy's own tests, or those of the rig of the recordings. */
export interface ProxyCaseCluster {
  readonly node?: string;
  readonly nodeIPs?: Readonly<Record<string, readonly string[]>>;
  readonly podCIDRs?: readonly string[];
  readonly serviceCIDR?: string;
  readonly serviceCIDRs?: readonly string[];
  readonly proxyModes?: readonly ProxyMode[];
  readonly localDetector?: 'ClusterCIDR' | 'NodeCIDR' | 'none';
  readonly masqueradeAll?: boolean;
  readonly nodePortAddresses?: readonly string[] | null;
  readonly localhostNodePorts?: boolean;
  readonly proxyHealthy?: boolean;
  readonly featureGates?: { readonly PreferSameTrafficDistribution?: boolean };
  /** Only of the rig. */
  readonly proxyFlags?: readonly string[];
  readonly podNetwork?: 'routed' | 'bridge';
  readonly nodes?: Readonly<Record<string, { readonly ip: string; readonly otherIPs?: readonly string[] }>>;
}

/** A mode of the service proxy that the vectors speak of. */
export type ProxyMode = 'iptables' | 'nftables';

/** An object of a case; only what the adapter itself looks at. */
export interface ProxyCaseObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: object;
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

/** A packet at a node. */
export interface ProbeItem {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A packet and what becomes of it. */
export interface FlowItem extends ProbeItem {
  readonly sources?: readonly string[];
  readonly note?: string;
}

/** A connection at a time, in a sequence that shares one memory. */
export interface AffinityItem extends ProbeItem {
  /** Seconds. */
  readonly t: number;
  readonly remembered?: string;
  readonly expect: { readonly chooses?: string };
}

/** A question to a health check port, or to the proxy itself. */
export interface HealthItem {
  readonly node?: string;
  readonly at?: string;
  readonly to?: string;
  readonly port?: number;
  readonly path: string;
}

/** The lists of a service port on a node. */
export interface CategorizeItem {
  readonly node: string;
  readonly service: string;
  readonly portName: string;
  readonly protocol: Protocol;
}
