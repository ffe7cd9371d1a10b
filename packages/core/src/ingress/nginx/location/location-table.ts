import type { Pattern } from '../../../routing/pattern.js';
import type { ByteText } from '../../../address/byte-text.js';
import type { NginxLocation, WrittenLocation } from './location.js';

/** What takes a path on a server. */
export interface LocationMatch {
  /**
   * - `location`: the location takes the path.
   * - `slash`: the path is that of a location without its final slash, and nginx sends the client there.
   * - `refused`: the regular expression of the location cannot be run, so what takes the path is not known.
   */
  readonly kind: 'location' | 'slash' | 'refused';
  readonly location: NginxLocation;
  /** The path as it is written in the configuration. */
  readonly path: string;
  /** The location as the configuration names it. */
  readonly name: string;
}

/** A path as a regular expression. */
export interface LocationPattern {
  readonly location: NginxLocation;
  readonly pattern: Pattern;
}

/** A location as the configuration names it. */
export interface NamedLocation extends Omit<WrittenLocation, 'pathType'> {
  readonly name: string;
}

/** The locations of a server, written out. */
export interface LocationTable {
  /** The regular expressions that paths are compared with; empty where paths are compared as they are. */
  readonly patterns: readonly LocationPattern[];
  /** In the order of the configuration. */
  readonly written: readonly NamedLocation[];
  match(path: ByteText): LocationMatch | undefined;
  /** Whether a location covers a path, whichever takes it in the end. One whose expression is not run covers none. */
  covers(location: NginxLocation, path: ByteText): boolean;
}
