import type { CauseCode } from '../trace/causes.js';
import type { Outcome } from '../trace/outcome.js';

/** What may be expected to come of a request; nobody can expect what is not known. @public */
export type ExpectedOutcome = Exclude<Outcome['kind'], 'unknown'>;

/** All statuses that begin with the same digit. @public */
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx';

/** What a resolver finds out about a name that it cannot resolve. @public */
export type ExpectedRcode = Extract<Outcome, { readonly kind: 'dns-error' }>['rcode'];

/** A share of requests: a number between 0 and 1, exactly, or a percentage such as `33%`, to the digits that it has. @public */
export type Share = number | `${number}%`;

/**
 * What must come of a request on one way. Every member given must hold; a way that ends `unknown` is never as expected.
 *
 * Objects are written as kubectl writes them, `service/shop/cart`: Services, Ingresses, pods, and workloads
 * (`deployment/shop/cart`). Services and pods may have a port, `service/shop/cart:80`. Without a namespace it is
 * `default`.
 * @public
 */
export interface WayExpectation {
  readonly outcome?: ExpectedOutcome;
  /** The code of the cause that the outcome names. */
  readonly cause?: CauseCode;
  /** The status of the response, or all that begin with a digit: `2xx`. */
  readonly status?: number | StatusClass;
  /**
   * The object that the request comes to, or several of which it comes to one: a pod or a pod of a workload that takes
   * it, a Service that leads to a pod that takes it, an Ingress of which a rule takes it.
   *
   * @minItems 1
   */
  readonly reaches?: string | readonly string[];
  /**
   * Objects that the request does not come to.
   *
   * @minItems 1
   */
  readonly neverReaches?: string | readonly string[];
  /** Where a response sends the client: its Location, as it is sent. */
  readonly redirectsTo?: string;
  /** The path as the pod gets it; with `?` the query as well. */
  readonly pathAtBackend?: string;
  /** The Host header as the pod gets it. */
  readonly hostAtBackend?: string;
  /** Headers as the pod gets them: `null` must be missing, `*` may have any value. */
  readonly headersAtBackend?: Readonly<Record<string, string | null>>;
  /** The source address that the pod sees: an address, a range, the `client`'s own, or that of a `node`. */
  readonly sourceAtPod?: string;
  /** The certificate that a client is shown: one that `fits` the host, the `default` one, or that of `secret/shop/tls`. */
  readonly certificate?: string;
  /** No packet of the request goes from a node of one zone to a node of another. */
  readonly crossesZone?: false;
  /** What the resolver says of a name: an error. */
  readonly rcode?: ExpectedRcode;
  /** The addresses that the resolver finds, in any order. */
  readonly addresses?: readonly string[];
}

/** What must come of a request, all ways together. @public */
export interface Expectation extends WayExpectation {
  /** The share of requests that comes to each of these objects. */
  readonly weights?: Readonly<Record<string, Share>>;
}

/** The name of a member of an expectation. @public */
export type ExpectationMember = keyof Expectation;

/**
 * What must hold for a request: `expect` on every way that it may take, `may` on at least one.
 *
 * @public
 * @example
 * const expectations: Expectations = { expect: { status: '2xx' }, may: { reaches: 'service/shop/canary' } };
 */
export interface Expectations {
  readonly expect?: Expectation;
  /** Of several, each must hold on at least one way. */
  readonly may?: WayExpectation | readonly WayExpectation[];
}

/** Thrown for an expectation that cannot be read; the message says what to write instead. @public */
export class ExpectationError extends TypeError {
  readonly member: ExpectationMember | undefined;

  constructor(member: ExpectationMember | undefined, message: string) {
    super(member === undefined ? message : `${member}: ${message}`);
    this.name = 'ExpectationError';
    this.member = member;
  }
}
