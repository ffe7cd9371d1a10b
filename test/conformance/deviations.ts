import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** An item that the project does not follow, with the reason. */
export interface Deviation {
  readonly suite: string;
  /** `case/item`. */
  readonly item: string;
  readonly reason: string;
}

/** Reads `deviations.yaml`. @throws {TypeError} for an entry without suite, item or reason */
export function readDeviations(): readonly Deviation[] {
  const content: unknown = load(readFileSync(new URL('deviations.yaml', import.meta.url), 'utf8'));
  if (!Array.isArray(content)) throw new TypeError('deviations.yaml must be a list');
  return content.map((entry: unknown, index) => {
    if (!isDeviation(entry))
      throw new TypeError(`deviations.yaml: entry ${index + 1} needs suite, item and reason`);
    return entry;
  });
}

function isDeviation(entry: unknown): entry is Deviation {
  if (typeof entry !== 'object' || entry === null) return false;
  return ['suite', 'item', 'reason'].every((key) => {
    const value: unknown = Reflect.get(entry, key);
    return typeof value === 'string' && value.trim() !== '';
  });
}
