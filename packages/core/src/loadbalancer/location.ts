import type { ListenerAction } from '../cluster/listener-rule.js';
import type { Packet } from '../request/packet.js';
import type { RoutedRequest } from './condition.js';

/**
 * Where a redirect leads: its parts, with those of the request where it says so. A port that is given is always written.
 *
 * @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, redirect actions
 */
export function locationOf(
  redirect: Extract<ListenerAction, { kind: 'redirect' }>,
  { host, path, query }: RoutedRequest,
  { tls, destination }: Packet,
): string {
  const own: Readonly<Record<string, string>> = {
    protocol: tls === undefined ? 'http' : 'https',
    host,
    port: String(destination.port),
    path: path.replace(/^\//, ''),
    query,
  };
  const fill = (part: string): string =>
    part.replaceAll(/#\{(protocol|host|port|path|query)\}/g, (_, name: string) => own[name] ?? '');
  const asked = fill(redirect.query);
  const target = `${fill(redirect.path)}${asked === '' ? '' : `?${asked}`}`;
  const port = redirect.port === '' ? '' : `:${fill(redirect.port)}`;
  return `${fill(redirect.protocol).toLowerCase()}://${fill(redirect.host)}${port}${target}`;
}
