import { Pattern } from '../../../routing/pattern.js';
import { toBytes, type ByteText } from '../request/bytes.js';
import type { NginxLine } from '../configuration/line.js';
import type { LocationMatch } from '../location/location-table.js';
import { needsRewrite } from '../location/location.js';
import { variableOf } from './variables.js';
import type { NginxSettings } from '../configuration/settings.js';
import type { NginxRequest } from '../request/nginx-request.js';

/** What becomes of the path of a request. */
export type Rewrite =
  /** Nothing: the backend gets the target as it was sent. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'rewritten'; readonly path: ByteText }
  /** The target is a whole URL: the client is sent there. */
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'variable-unknown'; readonly name: string };

/** A rewrite directive: what of a path is found, and what the path becomes. */
interface Directive {
  readonly pattern: Pattern;
  readonly target: string;
}

const kept: Rewrite = { kind: 'kept' };
const remembered = new WeakMap<LocationMatch['location'], Map<string, readonly Directive[]>>();

/** Carries out the annotation rewrite-target of a location. */
export function rewritePath(
  matched: LocationMatch,
  { line }: NginxSettings,
  request: NginxRequest,
  serverName: string,
): Rewrite {
  if (!needsRewrite(matched.location.annotations, matched.path)) return kept;
  for (const { pattern, target } of directivesOf(matched, line)) {
    const groups = pattern.find(request.target.path);
    if (groups !== undefined) {
      return substitute(target, groups, (name) => variableOf(name, request, serverName));
    }
  }
  return kept;
}

/** The directives of a location, compiled once. */
function directivesOf({ location, path }: LocationMatch, line: NginxLine): readonly Directive[] {
  const ofLocation = remembered.get(location) ?? new Map<string, readonly Directive[]>();
  remembered.set(location, ofLocation);
  let directives = ofLocation.get(path);
  if (directives === undefined) {
    const { rewriteTarget } = location.annotations;
    directives = line.rewriteAppends ? appending(path, rewriteTarget) : [replacing(path, rewriteTarget)];
    ofLocation.set(path, directives);
  }
  return directives;
}

/** From 0.22 on only what groups captured carries over. @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildProxyPass */
function replacing(path: string, target: string): Directive {
  return { pattern: new Pattern(toBytes(path), { ignoreCase: true }), target: toBytes(target) };
}

/** Before 0.22 what followed the path was appended to the target. @see kubernetes/ingress-nginx 0.21 internal/ingress/controller/template/template.go, buildProxyPass */
function appending(path: string, target: string): readonly Directive[] {
  const bytes = toBytes(path);
  const followed = new Pattern(`${bytes.endsWith('/') ? bytes : `${bytes}/`}(.*)`, { ignoreCase: false });
  if (target !== '/') return [{ pattern: followed, target: `${toBytes(target)}/$1` }];
  return [
    { pattern: followed, target: '/$1' },
    { pattern: new Pattern(bytes, { ignoreCase: false }), target: '/' },
  ];
}

const variable = /\$(?:([1-9])|([A-Za-z_0-9]+))/g;

/** The variables that a target names, captures left out. */
export function variablesIn(target: string): readonly string[] {
  return [...target.matchAll(variable)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}

/** Fills captures and variables into a target; a capture has one digit. @see nginx/nginx src/http/ngx_http_script.c */
function substitute(
  target: string,
  groups: readonly (string | undefined)[],
  valueOf: (name: string) => string | undefined,
): Rewrite {
  let missing: string | undefined;
  const path = target.replace(variable, (_text, digit: string | undefined, name: string | undefined) => {
    if (digit !== undefined) return groups[Number(digit)] ?? '';
    const value = valueOf(name ?? '');
    if (value === undefined) missing ??= name;
    return value ?? '';
  });
  if (missing !== undefined) return { kind: 'variable-unknown', name: missing };
  if (/^https?:\/\//.test(path)) return { kind: 'redirect', url: path };
  return { kind: 'rewritten', path };
}
