import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

/**
 * The network that the drivers for containers take first: its gateway is the host, and the next address the node's.
 *
 * @see kubernetes/minikube pkg/drivers/kic/oci/network_create.go
 */
const preset: Preset = {
  name: 'minikube',
  nodes: {
    count: 1,
    zones: [],
    namePrefix: 'minikube',
    naming: 'minikube',
    internalCIDR: '192.168.49.0/24',
    firstHost: 2,
    labels: {},
    taints: [],
    controlPlane: true,
  },
  loadBalancers: null,
  defaultOrigin: { kind: 'network', address: '192.168.49.1' },
};

/** What can be said about minikube. @public */
export interface MinikubeOptions extends PlatformOptions {
  /** How the node runs, while `minikube tunnel` does; unless given, the tunnel does not run. */
  readonly tunnel?: 'vm' | 'container';
}

/**
 * minikube on a developer's machine. Services of type LoadBalancer are pending until `minikube tunnel` runs.
 *
 * By default one node, the control plane minikube at 192.168.49.2; requests come from the host on its network.
 * @see kubernetes/minikube site/content/en/docs/handbook/accessing.md
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: minikube({ tunnel: 'vm' }) });
 */
export function minikube({ tunnel, ...options }: MinikubeOptions = {}): Platform {
  if (tunnel === undefined) return platformOf(preset, options);
  return platformOf(preset, {
    loadBalancers: {
      name: 'minikube-tunnel',
      controllers: [{ name: 'minikube-tunnel', driver: tunnel }],
      addressCIDR: '192.168.49.0/24',
      source: 'kubernetes/minikube pkg/minikube/tunnel',
    },
    ...options,
  });
}
