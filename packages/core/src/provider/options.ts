import { parseCIDR } from '../address/cidr.js';
import type {
  ApplicationSettings,
  DnsSettings,
  LoadBalancerProvider,
  NodeTemplate,
  Platform,
  ProxySettings,
} from '../cluster/platform.js';
import type { StringMap } from '../object/metadata.js';
import { defaultDns, defaultKubernetesMinor, defaultProxy, defaultRanges } from './defaults.js';

/**
 * What can be said about any platform; everything left out keeps the platform's default.
 *
 * @public
 * @example
 * cloud({ nodes: 5, zones: 3, proxy: { mode: 'nftables' }, kubernetesMinor: 33 });
 */
export interface PlatformOptions {
  /** How many nodes are made up when the objects name none. */
  readonly nodes?: number;
  /** How many zones these nodes lie in. */
  readonly zones?: number;
  readonly nodeLabels?: StringMap;
  /** The minor version of Kubernetes 1.x. */
  readonly kubernetesMinor?: number;
  readonly podCIDRs?: readonly string[];
  readonly serviceCIDRs?: readonly string[];
  readonly proxy?: Partial<ProxySettings>;
  readonly dns?: Partial<DnsSettings>;
  readonly egressNat?: boolean;
  readonly applications?: readonly ApplicationSettings[];
}

/** What makes one platform different from another. */
export interface PlatformBase {
  readonly name: string;
  readonly nodes: Omit<NodeTemplate, 'count' | 'zones' | 'labels'>;
  readonly defaultNodes: number;
  readonly defaultZones: number;
  readonly loadBalancers: LoadBalancerProvider | null;
  readonly defaultOrigin: Platform['defaultOrigin'];
}

/**
 * The platform of a base with a user's options.
 *
 * @throws {RangeError} when a number or a range is out of what is possible
 */
export function platformOf(base: PlatformBase, options: PlatformOptions): Platform {
  check(options);
  return {
    name: base.name,
    kubernetesMinor: options.kubernetesMinor ?? defaultKubernetesMinor,
    podCIDRs: options.podCIDRs ?? defaultRanges.podCIDRs,
    nodeMask: defaultRanges.nodeMask,
    serviceCIDRs: options.serviceCIDRs ?? defaultRanges.serviceCIDRs,
    nodePortRange: defaultRanges.nodePortRange,
    nodes: {
      ...base.nodes,
      count: options.nodes ?? base.defaultNodes,
      zones: zoneNames(options.zones ?? base.defaultZones),
      labels: options.nodeLabels ?? {},
    },
    proxy: { ...defaultProxy, ...options.proxy },
    dns: { ...defaultDns, ...options.dns },
    loadBalancers: base.loadBalancers,
    egressNat: options.egressNat ?? true,
    defaultOrigin: base.defaultOrigin,
    networkCIDRs: [base.nodes.internalCIDR],
    applications: options.applications ?? [],
  };
}

function zoneNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `zone-${String.fromCharCode(97 + (index % 26))}`);
}

function check(options: PlatformOptions): void {
  checkCount('nodes', options.nodes, 1, 5000);
  checkCount('zones', options.zones, 0, 26);
  checkCount('kubernetesMinor', options.kubernetesMinor, 20, 99);
  for (const [name, ranges] of [
    ['podCIDRs', options.podCIDRs],
    ['serviceCIDRs', options.serviceCIDRs],
    ['proxy.nodePortAddresses', options.proxy?.nodePortAddresses ?? undefined],
  ] as const) {
    for (const range of ranges ?? []) {
      if (parseCIDR(range) === undefined)
        throw new RangeError(`${name}: ${range} is no range, write 10.244.0.0/16`);
    }
  }
}

function checkCount(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new RangeError(`${name}: ${value} is not a whole number between ${least} and ${most}`);
}
