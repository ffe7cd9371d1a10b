import type { HttpVersion } from '@kubehop/core';
import type { Expectation, WayExpectation } from '@kubehop/core/matchers';
import type { Config } from '../config/config.js';

/** What a test file says: the cluster, as a `kubehop.yaml` describes its platform, and what must hold in it. */
export interface TestFile extends Omit<Config, 'files' | 'prices'>, StatedExpectations {}

/** What a test file says beside the platform; `kubehop-test.schema.json` is made of it. */
export interface StatedExpectations {
  /** The manifests: files and directories, relative to this file. -f takes their place. */
  readonly manifests?: readonly NonEmptyText[];
  /**
   * What must hold, in the order in which it is told.
   *
   * @minItems 1
   */
  readonly expectations: readonly NamedExpectation[];
}

/** Something that must hold for a request, or for each of several. */
export interface NamedExpectation {
  /** What must hold, in words, on one line. */
  readonly name: Line;
  /** GET https://shop.example.com/cart, tcp://db.shop:5432 or dns A api.shop */
  readonly request?: Line;
  /** Requests of which the same is expected, in place of request. */
  readonly requests?: readonly Line[];
  /** Where it comes from, as in kubehop trace --from: internet, internet/IP, network/IP, node/NAME, pod/NAMESPACE/NAME, deployment/NAMESPACE/NAME or another workload. The platform decides unless given. */
  readonly from?: string;
  /** Headers that the client sends; null takes one away that it would send, such as host. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The version of HTTP, in quotes. */
  readonly version?: HttpVersion;
  /** The server name that the client sends in the TLS handshake, in place of the host of the URL; null sends none. */
  readonly sni?: string | null;
  /** The address that the client connects to, in place of name resolution. */
  readonly address?: string;
  /** Takes any certificate, also one that does not name the host. */
  readonly insecure?: boolean;
  /** Does not squash /../ and /./ in the path. */
  readonly pathAsIs?: boolean;
  /** The PROXY protocol line that the client sends first. */
  readonly proxyProtocol?: string;
  /** What must come of it, on every way that it may take. */
  readonly expect?: Expectation;
  /** What must come of it on at least one way; of several, each on one. */
  readonly may?: WayExpectation | readonly WayExpectation[];
}

/** @minLength 1 */
type NonEmptyText = string;

/**
 * A text without control characters.
 *
 * @pattern ^\P{Cc}+$
 */
type Line = string;
