import type { ObjectReference } from '../problem/problem.js';
import type { Cause } from '../trace/outcome.js';

/** A virtual host of a controller and the paths that it knows there. @public */
export interface IngressServer {
  /** `_` is the catch-all. */
  readonly host: string;
  /** In the order of the configuration, as the proxy names them. */
  readonly locations: readonly string[];
}

/** An annotation of an Ingress whose effect is beyond the model. @public */
export interface UnsupportedAnnotation {
  readonly ingress: ObjectReference;
  /** With its prefix. */
  readonly annotation: string;
}

/** What a controller makes of the Ingresses, before any request comes. @public */
export interface IngressConfiguration {
  /** The Ingresses that it takes, by class. */
  readonly ingresses: readonly ObjectReference[];
  readonly servers: readonly IngressServer[];
  /** Why the proxy would not load the configuration; the one before stays in force then. */
  readonly refusals: readonly Cause[];
  /** What is not modelled in the Ingresses of its class, those that it leaves out included. */
  readonly unsupported: readonly UnsupportedAnnotation[];
}
