import { isBefore, readVersion, type Version } from '../../../controller/version.js';
import { headersOfLine, type ForwardedHeader } from './forwarded-header.js';

/** What differs between the lines of ingress-nginx. */
export interface NginxLine {
  /** What follows the path is appended to the rewrite target, as before 0.22. */
  readonly rewriteAppends: boolean;
  /** Such rewrites do not look at the case of letters, since 0.18. */
  readonly rewriteIgnoresCase: boolean;
  /** Such rewrites take the path itself too, and nothing that only begins with its text, since 0.19. */
  readonly rewriteIsBound: boolean;
  /** One path that rewrites or is a regular expression makes all paths of its host regular expressions, since 0.20. */
  readonly patternsSpread: boolean;
  /** Regular expressions stand between quotation marks in the configuration, since 0.20. */
  readonly quotesPatterns: boolean;
  /** Paths of type Exact are told from others, since 0.31. */
  readonly knowsExact: boolean;
  /** Prefixes are compared element by element, since 0.41; before, character by character. */
  readonly prefixByElement: boolean;
  /** Proxies in front are believed unless switched off, before 0.22. */
  readonly trustsForwardedHeaders: boolean;
  /** The backend is told the target that the client sent unless switched off, before 0.26. */
  readonly addsOriginalUri: boolean;
  /** What backends are told about the client, unless switched off. */
  readonly forwardedHeaders: readonly ForwardedHeader[];
  /** How plain HTTP is sent to HTTPS, unless said: since 0.10 the method is kept. */
  readonly redirectCode: 301 | 308;
  /** HTTP/2 is taken in plain text too, since nginx 1.25 in 1.10. */
  readonly takesPlainHttp2: boolean;
  /** Snippets are allowed unless switched off, before 1.9. */
  readonly allowsSnippets: boolean;
  /** Annotations of the highest risk are taken unless forbidden, before 1.12. */
  readonly takesCriticalRisk: boolean;
  /** Older than the line that the model describes. */
  readonly isOld: boolean;
}

/**
 * The line of a version; of a version that is not known, the latest.
 *
 * @see kubernetes/ingress-nginx Changelog.md 0.10.0 to 0.41.0; changelog/controller-1.9.0.md, controller-1.12.0.md
 */
export function nginxLine(version: string): NginxLine {
  const number = readVersion(version);
  const before = (...other: Version): boolean => number !== undefined && isBefore(number, other);
  return {
    rewriteAppends: before(0, 22, 0, 0),
    rewriteIgnoresCase: !before(0, 18, 0, 0),
    rewriteIsBound: !before(0, 19, 0, 0),
    patternsSpread: !before(0, 20, 0, 0),
    quotesPatterns: !before(0, 20, 0, 0),
    knowsExact: !before(0, 31, 0, 0),
    prefixByElement: !before(0, 41, 0, 0),
    trustsForwardedHeaders: before(0, 22, 0, 0),
    addsOriginalUri: before(0, 26, 0, 0),
    forwardedHeaders: headersOfLine(number),
    redirectCode: before(0, 10, 0, 0) ? 301 : 308,
    takesPlainHttp2: !before(1, 10, 0, 0),
    allowsSnippets: before(1, 9, 0, 0),
    takesCriticalRisk: before(1, 12, 0, 0),
    isOld: before(1, 0, 0, 0),
  };
}
