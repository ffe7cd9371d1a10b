/**
 * A `forward` plugin of a Corefile: names below a zone are asked of other servers.
 *
 * @see coredns/coredns plugin/forward/README.md
 * @public
 */
export interface ForwardPlugin {
  readonly from: string;
  /** The servers asked: addresses, or a resolver file that names some. */
  readonly to: readonly string[];
  /** Zones below `from` that are not forwarded. */
  readonly except: readonly string[];
}
