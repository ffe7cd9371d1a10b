import { Pattern } from '../../../routing/pattern.js';
import { PatternTable, type PatternRule } from '../../../routing/pattern-table.js';
import { toBytes, type ByteText } from '../../../address/byte-text.js';
import type { NginxLine } from '../configuration/line.js';
import { bareName, followedBy, needsRewrite, type WrittenLocation } from './location.js';
import type { LocationMatch, LocationTable, NamedLocation } from './location-table.js';

/** A path in the bytes that nginx compares. */
interface Entry extends NamedLocation {
  readonly bytes: ByteText;
}

/**
 * The locations of a server as old lines wrote them: a path takes what begins with its text, and before 0.20 one that
 * rewrites is a regular expression of its own, which nginx prefers to any text.
 *
 * @see kubernetes/ingress-nginx 0.9.0 to 0.19.0 internal/ingress/controller/template/template.go, buildLocation
 */
export function textLocations(written: readonly WrittenLocation[], line: NginxLine): LocationTable {
  const isRewritten = ({ location, path }: WrittenLocation): boolean =>
    line.rewriteAppends && needsRewrite(location.annotations, path);
  const isExact = ({ location }: WrittenLocation): boolean =>
    line.knowsExact && location.pathType === 'Exact';
  const rewriting = written.filter(isRewritten).map(rewritten);
  const patterns = new PatternTable(rewriting);
  const plain = written.filter((entry) => !isRewritten(entry));
  const exact = plain.filter(isExact).map((entry) => named(entry, '='));
  const prefixes = plain.filter((entry) => !isExact(entry)).map((entry) => named(entry, ''));
  return {
    patterns: rewriting,
    written: written.map((entry) =>
      isRewritten(entry) ? rewritten(entry) : named(entry, isExact(entry) ? '=' : ''),
    ),
    match(path) {
      const equal = exact.find(({ bytes }) => bytes === path);
      if (equal !== undefined) return matched('location', equal);
      const slash = prefixes.find(
        ({ bytes }) => bytes.endsWith('/') && bytes.length > 1 && bytes === `${path}/`,
      );
      if (slash !== undefined) return matched('slash', slash);
      const answer = patterns.match(path);
      if (answer !== undefined) return matched(answer.kind === 'taken' ? 'location' : 'refused', answer.rule);
      const prefix = prefixes.find(({ bytes }) => path.startsWith(bytes));
      return prefix === undefined ? undefined : matched('location', prefix);
    },
    covers: (location, path) =>
      rewriting.some((entry) => entry.location === location && entry.pattern.test(path)) ||
      exact.some((entry) => entry.location === location && entry.bytes === path) ||
      prefixes.some((entry) => entry.location === location && `${path}/`.startsWith(entry.bytes)),
  };
}

function named({ location, path }: WrittenLocation, modifier: '' | '='): Entry {
  return { location, path, name: bareName(modifier, path), bytes: toBytes(path) };
}

/** The root is bound to no start. */
function rewritten({ location, path }: WrittenLocation): NamedLocation & PatternRule {
  const followed = followedBy(path);
  const isRoot = path === '/';
  return {
    location,
    path,
    name: isRoot ? '~* /' : bareName('~*', path, followed),
    pattern: new Pattern(isRoot ? '/' : `^${toBytes(path)}${followed}`, { ignoreCase: true }),
  };
}

function matched(kind: LocationMatch['kind'], { location, path, name }: NamedLocation): LocationMatch {
  return { kind, location, path, name };
}
