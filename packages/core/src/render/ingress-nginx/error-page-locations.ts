import { errorHeaders, forwardedWithErrors } from '../../ingress/nginx/answer/error-headers.js';
import { errorUpstream } from '../../ingress/nginx/answer/upstream-endpoints.js';
import type { ForwardedHeader } from '../../ingress/nginx/configuration/forwarded-header.js';
import type { NginxServer } from '../../ingress/nginx/configuration/virtual-servers.js';
import type { Block } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** What answers in place of errors: a location for each code and each Service that answers it. */
export function errorPageLocations(
  { cluster, configuration }: Rendering,
  server: NginxServer,
): readonly Block[] {
  const headers = forwardedWithErrors(configuration.settings.forwardedHeaders);
  const blocks = new Map<string, Block>();
  for (const location of server.locations) {
    const upstream = errorUpstream(cluster, location);
    for (const code of location.annotations.customErrors) {
      const name = `@custom_${upstream}_${code}`;
      if (!blocks.has(name)) blocks.set(name, errorPageLocation(name, upstream, code, headers));
    }
  }
  return [...blocks.values()];
}

/** @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, CUSTOM_ERRORS */
function errorPageLocation(
  name: string,
  upstream: string,
  code: number,
  forwardedHeaders: readonly ForwardedHeader[],
): Block {
  return {
    head: `location ${name}`,
    body: [
      'internal;',
      'proxy_intercept_errors off;',
      'proxy_set_header Host $best_http_host;',
      `proxy_set_header X-Code ${code};`,
      ...[...errorHeaders, ...forwardedHeaders].map(
        (header) => `proxy_set_header ${header.name} $${header.variable};`,
      ),
      'proxy_set_header Proxy "";',
      'proxy_http_version 1.1;',
      'rewrite ^ / break;',
      `proxy_pass http://${upstream};`,
      'proxy_redirect off;',
    ],
  };
}
