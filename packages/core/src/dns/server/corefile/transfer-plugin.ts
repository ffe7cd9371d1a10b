/**
 * The `transfer` plugin of a Corefile: whole zones are given away.
 *
 * @see coredns/coredns plugin/transfer/README.md
 * @public
 */
export interface TransferPlugin {
  readonly zones: readonly string[];
  /** The addresses that may ask; `*` is everybody. */
  readonly to: readonly string[];
}
