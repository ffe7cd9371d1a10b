import { and, from, host, not, or, path, port, type RequestSet, under } from '@kubehop/core/analysis';
import type { RequestOptions } from './prove-options.js';

/** The requests that options name: those that fit all of them, and of each that is given again one of its values. */
export function requestSetOf(options: RequestOptions): RequestSet {
  const { notPath = [] } = options;
  return and(
    ...oneOf(from, options.from),
    ...oneOf(under, options.under),
    ...oneOf(host, options.host),
    ...oneOf(port, options.port),
    ...oneOf(path, options.path),
    ...notPath.map((each) => not(path(each))),
  );
}

function oneOf<Value>(
  make: (value: Value) => RequestSet,
  values: readonly Value[] = [],
): readonly RequestSet[] {
  const sets = values.map(make);
  return sets.length > 1 ? [or(...sets)] : sets;
}
