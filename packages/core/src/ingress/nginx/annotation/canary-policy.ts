import { Pattern } from '../../../routing/pattern.js';
import type { Header } from '../../../request/request.js';
import { cookieValue } from '../request/cookie.js';
import { allowed, type AnnotationReader } from './annotation-reader.js';

/** Which requests go to a canary. */
export interface Canary {
  readonly weight: number;
  readonly weightTotal: number;
  /** Lower case; the empty string: no header decides. */
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: Pattern | undefined;
  readonly cookie: string;
}

/** The canary that an Ingress is; undefined when it is none. @see kubernetes/ingress-nginx internal/ingress/annotations/canary/main.go */
export function readCanary(reader: AnnotationReader): Canary | undefined {
  const isEnabled = reader.flag('canary', 'ignored') ?? false;
  const pattern = reader.text('canary-by-header-pattern', allowed.pattern, 'ignored');
  const canary: Canary = {
    weight: reader.integer('canary-weight', 'ignored') ?? 0,
    // A smaller total than 100 is not looked at.
    weightTotal: Math.max(100, reader.integer('canary-weight-total', 'ignored') ?? 100),
    header: reader.text('canary-by-header', allowed.plain, 'ignored').toLowerCase(),
    headerValue: reader.text('canary-by-header-value', allowed.plain, 'ignored'),
    headerPattern: pattern === '' ? undefined : new Pattern(pattern, { ignoreCase: false }),
    cookie: reader.text('canary-by-cookie', allowed.plain, 'ignored'),
  };
  return isEnabled ? canary : undefined;
}

/**
 * The share of requests like this one that go to the canary: all or none where a header or cookie decides, else by
 * weight. Undefined where the pattern for the header cannot be run.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/balancer.lua, route_to_alternative_balancer
 */
export function canaryShare(canary: Canary, headers: readonly Header[]): number | undefined {
  const decided = byHeader(canary, headers) ?? byCookie(canary, headers);
  if (decided === 'unknown') return undefined;
  if (decided !== undefined) return decided ? 1 : 0;
  return weightShare(canary);
}

/** The annotation by which the share of requests like this one is decided. */
export function canaryDecider(canary: Canary, headers: readonly Header[]): string {
  const { headerValue, headerPattern } = canary;
  if (byHeader(canary, headers) !== undefined) {
    if (headerValue !== '') return 'canary-by-header-value';
    return headerPattern === undefined ? 'canary-by-header' : 'canary-by-header-pattern';
  }
  return byCookie(canary, headers) === undefined ? 'canary-weight' : 'canary-by-cookie';
}

/** The share of requests that no header or cookie decides about. */
export function weightShare({ weight, weightTotal }: Canary): number {
  return Math.min(1, Math.max(0, weight / weightTotal));
}

function byHeader(
  { header, headerValue, headerPattern }: Canary,
  headers: readonly Header[],
): boolean | 'unknown' | undefined {
  const value = header === '' ? undefined : headers.find(({ name }) => name === header)?.value;
  if (value === undefined) return undefined;
  if (headerValue !== '') return value === headerValue ? true : undefined;
  if (headerPattern !== undefined) {
    if (headerPattern.refusal === 'not-linear') return 'unknown';
    // A pattern that is wrong sends the request to the main backend, whatever else is said.
    if (headerPattern.refusal === 'wrong') return false;
    return headerPattern.test(value) ? true : undefined;
  }
  return always(value);
}

function byCookie({ cookie }: Canary, headers: readonly Header[]): boolean | undefined {
  return cookie === '' ? undefined : always(cookieValue(headers, cookie) ?? '');
}

function always(value: string): boolean | undefined {
  if (value === 'always') return true;
  return value === 'never' ? false : undefined;
}
