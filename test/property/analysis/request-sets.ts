import * as fc from 'fast-check';
import {
  and,
  any,
  from,
  host,
  not,
  or,
  path,
  port,
  type RequestSet,
  under,
} from '../../../packages/core/src/analysis/proof/request-set.js';
import type { Origin } from '../../../packages/core/src/request/origin.js';

/** What sets of requests are made of, so that they meet a cluster. */
export interface Words {
  readonly urls: readonly string[];
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly ports: readonly number[];
  /** None: the sets speak of no origin. */
  readonly origins: readonly (Origin | 'anywhere')[];
}

/** A text, or one beside it: a path and what is above and below it, a host in other spellings. */
function near(texts: readonly string[], others: readonly ((text: string) => string)[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...texts),
      fc.constantFrom((text: string) => text, ...others),
    )
    .map(([text, change]) => change(text));
}

/** Sets of requests that are made of some words, and of words that are nearly these. */
export function requestSets({ urls, hosts, paths, ports, origins }: Words): fc.Arbitrary<RequestSet> {
  const single = fc.oneof(
    { weight: 1, arbitrary: fc.constant(any()) },
    { weight: 8, arbitrary: near(urls, [(url) => `${url}/x`]).map((url) => under(url)) },
    {
      weight: 3,
      arbitrary: near(hosts, [
        (name) => name.toUpperCase(),
        (name) => `x.${name}`,
        (name) => name.replace(/^[^.]+/, '*'),
      ]).map(host),
    },
    {
      weight: 3,
      arbitrary: near(paths, [
        (text) => text.slice(0, text.lastIndexOf('/')) || '/',
        (text) => `${text}/x`,
        (text) => `${text}x`,
        (text) => `/.${text}/`,
      ]).map(path),
    },
    { weight: 2, arbitrary: fc.constantFrom(...ports, 81).map(port) },
    ...(origins.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...origins).map(from) }]),
  );
  return fc.letrec<{ whole: RequestSet }>((tie) => ({
    whole: fc.oneof(
      { maxDepth: 2, depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: single },
      { weight: 2, arbitrary: some(tie('whole')).map((sets) => and(...sets)) },
      { weight: 2, arbitrary: some(tie('whole')).map((sets) => or(...sets)) },
      { weight: 1, arbitrary: tie('whole').map(not) },
    ),
  })).whole;
}

function some(each: fc.Arbitrary<RequestSet>): fc.Arbitrary<readonly RequestSet[]> {
  return fc.array(each, { minLength: 1, maxLength: 3, size: 'max' });
}
