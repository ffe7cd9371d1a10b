import { PathTable, type PathRule } from '../../routing/path-table.js';
import { toBytes } from './bytes.js';
import { locationName, withSlash, type NginxLocation, type WrittenLocation } from './location.js';
import type { LocationMatch, LocationTable } from './locations.js';

/** A path in the bytes that nginx compares, and the location that it is of. */
interface Entry extends PathRule {
  readonly location: NginxLocation;
}

/**
 * The locations of a server without regular expressions.
 *
 * Prefix `/foo`, written as the locations `/foo/` and `= /foo`, covers what the specification says; so a path table finds
 * it. Only `/foo/` differs: it does not cover `/foo`, which nginx redirects.
 * @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_core_find_static_location (auto_redirect)
 */
export function plainLocations(
  locations: readonly NginxLocation[],
  written: readonly WrittenLocation[],
): LocationTable {
  const table = new PathTable(
    locations.map((location): Entry => ({ path: toBytes(location.path), pathType: location.pathType, location })),
  );
  return {
    patterns: [],
    names: written.map(({ path, pathType }) => locationName(pathType === 'Exact' ? '=' : '', path)),
    match(path) {
      const entry = table.match(path);
      return entry === undefined ? undefined : matched(entry, path);
    },
  };
}

function matched({ path: own, pathType, location }: Entry, asked: string): LocationMatch {
  const { path } = location;
  const isExact = pathType === 'Exact' || (asked === own && own !== '/');
  return {
    kind: asked.length < own.length ? 'slash' : 'location',
    location,
    path: isExact ? path : withSlash(path),
    name: isExact ? locationName('=', path) : locationName('', withSlash(path)),
  };
}
