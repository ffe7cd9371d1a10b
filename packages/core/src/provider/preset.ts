import type {
  DnsSettings,
  LoadBalancerProvider,
  NodeTemplate,
  Platform,
  PublicRecord,
} from '../cluster/platform.js';
import { whole } from './check.js';
import { checkPlatform } from './check-platform.js';
import { defaultDns, defaultKubernetesMinor, defaultProxy, defaultRanges } from './defaults.js';
import { type DnsOptions, isOption, type NodeOptions, type PlatformOptions } from './options.js';

/** What makes one platform different from another. */
export interface Preset {
  readonly name: string;
  readonly nodes: NodeTemplate;
  readonly loadBalancers: LoadBalancerProvider | null;
  readonly defaultOrigin: Platform['defaultOrigin'];
  /** The range of the nodes' InternalIPs unless given. */
  readonly networkCIDRs?: readonly string[];
}

/**
 * The platform of a preset with a user's options.
 *
 * @throws {RangeError} when a value is out of what is possible
 * @throws {TypeError} when a value is of the wrong type, or there is no such option
 */
export function platformOf(preset: Preset, options: PlatformOptions): Platform {
  const unknown = Object.keys(options).find((name) => !isOption(name));
  if (unknown !== undefined) throw new TypeError(`a platform has no option ${unknown}`);
  const nodes = nodeTemplate(preset.nodes, options);
  const platform: Platform = {
    name: preset.name,
    kubernetesMinor: options.kubernetesMinor ?? defaultKubernetesMinor,
    podCIDRs: options.podCIDRs ?? defaultRanges.podCIDRs,
    nodeMask: { ...defaultRanges.nodeMask, ...options.nodeMask },
    serviceCIDRs: options.serviceCIDRs ?? defaultRanges.serviceCIDRs,
    nodePortRange: { ...defaultRanges.nodePortRange, ...options.nodePortRange },
    nodes,
    proxy: { ...defaultProxy, ...options.proxy },
    dns: dnsSettings(options.dns ?? {}),
    loadBalancers: providerOf(preset, options),
    egressNat: options.egressNat ?? true,
    defaultOrigin: options.defaultOrigin ?? preset.defaultOrigin,
    networkCIDRs: options.networkCIDRs ?? networkOf(preset, nodes),
    applications: options.applications ?? [],
  };
  checkPlatform(platform);
  return platform;
}

/** A range that is stated is all there is. */
function providerOf(
  preset: Preset,
  { loadBalancers = preset.loadBalancers, loadBalancerCIDR }: PlatformOptions,
): LoadBalancerProvider | null {
  if (loadBalancers === null || loadBalancerCIDR === undefined) return loadBalancers;
  const { overflowCIDR: _, ...provider } = loadBalancers;
  return { ...provider, addressCIDR: loadBalancerCIDR };
}

function nodeTemplate(
  preset: NodeTemplate,
  { nodes = {}, zones, nodeLabels }: PlatformOptions,
): NodeTemplate {
  const { externalCIDR = preset.externalCIDR, ...given }: NodeOptions =
    typeof nodes === 'number' ? { count: nodes } : nodes;
  const { externalCIDR: _, ...rest } = preset;
  return {
    ...rest,
    ...given,
    ...(typeof externalCIDR === 'string' && { externalCIDR }),
    zones: typeof zones === 'number' ? zoneNames(zones) : (zones ?? preset.zones),
    labels: nodeLabels ?? preset.labels,
  };
}

/** The preset's network, unless nodes were put somewhere else. */
function networkOf(
  { nodes: { internalCIDR }, networkCIDRs }: Preset,
  nodes: NodeTemplate,
): readonly string[] {
  return networkCIDRs !== undefined && nodes.internalCIDR === internalCIDR
    ? networkCIDRs
    : [nodes.internalCIDR];
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Names for so many zones: `zone-a`, `zone-b`. */
export function zoneNames(count: number): readonly string[] {
  whole(0, letters.length)(count, 'zones');
  return Array.from({ length: count }, (_, index) => `zone-${letters.charAt(index)}`);
}

function dnsSettings({ nodeResolvConf, records, ...given }: DnsOptions): DnsSettings {
  return {
    ...defaultDns,
    ...given,
    nodeResolvConf: { ...defaultDns.nodeResolvConf, ...nodeResolvConf },
    records: (records ?? defaultDns.records).map(canonicalRecord),
  };
}

function canonicalRecord(record: PublicRecord): PublicRecord {
  return { ...record, name: record.name.toLowerCase().replace(/\.$/, '') };
}
