/** The two parts of a request target, nothing decoded. */
export interface TargetParts {
  readonly path: string;
  /** What stands behind the first `?`; absent when there is none. */
  readonly query?: string;
}

/** Cuts a request target at its first `?`. @see RFC 9112 section 3.2.1 */
export function splitTarget(target: string): TargetParts {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

const dotSegment = /^(?:\.|%2e)$/i;
const dotDotSegment = /^(?:\.|%2e){2}$/i;

/**
 * The target as curl sends it: `.` and `..` in the path are resolved (written as `%2e` too), the query is left alone.
 *
 * @see RFC 3986 section 5.2.4; curl/curl lib/urlapi.c, dedotdotify
 * @public
 * @example
 * squashDotSegments('/a/./b/../c?x=..'); // '/a/c?x=..'
 */
export function squashDotSegments(target: string): string {
  const { path, query } = splitTarget(target);
  if (!path.startsWith('/')) return target;
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    const isDotDot = dotDotSegment.test(segment);
    if (isDotDot) kept.pop();
    if (!isDotDot && !dotSegment.test(segment)) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}${query === undefined ? '' : `?${query}`}`;
}
