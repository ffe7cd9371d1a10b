import { Pattern } from '../../../routing/pattern.js';

/** The values of a header that the controller blocks. */
export interface BlockList {
  readonly key: 'block-user-agents' | 'block-referers';
  readonly header: string;
  /** Whole values, lower case. */
  readonly values: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
}

/**
 * Reads a list of values with commas between; `~` leads a regular expression, `~*` one for any case.
 *
 * @see nginx.org docs/http/ngx_http_map_module.html#map
 */
export function readBlockList(key: BlockList['key'], header: string, text: string): BlockList {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return {
    key,
    header,
    values: new Set(entries.filter((entry) => !isPattern(entry)).map((entry) => entry.toLowerCase())),
    patterns: entries.filter(isPattern).map((entry) => {
      const ignoreCase = entry.startsWith('~*');
      return new Pattern(entry.slice(ignoreCase ? 2 : 1), { ignoreCase });
    }),
  };
}

function isPattern(entry: string): boolean {
  return entry.startsWith('~');
}
