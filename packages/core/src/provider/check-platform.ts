import { cidrSize, parseCIDR } from '../address/cidr.js';
import { familyOf } from '../address/ip.js';
import type { LoadBalancerControllerName } from '../cluster/load-balancer-controller.js';
import type { Platform } from '../cluster/platform.js';
import {
  address,
  type Check,
  flag,
  listOf,
  oneOf,
  optional,
  orNull,
  range,
  record,
  text,
  texts,
  variant,
  whole,
} from './check.js';
import { firstHostOf } from './nodes.js';

const port = whole(1, 65_535);
const seconds = whole(1, 3600);
const count = whole(1, 100);

const nodes = record({
  count: whole(1, 5000),
  zones: listOf(text),
  namePrefix: text,
  naming: optional(oneOf('minikube', 'k3d')),
  firstHost: optional(whole(1, 255)),
  internalCIDR: range,
  externalCIDR: optional(range),
  labels: texts,
  taints: listOf(
    record({ key: text, value: text, effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute') }),
  ),
  controlPlane: flag,
});

const proxy = record({
  mode: oneOf('iptables', 'nftables', 'ipvs'),
  masqueradeAll: flag,
  detectLocal: oneOf('ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', 'none'),
  nodePortAddresses: orNull(listOf(range)),
  localhostNodePorts: flag,
});

const dns = record({
  clusterDomain: text,
  clusterDNS: orNull(address),
  nodeResolvConf: record({ nameservers: listOf(address), search: listOf(text), ndots: whole(0, 15) }),
  resolver: oneOf('glibc', 'musl'),
  records: listOf(record({ name: text, type: oneOf('A', 'AAAA', 'CNAME'), data: text })),
  publishHosts: flag,
});

const controller = variant('name', {
  generic: {
    kind: oneOf('passthrough', 'l4-proxy', 'announce'),
    delivers: oneOf('vip', 'nodePort'),
    preservesClient: flag,
    ipMode: optional(oneOf('VIP', 'Proxy')),
    probe: record({ intervalSeconds: seconds, healthy: count, unhealthy: count }),
  },
  'aws-cloud-provider': { healthProbeMode: oneOf('ServiceNodePort', 'Shared') },
  'aws-load-balancer-controller': {},
  gce: { subsetting: flag, external: oneOf('target-pool', 'backend-service') },
  'gce-ingress': { vpcNative: flag },
  'azure-cloud-provider': { healthProbeMode: oneOf('servicenodeport', 'shared') },
  metallb: { mode: oneOf('layer2', 'bgp') },
  servicelb: {},
  'cloud-provider-kind': {},
  'hcloud-cloud-controller-manager': {},
  'minikube-tunnel': { driver: oneOf('vm', 'container') },
} satisfies Readonly<Record<LoadBalancerControllerName, Readonly<Record<string, Check>>>>);

const loadBalancers = record({
  name: text,
  controllers: listOf(controller),
  addressCIDR: range,
  internalCIDR: optional(range),
  overflowCIDR: optional(range),
  proxyCIDR: optional(range),
  hostnameSuffix: optional(text),
  source: text,
});

const selector = record({
  matchLabels: texts,
  matchExpressions: listOf(
    record({ key: text, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: listOf(text) }),
  ),
});

const application = record({
  namespace: optional(text),
  selector,
  listens: optional(listOf(port)),
  status: optional(whole(100, 599)),
  headers: optional(texts),
});

const platformFields: Readonly<Record<keyof Platform, Check>> = {
  name: text,
  kubernetesMinor: whole(20, 99),
  podCIDRs: listOf(range),
  nodeMask: record({ IPv4: whole(1, 32), IPv6: whole(1, 128) }),
  serviceCIDRs: listOf(range),
  nodePortRange: record({ from: port, to: port }),
  nodes,
  proxy,
  dns,
  loadBalancers: orNull(loadBalancers),
  egressNat: flag,
  defaultOrigin: record({ kind: oneOf('internet', 'network'), address }),
  networkCIDRs: listOf(range),
  applications: listOf(application),
};

/**
 * Looks whether a platform can be.
 *
 * @throws {TypeError} when a value is of the wrong type, or a field is unknown
 * @throws {RangeError} when a value is out of what is possible, alone or with the others
 */
export function checkPlatform(platform: Platform): void {
  record(platformFields)(platform, '');
  const { podCIDRs, serviceCIDRs, nodePortRange } = platform;
  checkFamilies(podCIDRs, 'podCIDRs');
  checkFamilies(serviceCIDRs, 'serviceCIDRs');
  if (nodePortRange.from > nodePortRange.to) {
    throw new RangeError(`nodePortRange: ${nodePortRange.from} comes after ${nodePortRange.to}`);
  }
  checkRoom(platform);
}

/** @see kubernetes/website concepts/services-networking/dual-stack.md: one range, or one of each family */
function checkFamilies(ranges: readonly string[], name: string): void {
  const families = new Set(ranges.map(familyOf));
  if (ranges.length === 0 || families.size < ranges.length) {
    throw new RangeError(
      `${name}: ${ranges.join(', ') || 'nothing'} is not one range, or one of each family`,
    );
  }
}

/** Every node needs an address, and its share of each pod range. */
function checkRoom({ nodes: template, podCIDRs, nodeMask }: Platform): void {
  const { count: wanted, internalCIDR } = template;
  const network = parseCIDR(internalCIDR);
  // The first addresses belong to routers and others, the last one to everybody.
  const addresses = network === undefined ? 0 : cidrSize(network) - firstHostOf(template) - 1;
  checkCount(wanted, addresses, `nodes.internalCIDR ${internalCIDR}`);
  for (const podCIDR of podCIDRs) {
    const pods = parseCIDR(podCIDR);
    const shares = pods === undefined ? 0 : Math.floor(2 ** (nodeMask[pods.family] - pods.prefixLength));
    checkCount(wanted, shares, `podCIDRs ${podCIDR}`);
  }
}

function checkCount(wanted: number, room: number, where: string): void {
  if (wanted > room) {
    throw new RangeError(`nodes: ${where} has room for ${Math.max(room, 0)} nodes, not for ${wanted}`);
  }
}
