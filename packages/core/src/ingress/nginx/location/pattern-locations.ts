import { Pattern } from '../../../routing/pattern.js';
import { PatternTable } from '../../../routing/pattern-table.js';
import { toBytes } from '../../../address/byte-text.js';
import type { NginxLine } from '../configuration/line.js';
import { followedBy, locationName, needsRewrite, type WrittenLocation } from './location.js';
import type { LocationPattern, LocationTable } from './location-table.js';

/** A path as a regular expression: bound to the start, open at the end, whatever the case of its letters. */
interface Entry extends LocationPattern {
  readonly path: string;
  readonly name: string;
}

/**
 * The locations of a server on which some path is a regular expression: then all are, Exact ones too, and the first that
 * matches takes the request.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/ingress-path-matching.md
 */
export function patternLocations(written: readonly WrittenLocation[], line: NginxLine): LocationTable {
  const entries = written.map(({ location, path }): Entry => {
    const isAppending = line.rewriteAppends && path !== '/' && needsRewrite(location.annotations, path);
    const followed = isAppending ? followedBy(path) : '';
    return {
      location,
      path,
      name: locationName('~*', path, followed),
      pattern: new Pattern(`^${toBytes(path)}${followed}`, { ignoreCase: true }),
    };
  });
  const table = new PatternTable(entries);
  return {
    patterns: entries,
    written: entries,
    match(path) {
      const answer = table.match(path);
      if (answer === undefined) return undefined;
      const { location, path: own, name } = answer.rule;
      return { kind: answer.kind === 'taken' ? 'location' : 'refused', location, path: own, name };
    },
    covers: (location, path) =>
      entries.some((entry) => entry.location === location && entry.pattern.test(path)),
  };
}
