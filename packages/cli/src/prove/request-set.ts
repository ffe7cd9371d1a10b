import { and, from, host, not, or, path, port, type RequestSet, under } from '@kubehop/core/analysis';
import { WrongUse } from '../wrong-use.js';
import type { RequestOptions } from './prove-options.js';

/**
 * The requests that options name: those that fit all of them, and of each that is given again one of its values.
 *
 * @throws {WrongUse} when a value cannot be read
 * @throws {RequestError} when a URL cannot be read
 */
export function requestSetOf(options: RequestOptions): RequestSet {
  const { notPath = [] } = options;
  return and(
    ...oneOf(from, options.from),
    ...oneOf(under, options.under),
    ...oneOf(host, options.host),
    ...oneOf(port, options.port),
    ...oneOf(path, options.path),
    ...notPath.map((each) => not(made(path, each))),
  );
}

function oneOf<Value>(
  make: (value: Value) => RequestSet,
  values: readonly Value[] = [],
): readonly RequestSet[] {
  const sets = values.map((value) => made(make, value));
  return sets.length > 1 ? [or(...sets)] : sets;
}

/** A set of requests; what the library says of a value that it refuses is told as wrong use. */
function made<Value>(make: (value: Value) => RequestSet, value: Value): RequestSet {
  try {
    return make(value);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new WrongUse(error.message);
    throw error;
  }
}
