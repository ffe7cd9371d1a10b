import type { LabelSelector } from '../../../object/label-selector.js';

/**
 * The `kubernetes` plugin of a Corefile.
 *
 * @see coredns/coredns plugin/kubernetes/README.md
 * @public
 */
export interface KubernetesPlugin {
  /** The zones served, in lower case with a final dot; the first one that is no reverse zone is the primary zone. */
  readonly zones: readonly string[];
  /** The namespaces that are visible; all where empty. */
  readonly namespaces: readonly string[];
  /** Which labels make a namespace visible. */
  readonly namespaceLabels?: LabelSelector;
  /** Names of pods: none, any address, or only addresses of pods of the namespace. */
  readonly pods: 'disabled' | 'insecure' | 'verified';
  readonly ttl: number;
  /** Name endpoints after their pods where they have no host name. */
  readonly endpointPodNames: boolean;
  /** `ignore empty_service`: a Service without ready endpoints does not exist. */
  readonly ignoreEmptyService: boolean;
  /** `noendpoints`: EndpointSlices are not watched. */
  readonly noEndpoints: boolean;
  /** `zonal`: headless Services have names for the endpoints of a topology zone. */
  readonly zonal: boolean;
  /** Those of the zones whose names are of ServiceImports, not of Services. */
  readonly multicluster: readonly string[];
  /** Names below these zones that do not exist are asked of the next plugin; `.` is every name. */
  readonly fallthrough: readonly string[];
}

/** What the plugin does unless the Corefile says otherwise. @see coredns/coredns plugin/kubernetes/setup.go @public */
export const kubernetesDefaults: Omit<KubernetesPlugin, 'zones'> = {
  namespaces: [],
  pods: 'disabled',
  ttl: 5,
  endpointPodNames: false,
  ignoreEmptyService: false,
  noEndpoints: false,
  zonal: false,
  multicluster: [],
  fallthrough: [],
};
