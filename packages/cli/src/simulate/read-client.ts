import type { Origin, Request } from '@kubehop/core';
import type { ClientOptions } from '@kubehop/sim';
import { readRequestLine } from '../test/request-reading.js';
import { readOrigin } from '../trace/origin.js';
import { WrongUse } from '../wrong-use.js';
import type { Mistakes } from './mistakes.js';
import { readDelay, readPositiveDuration } from './read-value.js';
import type { StatedClient } from './scenario-file.js';

/** A request, and how its client goes about it. */
export interface ReadClient {
  readonly name: string;
  readonly request: Request;
  readonly client: ClientOptions;
}

/** Reads a request with what its client is told; undefined where it cannot be read, which is noted. */
export function readClient(
  stated: StatedClient,
  path: string,
  defaultOrigin: Origin,
  mistakes: Mistakes,
): ReadClient | undefined {
  const { request: text, name = text, from, timeout, retries, nameCache, kernel } = stated;
  const { headers, version, sni, address, insecure, pathAsIs, proxyProtocol } = stated;
  const origin =
    from === undefined ? defaultOrigin : mistakes.reading(`${path}.from`, () => readOrigin(from));
  const waits =
    timeout === undefined || timeout === null
      ? timeout
      : mistakes.reading(`${path}.timeout`, () => readPositiveDuration(timeout));
  const remembers =
    nameCache === undefined
      ? undefined
      : mistakes.reading(`${path}.nameCache`, () => readPositiveDuration(nameCache));
  const wait = mistakes.reading(`${path}.retries.wait`, () => readDelay(retries?.wait ?? 0));
  const asked = mistakes.reading(`${path}.request`, () =>
    requestOf(
      text,
      { headers, version, sni, address, insecure, pathAsIs, proxyProtocol },
      origin ?? defaultOrigin,
    ),
  );
  if (asked === undefined || origin === undefined || wait === undefined) return undefined;
  return {
    name,
    request: asked,
    client: {
      ...(waits === undefined ? {} : { timeout: waits }),
      ...(retries === undefined ? {} : { retries: { times: retries.times, wait } }),
      ...(remembers === undefined ? {} : { nameCache: remembers }),
      ...(kernel === undefined ? {} : { kernel }),
    },
  };
}

type Told = Pick<
  StatedClient,
  'headers' | 'version' | 'sni' | 'address' | 'insecure' | 'pathAsIs' | 'proxyProtocol'
>;

function requestOf(
  text: string,
  told: { readonly [Field in keyof Told]: Told[Field] | undefined },
  from: Origin,
): Request {
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Told;
  const asked = readRequestLine(text, given)(from);
  if (typeof asked === 'object' && 'scheme' in asked) return asked;
  throw new WrongUse(`"${text}" is a question to DNS: write a request, such as GET https://host/path`);
}
