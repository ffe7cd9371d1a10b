import { type CauseCode, causes, type Cluster, internet, readRequest } from '@kubehop/core';
import {
  checkExpectation,
  type ExpectedOutcome,
  ExpectationError,
  type StatusClass,
  type WayExpectation,
} from '@kubehop/core/matchers';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';
import type { PropertyOptions } from './prove-options.js';

/**
 * What options say must hold. What is told word for word, such as where a redirect leads, is other for each request and no
 * property of many.
 *
 * @throws {WrongUse} when they say nothing
 */
export function propertyOf(options: PropertyOptions): WayExpectation {
  const { reaches, neverReaches, status, outcome, cause, sourceAtPod, certificate } = options;
  const property: WayExpectation = {
    ...(reaches === undefined ? {} : { reaches }),
    ...(neverReaches === undefined ? {} : { neverReaches }),
    ...(status === undefined ? {} : { status }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(cause === undefined ? {} : { cause }),
    ...(sourceAtPod === undefined ? {} : { sourceAtPod }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  if (Object.keys(property).length === 0)
    throw new WrongUse('say what must hold, such as --reaches service/shop/cart or --status 2xx');
  return property;
}

/**
 * What is doubtful about a property: it names an object that does not exist.
 *
 * @throws {WrongUse} when it cannot be read
 */
export function doubtsAbout(cluster: Cluster, property: WayExpectation): readonly string[] {
  try {
    const any = readRequest({ url: 'http://shop.example.com/' }, internet());
    return checkExpectation(cluster, any, { expect: property }).notes;
  } catch (error) {
    if (error instanceof ExpectationError) throw new WrongUse(error.message);
    throw error;
  }
}

const outcomes: Readonly<Record<ExpectedOutcome, true>> = {
  response: true,
  connected: true,
  delivered: true,
  refused: true,
  reset: true,
  closed: true,
  timeout: true,
  unroutable: true,
  left: true,
  'dns-error': true,
  'tls-error': true,
};

/** What may be expected to come of a request. */
export const outcomeNames: readonly string[] = Object.keys(outcomes);

/** Reads a status or all that begin with a digit: `404`, `2xx`. @throws {WrongUse} when it is neither */
export function readStatus(text: string): number | StatusClass {
  if (/^[1-5]\d\d$/.test(text)) return Number(text);
  if (isStatusClass(text)) return text;
  throw new WrongUse(`"${text}" is no status: write 404 or 4xx`);
}

function isStatusClass(text: string): text is StatusClass {
  return /^[1-5]xx$/.test(text);
}

/** Reads the code of a cause. @throws {WrongUse} when there is none such */
export function readCause(text: string): CauseCode {
  if (isCause(text)) return text;
  throw new WrongUse(`there is no cause "${text}"${didYouMean(nearNames(text, Object.keys(causes)))}`);
}

function isCause(text: string): text is CauseCode {
  return Object.hasOwn(causes, text);
}
