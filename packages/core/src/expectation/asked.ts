import { isQuestionType, questionTypes, type QuestionType } from '../dns/message.js';
import type { Origin } from '../request/origin.js';
import type { RequestInput } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import { ExpectationError } from './expectation.js';

/** A question to DNS: what the resolver of a client finds out about a name. @public */
export interface NameRequest {
  /** The type of the records. */
  readonly dns: QuestionType;
  readonly name: string;
  /** The platform's default origin unless given. */
  readonly from?: Origin;
}

/**
 * What a request is asked as: a text, what `traceAll` takes, or a question to DNS.
 *
 * As a text it is a URL, a method and a URL, or `dns`, a type and a name.
 * @public
 * @example
 * const asked: readonly Asked[] = ['GET https://shop.example.com/cart', 'tcp://db.shop:5432', 'dns A api.shop'];
 */
export type Asked = string | RequestInput | Request | NameRequest;

/**
 * Reads a request as a test writes it.
 *
 * @throws {ExpectationError} when it is neither a URL, nor a method and a URL, nor a question to DNS
 * @public
 * @example
 * readAsked('POST https://shop.example.com/cart'); // { method: 'POST', url: 'https://shop.example.com/cart' }
 */
export function readAsked(text: string): RequestInput | NameRequest {
  const [first = '', second, ...rest] = text.trim().split(/\s+/);
  if (first.toLowerCase() === 'dns') return readName(text, second, rest);
  if (first === '' || rest.length > 0) {
    throw new ExpectationError(
      undefined,
      `"${text}" is no request: write GET https://host/path, tcp://host:port or dns A name`,
    );
  }
  return second === undefined ? { url: first } : { method: first, url: second };
}

function readName(text: string, written: string | undefined, names: readonly string[]): NameRequest {
  const type = written?.toUpperCase() ?? '';
  const [name] = names;
  if (!isQuestionType(type) || name === undefined || names.length > 1) {
    const types = questionTypes.join(', ');
    throw new ExpectationError(undefined, `"${text}" is no question: write dns TYPE NAME, of ${types}`);
  }
  return { dns: type, name };
}
