import { toBytes, type ByteText } from '../../../address/byte-text.js';
import type { NginxLine } from '../configuration/line.js';
import { usesPattern, writtenLocations, type NginxLocation, type WrittenLocation } from './location.js';
import type { LocationTable } from './location-table.js';
import { patternLocations } from './pattern-locations.js';
import { plainLocations } from './plain-locations.js';
import { textLocations } from './text-locations.js';

/**
 * Writes out the locations of a server: one location that rewrites or uses a regular expression makes all paths of the
 * server regular expressions.
 *
 * @param locations in the order of the configuration
 * @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, enforceRegexModifier
 */
export function writeLocations(locations: readonly NginxLocation[], line: NginxLine): LocationTable {
  const written = line.prefixByElement ? writtenLocations(locations) : locations.map(asItIs);
  if (line.patternsSpread && written.some(usesPattern)) return patternLocations(written, line);
  return line.prefixByElement ? plainLocations(locations, written) : textLocations(written, line);
}

/** Before prefixes were compared by element, each path was written once. */
function asItIs(location: NginxLocation): WrittenLocation {
  return { location, path: location.path, pathType: location.pathType };
}

/**
 * The locations of a server in the order of the configuration: longest path first, equal lengths in descending order of
 * their text; before 0.20 in descending order of their text alone.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers
 */
export function sortLocations(
  locations: readonly NginxLocation[],
  { patternsSpread }: NginxLine,
): readonly NginxLocation[] {
  return locations
    .map((location) => ({ location, bytes: toBytes(location.path) }))
    .sort((a, b) => (patternsSpread ? b.bytes.length - a.bytes.length : 0) || compare(b.bytes, a.bytes))
    .map(({ location }) => location);
}

function compare(a: ByteText, b: ByteText): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
