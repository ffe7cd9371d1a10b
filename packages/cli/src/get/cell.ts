/** What kubectl shows where there is nothing. */
export const none = '<none>';

/** Values in one cell. */
export function joined(values: readonly string[]): string {
  return values.length === 0 ? none : values.join(',');
}

/** Labels as a selector is written. */
export function selectorText(labels: Readonly<Record<string, string>> | undefined): string {
  return joined(
    Object.entries(labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  );
}
