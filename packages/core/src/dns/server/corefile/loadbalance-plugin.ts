/**
 * The `loadbalance` plugin of a Corefile: in which order the records of an answer are sent.
 *
 * @see coredns/coredns plugin/loadbalance/README.md
 * @public
 */
export type LoadbalancePlugin = {
  /** Networks whose addresses come first, in this order. */
  readonly prefer: readonly string[];
} & (
  | { readonly policy: 'round_robin' }
  /** How often an address comes first, by name and address; 1 unless given. */
  | {
      readonly policy: 'weighted';
      readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
    }
);
