import type { LoadBalancerController } from '../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider, Platform } from '../cluster/platform.js';
import { defaultKubernetesMinor } from './defaults.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

/** What can be said about Google Cloud. @public */
export interface GcpOptions extends PlatformOptions {
  /** Whether pods have addresses of the network; Ingresses lead to them then, not to node ports. `true` unless given. */
  readonly vpcNative?: boolean;
  /** Whether internal load balancers take a subset of the nodes. From 1.36 on unless given. */
  readonly subsetting?: boolean;
  /** What an external Service gets that does not say: a backend service from 1.37 on unless given, a target pool before. */
  readonly external?: 'target-pool' | 'backend-service';
}

/** @see docs.cloud.google.com kubernetes-engine/docs/concepts/service-load-balancer, for what is the default from when */
function controllersFor({
  vpcNative = true,
  kubernetesMinor = defaultKubernetesMinor,
  subsetting = kubernetesMinor >= 36,
  external = kubernetesMinor >= 37 ? 'backend-service' : 'target-pool',
}: GcpOptions): readonly LoadBalancerController[] {
  return [
    { name: 'gce', subsetting, external },
    { name: 'gce-ingress', vpcNative },
  ];
}

const loadBalancers: LoadBalancerProvider = {
  name: 'gcp',
  controllers: controllersFor({}),
  addressCIDR: '198.51.100.0/24',
  overflowCIDR: '198.18.0.0/15',
  internalCIDR: '10.128.64.0/20',
  // The proxy-only subnet of the load balancers that are Envoy.
  proxyCIDR: '10.128.80.0/20',
  source: 'kubernetes/cloud-provider-gcp providers/gce; kubernetes/ingress-gce',
};

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
  loadBalancers,
  networkCIDRs: ['10.128.0.0/16'],
  defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
};

/**
 * Google Cloud: passthrough load balancers, external, or internal by the annotation
 * `networking.gke.io/load-balancer-type: Internal`. Packets reach the node with the address of the load balancer and
 * of the client. Ingresses of class `gce`, `gce-internal`, `gce-regional-external` or none have an Application Load
 * Balancer each.
 *
 * By default three nodes in two zones; requests come from the internet unless told otherwise.
 * @see docs.cloud.google.com kubernetes-engine/docs/concepts/service-load-balancer; kubernetes-engine/docs/concepts/ingress
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: gcp({ nodes: 6, vpcNative: false }) });
 */
export function gcp(given: GcpOptions = {}): Platform {
  const { vpcNative: _, subsetting: __, external: ___, ...options } = given;
  return platformOf(
    { ...preset, loadBalancers: { ...loadBalancers, controllers: controllersFor(given) } },
    options,
  );
}
