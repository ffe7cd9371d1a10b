import { coversPath, PathTable, type PathRule } from '../../../routing/path-table.js';
import { toBytes } from '../../../address/byte-text.js';
import { denial } from '../annotation/annotations.js';
import { locationName, withSlash, type NginxLocation, type WrittenLocation } from './location.js';
import type { LocationMatch, LocationTable } from './location-table.js';

/** A path in the bytes that nginx compares, and what it answers to requests. */
interface Entry extends PathRule {
  /** For the path itself. */
  readonly exact: LocationMatch;
  /** For longer paths. */
  readonly longer: LocationMatch;
  /** For the path without its final slash; undefined where that is no path of the location. */
  readonly slash: LocationMatch | undefined;
}

/**
 * The locations of a server without regular expressions.
 *
 * Prefix `/foo`, written as the locations `/foo/` and `= /foo`, covers what the specification says; so a path table finds
 * it. Only a path that ends in a slash differs: where nobody else has `/foo`, nginx sends it to `/foo/`, Exact or not,
 * unless the location has no backend to send requests to.
 * @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_core_find_static_location (auto_redirect)
 */
export function plainLocations(
  locations: readonly NginxLocation[],
  written: readonly WrittenLocation[],
): LocationTable {
  const entries = locations.map(entryOf);
  const table = new PathTable(entries);
  const prefixes = entries.filter(({ pathType }) => pathType === 'Prefix');
  const slashed = new Map(
    entries
      .filter(
        ({ path, pathType, slash }) => pathType === 'Exact' && path.endsWith('/') && slash !== undefined,
      )
      .map((entry) => [entry.path, entry]),
  );
  return {
    patterns: [],
    written: written.map(({ location, path, pathType }) => ({
      location,
      path,
      name: locationName(pathType === 'Exact' ? '=' : '', path),
    })),
    match(path) {
      const entry = table.match(path);
      if (entry?.path === path) return entry.exact;
      const slash = slashed.size === 0 ? undefined : slashed.get(`${path}/`);
      if (slash !== undefined) return slash.slash;
      if (entry === undefined) return undefined;
      if (path.length >= entry.path.length) return entry.longer;
      return entry.slash ?? prefixes.find((prefix) => path.startsWith(withSlash(prefix.path)))?.longer;
    },
    covers: ({ path: own, pathType }, path) => coversPath({ path: toBytes(own), pathType }, path),
  };
}

function entryOf(location: NginxLocation): Entry {
  const { path, pathType } = location;
  const isRoot = path === '/' && pathType === 'Prefix';
  const exact: LocationMatch = {
    kind: 'location',
    location,
    path,
    name: locationName(isRoot ? '' : '=', path),
  };
  const prefix = withSlash(path);
  return {
    path: toBytes(path),
    pathType,
    exact,
    longer: { kind: 'location', location, path: prefix, name: locationName('', prefix) },
    slash: denial(location.annotations) === undefined ? { ...exact, kind: 'slash' } : undefined,
  };
}
