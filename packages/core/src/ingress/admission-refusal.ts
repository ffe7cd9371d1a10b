/** Why the webhook of a controller refuses an Ingress. @public */
export interface AdmissionRefusal {
  readonly reason:
    | 'deep-inspection'
    | 'catch-all-disabled'
    | 'strict-path-type'
    | 'annotation-prefix'
    | 'word-blocklist'
    | 'snippets-disabled'
    | 'annotation-refused'
    | 'uid-malformed'
    | 'host-and-path-taken';
  /** The field that is refused. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}
