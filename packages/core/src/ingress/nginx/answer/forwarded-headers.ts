import type { Header } from '../../../request/request.js';
import type { ForwardedHeader } from '../configuration/forwarded-header.js';
import type { AskedLocation } from './asked.js';
import { variableOf } from './variables.js';

/** Headers that are set, in lower case as a request holds them, and those that never go on as they were sent. */
interface SetHeaders {
  readonly headers: readonly ForwardedHeader[];
  readonly replaced: ReadonlySet<string>;
}

/** Of the connection with the client, or, as Proxy and Host, never believed. */
const ofConnection = ['connection', 'host', 'keep-alive', 'proxy', 'upgrade'];

const remembered = new WeakMap<readonly ForwardedHeader[], SetHeaders>();

function setHeaders(forwarded: readonly ForwardedHeader[]): SetHeaders {
  let found = remembered.get(forwarded);
  if (found === undefined) {
    const headers = forwarded.map(({ name, variable }) => ({ name: name.toLowerCase(), variable }));
    const replaced = new Set([...headers.map(({ name }) => name), ...ofConnection]);
    found = { headers, replaced };
    remembered.set(forwarded, found);
  }
  return found;
}

/**
 * The headers that a backend gets: those of the client, without names that have an underscore, and what the controller
 * says about the connection. The random X-Request-ID that nginx makes for a request without one is left out.
 *
 * @param added further headers of the location
 * @param forwarded what is said about the connection
 */
export function headersToBackend(
  asked: AskedLocation,
  added: readonly Header[],
  forwarded: readonly ForwardedHeader[] = asked.configuration.settings.forwardedHeaders,
): readonly Header[] {
  const { headers: rules, replaced } = setHeaders(forwarded);
  const isAdded = (name: string): boolean => added.some((other) => other.name === name);
  const headers = asked.request.http.headers.filter(
    ({ name }) => !replaced.has(name) && !name.includes('_') && !isAdded(name),
  );
  for (const { name, variable } of rules) {
    if (isAdded(name)) continue;
    const value = variableOf(variable, asked);
    if (value !== undefined && value !== '') headers.push({ name, value });
  }
  return added.length === 0 ? headers : [...headers, ...added.filter(({ value }) => value !== '')];
}
