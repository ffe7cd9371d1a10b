const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** The FNV-1a hash of a text, as an unsigned 32-bit number. */
export function hashText(text: string): number {
  let hash = offsetBasis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  }
  return hash >>> 0;
}

/** The hash of a JSON value; the order in which an object's fields were written does not matter. */
export function hashValue(value: unknown): number {
  return hashText(canonicalText(value));
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalText(field)}`);
  return `{${fields.join()}}`;
}
