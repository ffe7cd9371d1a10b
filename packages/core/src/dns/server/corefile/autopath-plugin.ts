/**
 * The `autopath` plugin of a Corefile: the server goes through the search list in place of the client.
 *
 * @see coredns/coredns plugin/autopath/README.md
 * @public
 */
export interface AutopathPlugin {
  /** Names below these zones are searched for. */
  readonly zones: readonly string[];
  /** The search list: that of the pod that asks, that of the server's own resolver file, or this one. */
  readonly search: '@kubernetes' | '/etc/resolv.conf' | readonly string[];
}
