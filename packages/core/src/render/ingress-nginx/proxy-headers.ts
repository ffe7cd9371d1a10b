import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import { word } from './nginx-text.js';
import type { ProxyModule } from './proxy-pass.js';
import type { Rendering } from './rendering.js';

/** What a location tells its backend about the client. */
export function proxyHeaders(
  { configuration: { settings } }: Rendering,
  { annotations }: NginxLocation,
  module: ProxyModule,
  isRewritten: boolean,
): readonly string[] {
  const { upstreamVhost, forwardedPrefix } = annotations;
  const headers: readonly (readonly [name: string, value: string])[] = [
    ['Host', upstreamVhost === '' ? '$best_http_host' : word(upstreamVhost)],
    ...settings.forwardedHeaders.map(({ name, variable }) => [name, `$${variable}`] as const),
    ...(isRewritten && forwardedPrefix !== ''
      ? [['X-Forwarded-Prefix', word(forwardedPrefix)] as const]
      : []),
    // A client that sends this header could set the proxy of CGI programs.
    ['Proxy', '""'],
  ];
  return headers.map(([name, value]) => headerLine(module, name, value));
}

/** Sets a header towards a backend. */
export function headerLine(module: ProxyModule, name: string, value: string): string {
  return module === 'fastcgi'
    ? `fastcgi_param HTTP_${name.toUpperCase().replaceAll('-', '_')} ${value};`
    : `${module}_set_header ${name} ${value};`;
}
