import type { Mistakes } from './mistakes.js';

/** How each field of a part is read; a field that is new in the library must be here too. */
export type Readers<Stated, Part> = {
  readonly [Field in keyof Required<Part>]: (
    stated: Exclude<Field extends keyof Stated ? Stated[Field] : never, undefined>,
  ) => Part[Field];
};

/** Reads each field that is there. */
export function readPart<Stated extends object, Part>(
  stated: Stated,
  readers: Readers<Stated, Part>,
  path: string,
  mistakes: Mistakes,
): Partial<Part> {
  const byField = new Map<string, unknown>(Object.entries(readers));
  const read: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(stated)) {
    const reader = byField.get(field);
    if (isReader(reader)) read[field] = mistakes.reading(`${path}.${field}`, () => reader(value));
  }
  // What the readers of a part give is that part, field by field; the compiler loses that in the loop.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return read as Partial<Part>;
}

function isReader(value: unknown): value is (stated: unknown) => unknown {
  return typeof value === 'function';
}
