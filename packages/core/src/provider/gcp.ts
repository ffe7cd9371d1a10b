import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

const preset: Preset = {
  name: 'gcp',
  nodes: {
    count: 3,
    zones: ['us-central1-a', 'us-central1-b'],
    namePrefix: 'gke-node-',
    internalCIDR: '10.128.0.0/20',
    externalCIDR: '192.0.2.0/24',
    labels: { 'topology.kubernetes.io/region': 'us-central1' },
    taints: [],
    controlPlane: false,
  },
  loadBalancers: {
    name: 'gcp',
    controllers: [{ name: 'gce', subsetting: true, external: 'target-pool' }],
    addressCIDR: '198.51.100.0/24',
    internalCIDR: '10.128.64.0/20',
    source: 'kubernetes/cloud-provider-gcp providers/gce; kubernetes/ingress-gce pkg/l4',
  },
  networkCIDRs: ['10.128.0.0/16'],
  defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
};

/**
 * Google Cloud: passthrough load balancers, external, or internal by the annotation
 * `networking.gke.io/load-balancer-type: Internal`. Packets reach the node with the address of the load balancer and
 * of the client.
 *
 * By default three nodes in two zones; requests come from the internet unless told otherwise.
 * @see docs.cloud.google.com kubernetes-engine/docs/concepts/service-load-balancer
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: gcp({ nodes: 6 }) });
 */
export function gcp(options: PlatformOptions = {}): Platform {
  return platformOf(preset, options);
}
