/**
 * A value as the API server quotes it in a message: text as Go's `%q`, everything else as JSON.
 *
 * @see kubernetes/apimachinery pkg/util/validation/field/errors.go, Error.ErrorBody
 */
export function quoted(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
