import type { LoadBalancerProvider, Platform } from '../cluster/platform.js';
import type { CloudOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

const loadBalancers: LoadBalancerProvider = {
  name: 'azure',
  controllers: [{ name: 'azure-cloud-provider', healthProbeMode: 'servicenodeport' }],
  addressCIDR: '198.51.100.0/24',
  overflowCIDR: '198.18.0.0/15',
  internalCIDR: '10.224.64.0/20',
  source: 'kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md',
};

const preset: Preset = {
  name: 'azure',
  nodes: {
    count: 3,
    zones: ['eastus-1', 'eastus-2'],
    namePrefix: 'aks-node-',
    internalCIDR: '10.224.0.0/18',
    labels: { 'topology.kubernetes.io/region': 'eastus' },
    taints: [],
    controlPlane: false,
  },
  loadBalancers,
  networkCIDRs: ['10.224.0.0/16'],
  defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
};

/**
 * Azure: the Standard Load Balancer, internal by the annotation
 * `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`. It is never a proxy; with floating IP packets reach
 * the node with the address of the load balancer.
 *
 * By default three nodes in two zones without public addresses; requests come from the internet unless told otherwise.
 * @see kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: azure() });
 */
export function azure({ sharedHealthProbe = false, ...options }: CloudOptions = {}): Platform {
  if (!sharedHealthProbe) return platformOf(preset, options);
  const controllers = [{ name: 'azure-cloud-provider', healthProbeMode: 'shared' }] as const;
  return platformOf({ ...preset, loadBalancers: { ...loadBalancers, controllers } }, options);
}
