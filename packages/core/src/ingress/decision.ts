import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import type { HttpView, Target, TlsView } from '../request/packet.js';
import type { Header } from '../request/request.js';
import type { IngressHop, ShownCertificate } from '../trace/hop.js';
import type { Choice } from '../trace/choice.js';
import type { Cause } from '../trace/outcome.js';
import type { Rule, Skip } from '../trace/rule.js';

/** How a proxy speaks to a backend. @public */
export type BackendProtocol = NonNullable<IngressHop['protocol']>;

/** A Service that a request is sent to, and the endpoints among which one is chosen: at least one. @public */
export interface ChosenBackend {
  readonly service: ObjectReference;
  readonly port: number | string;
  readonly endpoints: readonly Target[];
  /** Between 0 and 1; the shares of one decision sum to 1. */
  readonly share: number;
}

/** What a client gets in place of an error of the backend. @public */
export interface ErrorPage {
  /** The status that the backend answers with. */
  readonly status: number;
  /** How the proxy's own configuration names what answers. */
  readonly location: string;
  /** What says so. */
  readonly rule: Rule;
  readonly result: Extract<IngressResult, { readonly kind: 'forward' | 'response' }>;
}

/** What a controller does with a request. @public */
export type IngressResult =
  /** It opens a connection to an endpoint and sends the request on. */
  | {
      readonly kind: 'forward';
      readonly backends: readonly ChosenBackend[];
      readonly by: Choice['by'];
      /** The request as the backend gets it. */
      readonly http: HttpView;
      /** The path in it, decoded. */
      readonly path?: string;
      readonly protocol: BackendProtocol;
      /** The client hello of the controller; absent where it speaks plain HTTP to the backend. */
      readonly tls?: TlsView;
      /** What is added to the response; a value that nobody can know in advance is `*`. */
      readonly responseHeaders?: readonly Header[];
      /** What the client gets in place of errors of the backend. */
      readonly errorPages?: readonly ErrorPage[];
    }
  /** It answers on its own account. */
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: readonly Header[];
      readonly cause: Cause;
    }
  /** It passes the connection on, byte for byte, without a look at the request in it. */
  | {
      readonly kind: 'pass';
      readonly backends: readonly ChosenBackend[];
      readonly by: Choice['by'];
      /** Whether the backend gets the PROXY protocol line of the client as one came, a new one, or none. */
      readonly proxyLine: 'kept' | 'new' | 'none';
    }
  /** It does not listen on the port. */
  | { readonly kind: 'refused'; readonly cause: Cause }
  | { readonly kind: 'tls-error'; readonly cause: Cause }
  | { readonly kind: 'closed'; readonly cause: Cause }
  /** It looks up a name, and sends the request or the connection to what the name stands for. */
  | {
      readonly kind: 'left';
      /** The Service that stands for it. */
      readonly backend: { readonly service: ObjectReference; readonly port: number | string };
      readonly to: string;
      /** The name and port in it. */
      readonly destination: Target;
      /** The request as it is sent; absent where the connection is passed on as it is. */
      readonly http?: HttpView;
      readonly tls?: TlsView;
      readonly errorPages?: readonly ErrorPage[];
      readonly cause: Cause;
    }
  | { readonly kind: 'unknown'; readonly missing: string; readonly cause: Cause };

/** What a controller makes of a request, and by which rule. @public */
export interface IngressDecision {
  /** The server (virtual host) that took the request; `_` is the catch-all. */
  readonly server: string;
  /** The path that took the request; `name` is how the proxy's own configuration names it. */
  readonly location?: { readonly path: string; readonly pathType: string; readonly name?: string };
  /** The path of the request as paths are compared with it: decoded, where the controller decodes it. */
  readonly path?: string;
  readonly ingress?: ObjectReference;
  readonly certificate?: ShownCertificate;
  /** What else had a say, of whichever Ingress of the host. */
  readonly influences?: readonly Rule[];
  readonly rule: Rule;
  readonly skipped: readonly Skip[];
  readonly assumptions: readonly Assumption[];
  readonly result: IngressResult;
}
