import { tlsRedirectWhen } from '../../ingress/nginx/answer/redirects.js';
import type { NamedLocation } from '../../ingress/nginx/location/location-table.js';
import type { Statement } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** Sends plain HTTP to HTTPS, where a location does so; ingress-nginx does it in Lua. */
export function tlsRedirect(
  { configuration: { settings } }: Rendering,
  written: NamedLocation,
): readonly Statement[] {
  const when = tlsRedirectWhen(written, settings);
  if (when === 'exempt' || when === 'switched-off') return [];
  const condition = when === 'always' ? '$pass_access_scheme = http' : '$redirects_to_https';
  const uri = written.location.annotations.preserveTrailingSlash ? '$request_uri' : '$redirect_uri';
  const answer = `return ${settings.redirectCode} https://$redirect_host${uri};`;
  return [{ head: `if (${condition})`, body: [answer] }];
}
