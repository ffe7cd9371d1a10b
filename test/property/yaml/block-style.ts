/** A text in block style, and the line of each field by its path. */
export interface Written {
  readonly text: string;
  readonly lines: ReadonlyMap<string, number>;
}

/** Writes a value in block style, every text quoted, so that a reader's answers can be known beforehand. */
export function writeBlockStyle(value: Readonly<Record<string, unknown>>): Written {
  const written: string[] = [];
  const lines = new Map<string, number>();

  const writeField = (before: string, indent: number, path: string, field: unknown): void => {
    lines.set(path, written.length + 1);
    if (typeof field !== 'object' || field === null || Object.keys(field).length === 0) {
      written.push(`${before} ${JSON.stringify(field)}`);
      return;
    }
    written.push(before);
    // An item stands where its value starts, a field where its key does.
    if (before.endsWith('-')) lines.set(path, written.length + 1);
    if (Array.isArray(field)) {
      for (const [index, item] of field.entries()) {
        writeField(`${' '.repeat(indent)}-`, indent + 1, `${path}[${index}]`, item);
      }
    } else {
      writeFields(field, indent, path);
    }
  };

  const writeFields = (object: object, indent: number, path: string): void => {
    for (const [key, field] of Object.entries(object)) {
      writeField(`${' '.repeat(indent)}${JSON.stringify(key)}:`, indent + 2, `${path}[${key}]`, field);
    }
  };

  writeFields(value, 0, '');
  return { text: `${written.join('\n')}\n`, lines };
}
