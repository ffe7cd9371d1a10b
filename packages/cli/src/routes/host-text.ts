/** What a range says of hosts that no rule names. */
export const anyOther = 'any other';

/**
 * Whether a host, in small letters and without final dot, is one of those that a range tells with a text: `a.test`,
 * `*.a.test`, `….a.test`, `a.…`. Undefined where the text does not tell: of a pattern, and of a star that may stand for
 * several labels.
 */
export function covers(text: string, host: string): boolean | undefined {
  if (text === anyOther) return false;
  if (text.startsWith('~ ')) return undefined;
  if (text.startsWith('…')) return host.endsWith(text.slice(1).toLowerCase());
  if (text.endsWith('…')) return host.startsWith(text.slice(0, -1).toLowerCase());
  if (!/[*?]/.test(text)) return host === text.toLowerCase();
  if (!text.startsWith('*.') || /[*?]/.test(text.slice(1))) return undefined;
  const parent = text.slice(1).toLowerCase();
  if (!host.endsWith(parent) || host.length === parent.length) return false;
  return host.slice(0, -parent.length).includes('.') ? undefined : true;
}

/** How little a text lets through: of those that cover a host, the one with the most is told of it. */
export function narrowness(text: string): number {
  if (text.startsWith('~ ')) return text.length - 2;
  if (text.startsWith('…') || text.endsWith('…')) return text.length - 1;
  if (!/[*?]/.test(text)) return 1e6 + text.length;
  // The pattern of a wildcard is longer than the text.
  return text.length + (text.match(/[^a-z0-9]/gi) ?? []).length + 5;
}
