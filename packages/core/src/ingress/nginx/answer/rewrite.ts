import { Pattern } from '../../../routing/pattern.js';
import { fromBytes, toBytes, type ByteText } from '../../../address/byte-text.js';
import { escapeArgument, unescapeRedirect } from '../request/escape.js';
import type { NginxLine } from '../configuration/line.js';
import type { LocationMatch } from '../location/location-table.js';
import { needsRewrite, withSlash } from '../location/location.js';
import { captureOrVariable } from '../location/rewrite-target.js';
import { variableOf } from './variables.js';
import type { AskedLocation } from './asked.js';

/** What becomes of the path of a request. */
export type Rewrite =
  /** Nothing: the backend gets the target as it was sent. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'rewritten'; readonly path: ByteText }
  /** Nothing is left of the path: nginx gives up. */
  | { readonly kind: 'empty' }
  /** The target is a whole URL: the client is sent there. */
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'variable-unknown'; readonly name: string };

/** A rewrite directive: what of a path is found, and what the path becomes. */
export interface RewriteDirective {
  /** The regular expression as the configuration writes it. */
  readonly source: string;
  /** Where captures and variables are filled in. */
  readonly target: string;
  /** The client is sent to the target, a whole URL. */
  readonly redirects: boolean;
  readonly pattern: Pattern;
}

const kept: Rewrite = { kind: 'kept' };
const remembered = new WeakMap<LocationMatch['location'], Map<string, readonly RewriteDirective[]>>();

/** Carries out the annotation rewrite-target of a location. */
export function rewritePath(asked: AskedLocation): Rewrite {
  const { configuration, request, matched } = asked;
  for (const directive of rewriteDirectives(matched, configuration.settings.line)) {
    const groups = directive.pattern.find(request.target.path);
    if (groups !== undefined) {
      // nginx escapes what it puts into a URL only where something in the path was escaped.
      const isEscaped = directive.redirects && /[%+]/.test(request.target.raw.split('?', 1)[0] ?? '');
      const captureOf = (digit: number): ByteText =>
        isEscaped ? escapeArgument(groups[digit] ?? '') : (groups[digit] ?? '');
      return substitute(directive, captureOf, (name) => bytesOf(name, asked));
    }
  }
  return kept;
}

function bytesOf(name: string, asked: AskedLocation): ByteText | undefined {
  if (name === 'uri') return asked.request.target.path;
  const value = variableOf(name, asked);
  return value === undefined ? undefined : toBytes(value);
}

const none: readonly RewriteDirective[] = [];

/** The rewrite directives of a location as it is written with a path; compiled once. */
export function rewriteDirectives(
  { location, path }: Pick<LocationMatch, 'location' | 'path'>,
  line: NginxLine,
): readonly RewriteDirective[] {
  if (!needsRewrite(location.annotations, path)) return none;
  const ofLocation = remembered.get(location) ?? new Map<string, readonly RewriteDirective[]>();
  remembered.set(location, ofLocation);
  let directives = ofLocation.get(path);
  if (directives === undefined) {
    const { rewriteTarget } = location.annotations;
    directives = line.rewriteAppends
      ? appending(path, rewriteTarget, line)
      : [replacing(path, rewriteTarget)];
    ofLocation.set(path, directives);
  }
  return directives;
}

/** From 0.22 on only what groups captured carries over. @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildProxyPass */
function replacing(path: string, target: string): RewriteDirective {
  return rewriting(`(?i)${path}`, target);
}

/**
 * Before 0.22 what followed the path was appended to the target. A path on its own was rewritten only to the root at
 * first, with all that begins with its text.
 *
 * @see kubernetes/ingress-nginx 0.9.0 to 0.21.0 internal/ingress/controller/template/template.go, buildProxyPass
 */
function appending(path: string, target: string, line: NginxLine): readonly RewriteDirective[] {
  const flag = line.rewriteIgnoresCase ? '(?i)' : '';
  const start = target === '/' ? '/' : `${target}/`;
  const followed = rewriting(`${flag}${withSlash(path)}(.*)`, `${start}$1`);
  if (target !== '/' && !line.rewriteIsBound) return [followed];
  return [followed, rewriting(`${flag}${path}${line.rewriteIsBound ? '$' : ''}`, start)];
}

/** @see nginx.org docs/http/ngx_http_rewrite_module.html#rewrite: a target that starts with http://, https:// or $scheme */
function rewriting(source: string, target: string): RewriteDirective {
  return {
    source,
    target,
    redirects: /^(?:https?:\/\/|\$scheme)/.test(target),
    pattern: new Pattern(toBytes(source), { ignoreCase: false }),
  };
}

/** Fills captures and variables into a target. */
function substitute(
  { target, redirects }: RewriteDirective,
  captureOf: (digit: number) => ByteText,
  valueOf: (name: string) => ByteText | undefined,
): Rewrite {
  let missing: string | undefined;
  const path = target.replace(
    captureOrVariable,
    (_text, digit: string | undefined, name: string | undefined) => {
      if (digit !== undefined) return captureOf(Number(digit));
      const value = valueOf(name ?? '');
      if (value === undefined) missing ??= name;
      return value ?? '';
    },
  );
  if (missing !== undefined) return { kind: 'variable-unknown', name: missing };
  if (redirects) return { kind: 'redirect', url: fromBytes(unescapeRedirect(path)) };
  return path === '' ? { kind: 'empty' } : { kind: 'rewritten', path };
}
