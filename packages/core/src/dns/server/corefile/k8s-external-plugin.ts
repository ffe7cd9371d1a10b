/**
 * The `k8s_external` plugin of a Corefile: names for the external addresses of Services.
 *
 * @see coredns/coredns plugin/k8s_external/README.md
 * @public
 */
export interface K8sExternalPlugin {
  readonly zones: readonly string[];
  /** The label below which the name server of the zone has its name. */
  readonly apex: string;
  readonly ttl: number;
  /** Whether headless Services without external address have names too. */
  readonly headless: boolean;
  /** Names below these zones that do not exist are asked of the next plugin; `.` is every name. */
  readonly fallthrough: readonly string[];
}

/** What the plugin does unless the Corefile says otherwise. @see coredns/coredns plugin/k8s_external/external.go, New @public */
export const k8sExternalDefaults: Omit<K8sExternalPlugin, 'zones'> = {
  apex: 'dns',
  ttl: 5,
  headless: false,
  fallthrough: [],
};
