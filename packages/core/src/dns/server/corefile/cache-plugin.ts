/**
 * The `cache` plugin of a Corefile, as far as an answer that is not kept yet shows it: no record may be kept for longer
 * than the server keeps it.
 *
 * @see coredns/coredns plugin/cache/README.md
 * @public
 */
export interface CachePlugin {
  readonly zones: readonly string[];
  /** The most seconds for answers with records. */
  readonly success: number;
  /** The most seconds for answers without. */
  readonly denial: number;
}
