import { PathTable, type PathRule } from '../../../routing/path-table.js';
import { toBytes } from '../request/bytes.js';
import { locationName, withSlash, type NginxLocation, type WrittenLocation } from './location.js';
import type { LocationMatch, LocationTable } from './location-table.js';

/** A path in the bytes that nginx compares, and the location that it is of. */
interface Entry extends PathRule {
  readonly location: NginxLocation;
}

/**
 * The locations of a server without regular expressions.
 *
 * Prefix `/foo`, written as the locations `/foo/` and `= /foo`, covers what the specification says; so a path table finds
 * it. Only a path that ends in a slash differs: where nobody else has `/foo`, nginx sends it to `/foo/`, Exact or not.
 * @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_core_find_static_location (auto_redirect)
 */
export function plainLocations(
  locations: readonly NginxLocation[],
  written: readonly WrittenLocation[],
): LocationTable {
  const entries = locations.map((location): Entry => ({
    path: toBytes(location.path),
    pathType: location.pathType,
    location,
  }));
  const table = new PathTable(entries);
  const slashed = new Map(
    entries
      .filter(({ path, pathType }) => pathType === 'Exact' && path.endsWith('/'))
      .map((entry) => [entry.path, entry]),
  );
  return {
    patterns: [],
    names: written.map(({ path, pathType }) => locationName(pathType === 'Exact' ? '=' : '', path)),
    match(path) {
      const entry = table.match(path);
      const isOwn = entry?.path === path || slashed.size === 0;
      const found = (isOwn ? undefined : slashed.get(`${path}/`)) ?? entry;
      return found === undefined ? undefined : matched(found, path);
    },
  };
}

function matched({ path: own, pathType, location }: Entry, asked: string): LocationMatch {
  const { path } = location;
  const isRedirected = asked.length < own.length;
  const isExact = pathType === 'Exact' || isRedirected || (asked === own && own !== '/');
  return {
    kind: isRedirected ? 'slash' : 'location',
    location,
    path: isExact ? path : withSlash(path),
    name: isExact ? locationName('=', path) : locationName('', withSlash(path)),
  };
}
