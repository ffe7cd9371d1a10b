/** What is wrong with a value, in the API server's words, each rule that it breaks on its own; empty when it is fine. */
export type ValueRule<T> = (value: T) => readonly string[];

/** What a rule says of a value that it finds nothing wrong with. */
export const fine: readonly never[] = [];

/**
 * What the API server says of a text that does not match a pattern.
 *
 * @see kubernetes/apimachinery pkg/util/validation/validation.go, RegexError
 */
export function patternMessage(message: string, format: string, examples: readonly string[]): string {
  const given = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (${given === '' ? '' : `e.g. ${given}`}regex used for validation is '${format}')`;
}
