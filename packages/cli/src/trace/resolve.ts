import type { Request } from '@kubehop/core';
import { parseIP } from '@kubehop/core';
import { WrongUse } from '../wrong-use.js';

/** An address that the user gave for a host and port, in place of name resolution. */
export interface ResolvedHost {
  /** In lower case; `*` is any host. */
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

/**
 * Reads an address for a host as curl's `--resolve` takes it: `HOST:PORT:IP`, the host `*` for all, an IPv6 address with
 * or without brackets.
 *
 * @see curl/curl docs/cmdline-opts/resolve.md
 * @throws {WrongUse} when it cannot be read
 */
export function readResolve(text: string): ResolvedHost {
  const [, host = '', port = '', written = ''] = /^([^:]+):(\d{1,5}):(.+)$/.exec(text) ?? [];
  const address = parseIP(/^\[(.*)\]$/.exec(written)?.[1] ?? written);
  const number = Number(port);
  if (host === '' || number < 1 || number > 65535 || address === undefined) {
    throw new WrongUse(
      `"${text}" resolves nothing: write HOST:PORT:IP, such as shop.example.com:443:203.0.113.10`,
    );
  }
  return { host: host.toLowerCase(), port: number, address: address.text };
}

/** The address that the user gave for the host of a request; the last one given counts, a host before `*`. */
export function resolvedAddress(request: Request, resolved: readonly ResolvedHost[]): string | undefined {
  const latest = [...resolved].reverse().filter((entry) => entry.port === request.port);
  const addressOf = (host: string): string | undefined =>
    latest.find((entry) => entry.host === host)?.address;
  return addressOf(request.host.toLowerCase()) ?? addressOf('*');
}
