import { bracketedHost, hostOfHeader } from '../../address/host-port.js';
import { splitTarget } from '../../address/request-target.js';
import { internet, type Origin } from '../../request/origin.js';
import { readRequest } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';

/**
 * A set of requests, made by {@link under}, {@link path}, {@link host}, {@link port}, {@link from} and {@link any}, and
 * combined by {@link and}, {@link or} and {@link not}.
 *
 * @public
 */
export type RequestSet =
  | { readonly kind: 'any' }
  | { readonly kind: 'from'; readonly origin: Origin | 'anywhere' }
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'usual'; readonly scheme: Request['scheme']; readonly host: string }
  | { readonly kind: 'below'; readonly path: string }
  | { readonly kind: 'and' | 'or'; readonly sets: readonly RequestSet[] }
  | { readonly kind: 'not'; readonly set: RequestSet };

/** Every request. @public */
export function any(): RequestSet {
  return { kind: 'any' };
}

/**
 * Requests to a URL and everything below it, as clients send them: by the name of its host, which is also the Host of the
 * request and the server name of TLS, with any method but TRACE and CONNECT, which proxies answer themselves. The path may
 * be spelled in any way.
 *
 * @throws {RequestError} when the URL cannot be read
 * @public
 * @example
 * under('https://shop.example.com/api'); // /api, /api/v1, /%61pi/../api ...
 */
export function under(url: string): RequestSet {
  const { scheme, host: name, port: number, target } = readRequest({ url }, internet());
  return and({ kind: 'usual', scheme, host: name }, port(number), path(splitTarget(target).path));
}

/**
 * Requests whose path is this one or below it, however it is spelled: escapes are read, slashes merged and dots resolved.
 *
 * @throws {TypeError} for what is no path
 * @public
 * @example
 * and(from(internet()), path('/admin'));
 */
export function path(prefix: string): RequestSet {
  if (!prefix.startsWith('/'))
    throw new TypeError(`${JSON.stringify(prefix)} is no path: begin it with a slash`);
  return { kind: 'below', path: prefix };
}

/**
 * Requests of clients there: `internet()` is anybody in the internet, `anywhere` the internet, the network of the nodes,
 * and every node and pod. A set that names no origin is asked of the platform's own; one that names some anywhere in it is
 * asked of these alone.
 *
 * @public
 */
export function from(origin: Origin | 'anywhere'): RequestSet {
  return { kind: 'from', origin };
}

/** Requests to a port. @throws {RangeError} for what is no port @public */
export function port(number: number): RequestSet {
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new RangeError(`${number} is no port: write a whole number from 1 to 65535`);
  }
  return { kind: 'port', port: number };
}

/**
 * Requests whose Host names this host, whatever its port; of `*.example.com` every name with one label in place of the
 * star. An IPv6 address may stand in brackets or without.
 *
 * @throws {TypeError} for a host with a port
 * @public
 */
export function host(name: string): RequestSet {
  const written = bracketedHost(name);
  const bare = hostOfHeader(written);
  if (bare !== written.toLowerCase().replace(/\.$/, '')) {
    throw new TypeError(`${JSON.stringify(name)} has a port: write and(host(...), port(...))`);
  }
  return { kind: 'host', host: bare };
}

/** Requests that are in all of the sets. @public */
export function and(...sets: readonly RequestSet[]): RequestSet {
  return { kind: 'and', sets };
}

/** Requests that are in one of the sets. @public */
export function or(...sets: readonly RequestSet[]): RequestSet {
  return { kind: 'or', sets };
}

/** Requests that are not in the set. @public */
export function not(set: RequestSet): RequestSet {
  return { kind: 'not', set };
}
