import { familyOf } from '../../address/ip.js';
import type { Rendering } from './rendering.js';

/** The `listen` directives of a server, for IPv4 and IPv6, in plain HTTP and TLS. */
export function listeners(
  { configuration, addresses }: Rendering,
  role: 'default_server' | undefined,
): readonly string[] {
  const { httpPorts, httpsPorts } = configuration.profile;
  const extra = [
    ...(role === undefined ? [] : [role]),
    ...(configuration.settings.useProxyProtocol ? ['proxy_protocol'] : []),
  ];
  const listen = (port: number, ...words: readonly string[]): readonly string[] =>
    addresses.map((address) => `listen ${[socketOf(address, port), ...extra, ...words].join(' ')};`);
  return [
    ...httpPorts.flatMap((port) => listen(port)),
    ...httpsPorts.flatMap((port) => listen(port, 'ssl', 'http2')),
  ];
}

/** An address and a port as nginx writes them. */
export function socketOf(address: string, port: number): string {
  if (address === '0.0.0.0') return String(port);
  return familyOf(address) === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
