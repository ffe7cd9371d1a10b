/**
 * One thing that a hop changed about the packet or the request in it.
 *
 * @public
 */
export interface Change {
  readonly kind: 'dnat' | 'snat' | 'host' | 'path' | 'header' | 'connection';
  /** What changed: `destination`, `source`, `host`, `path`, a header's name, `tls`, ... */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}
