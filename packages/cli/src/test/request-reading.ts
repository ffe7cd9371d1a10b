import type { Origin, Request } from '@kubehop/core';
import { internet, parseIP } from '@kubehop/core';
import type { Asked } from '@kubehop/core/matchers';
import { readAsked } from '@kubehop/core/matchers';
import type { Client } from '../trace/client.js';
import { requestFor } from '../trace/client.js';
import type { GivenHeader } from '../trace/header.js';
import { readHeader, readMethod } from '../trace/header.js';
import { WrongUse } from '../wrong-use.js';
import type { NamedExpectation } from './test-file.js';

/** What of a {@link NamedExpectation} the client is told besides the request. */
export type ClientOptions = Omit<
  NamedExpectation,
  'name' | 'request' | 'requests' | 'from' | 'expect' | 'may'
>;

/**
 * Reads a request of a test file with what the client is told besides: the request as it is sent from somewhere.
 *
 * @throws {ExpectationError | RequestError | WrongUse} when it cannot be read
 */
export function readRequestLine(text: string, options: ClientOptions): (from: Origin) => Asked {
  const asked = readAsked(text);
  if (!('url' in asked)) {
    const [told] = Object.keys(options);
    if (told !== undefined) throw new WrongUse(`a question to DNS has no ${told}: leave it out`);
    return (from) => ({ ...asked, from });
  }
  const { url, method } = asked;
  const send = sender(url, method === undefined ? undefined : readMethod(method), options);
  send(internet());
  return send;
}

function sender(url: string, method: string | undefined, options: ClientOptions): (from: Origin) => Request {
  const { headers = {}, version, sni, address, insecure, pathAsIs, proxyProtocol } = options;
  if (address !== undefined && parseIP(address) === undefined)
    throw new WrongUse(`address: "${address}" is no IP address`);
  const client: Omit<Client, 'from'> = {
    ...(method !== undefined && { method }),
    headers: Object.entries(headers).map(givenHeader),
    resolved: [],
    pathAsIs: pathAsIs === true,
    insecure: insecure === true,
  };
  return (from) => ({
    ...requestFor(url, { ...client, from }),
    ...(version !== undefined && { version }),
    ...(sni !== undefined && { sni }),
    ...(address !== undefined && { address }),
    ...(proxyProtocol !== undefined && { proxyProtocol }),
  });
}

/** As curl's `-H` takes it. */
function givenHeader([name, value]: readonly [string, string | null]): GivenHeader {
  return readHeader(value === null ? `${name}:` : value === '' ? `${name};` : `${name}: ${value}`);
}
