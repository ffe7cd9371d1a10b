import { isBefore, readVersion, type Version } from '../../../controller/version.js';

/** What differs between the lines of ingress-nginx. */
export interface NginxLine {
  /** What follows the path is appended to the rewrite target, as before 0.22. */
  readonly rewriteAppends: boolean;
  /** Paths of type Exact are told from others, since 0.31. */
  readonly knowsExact: boolean;
  /** Prefixes are compared element by element, since 0.41; before, character by character. */
  readonly prefixByElement: boolean;
  /** Snippets are allowed unless switched off, before 1.9. */
  readonly allowsSnippets: boolean;
  /** Annotations of the highest risk are taken unless forbidden, before 1.12. */
  readonly takesCriticalRisk: boolean;
  /** Older than the line that the model describes. */
  readonly isOld: boolean;
}

const pattern: Version = [0, 22, 0, 0];
const exact: Version = [0, 31, 0, 0];
const element: Version = [0, 41, 0, 0];
const stable: Version = [1, 0, 0, 0];
const noSnippets: Version = [1, 9, 0, 0];
const riskHigh: Version = [1, 12, 0, 0];

/**
 * The line of a version; of a version that is not known, the latest.
 *
 * @see kubernetes/ingress-nginx Changelog.md 0.22.0, 0.31.0, 0.41.0; changelog/controller-1.9.0.md, controller-1.12.0.md
 */
export function nginxLine(version: string): NginxLine {
  const number = readVersion(version);
  const before = (other: Version): boolean => number !== undefined && isBefore(number, other);
  return {
    rewriteAppends: before(pattern),
    knowsExact: !before(exact),
    prefixByElement: !before(element),
    allowsSnippets: before(noSnippets),
    takesCriticalRisk: before(riskHigh),
    isOld: before(stable),
  };
}
