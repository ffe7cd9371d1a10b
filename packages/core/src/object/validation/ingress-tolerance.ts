/** The sins that an Ingress may have, because it had them before later versions of the API forbade them. */
export interface IngressTolerance {
  /** Secret names that are none. */
  readonly secretNames: boolean;
  /** Anything below a host with a star. */
  readonly wildcardRules: boolean;
  /** Names of Services that begin with a digit. */
  readonly serviceNames: boolean;
}

/** What a new Ingress may do wrong: nothing. */
export const intolerant: IngressTolerance = { secretNames: false, wildcardRules: false, serviceNames: false };
