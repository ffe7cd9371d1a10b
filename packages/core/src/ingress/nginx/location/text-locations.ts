import { Pattern } from '../../../routing/pattern.js';
import { PatternTable, type PatternRule } from '../../../routing/pattern-table.js';
import { toBytes } from '../request/bytes.js';
import type { NginxLine } from '../configuration/line.js';
import { locationName, needsRewrite, type NginxLocation, type WrittenLocation } from './location.js';
import type { LocationMatch, LocationTable } from './location-table.js';

/** A path in the bytes that nginx compares. */
interface Entry {
  readonly location: NginxLocation;
  readonly path: string;
  readonly bytes: string;
}

/**
 * The locations of a server as old lines wrote them: a path takes what begins with its text, and before 0.22 one that
 * rewrites is a regular expression of its own, which nginx prefers to any text.
 *
 * @see kubernetes/ingress-nginx 0.9 and 0.21, core/pkg/ingress template.go, buildLocation
 */
export function textLocations(written: readonly WrittenLocation[], line: NginxLine): LocationTable {
  const isRewritten = ({ location, path }: WrittenLocation): boolean =>
    line.rewriteAppends && needsRewrite(location.annotations, path);
  const rewriting = written.filter(isRewritten).map(rewritten);
  const patterns = new PatternTable(rewriting);
  const plain = written.filter((entry) => !isRewritten(entry)).map(withBytes);
  const exact = plain.filter(({ location }) => line.knowsExact && location.pathType === 'Exact');
  const prefixes = plain.filter((entry) => !exact.includes(entry));
  return {
    patterns: rewriting,
    names: written.map(({ path }) => locationName('', path)),
    match(path) {
      const equal = exact.find(({ bytes }) => bytes === path);
      if (equal !== undefined) return matched('location', equal, '=');
      const slash = prefixes.find(
        ({ bytes }) => bytes.endsWith('/') && bytes.length > 1 && bytes === `${path}/`,
      );
      if (slash !== undefined) return matched('slash', slash, '');
      const answer = patterns.match(path);
      if (answer !== undefined)
        return matched(answer.kind === 'taken' ? 'location' : 'refused', answer.rule, '~*');
      const prefix = prefixes.find(({ bytes }) => path.startsWith(bytes));
      return prefix === undefined ? undefined : matched('location', prefix, '');
    },
  };
}

function withBytes({ location, path }: WrittenLocation): Entry {
  return { location, path, bytes: toBytes(path) };
}

/** The slash behind the path belongs to neither the path nor what follows it. */
function rewritten(written: WrittenLocation): Entry & PatternRule {
  const entry = withBytes(written);
  const { bytes } = entry;
  const source = bytes === '/' ? '/' : `^${bytes}${bytes.endsWith('/') ? '' : '\\/?'}(?<baseuri>.*)`;
  return { ...entry, pattern: new Pattern(source, { ignoreCase: true }) };
}

function matched(
  kind: LocationMatch['kind'],
  { location, path }: Entry,
  modifier: Parameters<typeof locationName>[0],
): LocationMatch {
  return { kind, location, path, name: locationName(modifier, path) };
}
