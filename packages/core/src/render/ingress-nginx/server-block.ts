import { blockedRequests } from './request-maps.js';
import { catchAll } from '../../ingress/nginx/configuration/servers.js';
import type { NginxServer, WwwServer } from '../../ingress/nginx/configuration/virtual-servers.js';
import { errorPageLocations } from './error-page-locations.js';
import { listeners } from './listeners.js';
import { locationBlock } from './location-block.js';
import { escaped, pattern, spaced, word, type Block, type Statement } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** The server of a host: its names, its redirect from the root, its locations in their order. */
export function serverBlock(rendering: Rendering, server: NginxServer): Block {
  const { host, aliases, appRoot, table } = server;
  const isCatchAll = host === catchAll;
  return {
    head: 'server',
    body: [
      `server_name ${[serverName(host), ...aliases.map(aliasName)].join(' ')};`,
      ...listeners(rendering, isCatchAll ? 'default_server' : undefined),
      ...spaced(blockedRequests(rendering)),
      ...(appRoot === undefined ? [] : redirectFromRoot(appRoot.annotations.appRoot)),
      ...spaced(table.written.map((written) => locationBlock(rendering, written))),
      ...spaced(errorPageLocations(rendering, server)),
      ...(isCatchAll ? spaced(ownLocations) : []),
    ],
  };
}

/** The server of the other name of a host. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/nginx/ngx_srv_redirect.lua */
export function redirectServer(rendering: Rendering, { host, to }: WwwServer): Block {
  const { redirectCode } = rendering.configuration.settings;
  return {
    head: 'server',
    body: [
      `server_name ${host};`,
      ...listeners(rendering, undefined),
      ...spaced(blockedRequests(rendering)),
      '',
      `return ${redirectCode} $pass_access_scheme://${to}:$pass_port$redirect_uri;`,
    ],
  };
}

/** The controller's own default backend: it knows nothing. */
export function notFoundServer({ configuration: { settings } }: Rendering): Block {
  return {
    head: 'server',
    body: [`listen 127.0.0.1:${settings.defaultPort} default_server;`, '', 'return 404;'],
  };
}

/** A wildcard host is a regular expression for one label. @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildServerName */
function serverName(host: string): string {
  if (!host.startsWith('*.')) return host;
  return pattern(String.raw`^(?<subdomain>[\w-]+)${escaped(host.slice(1))}$`, '~');
}

function aliasName(alias: string): string {
  return alias.startsWith('~') ? pattern(alias.slice(1), '~') : word(alias);
}

function redirectFromRoot(appRoot: string): readonly Statement[] {
  return ['', { head: 'if ($uri = /)', body: [`return 302 ${word(`$scheme://$http_host${appRoot}`)};`] }];
}

/** Load balancers ask for the first, monitoring asks for the second. */
const ownLocations: readonly Block[] = [
  { head: 'location /healthz', body: ['access_log off;', 'return 200;'] },
  {
    head: 'location /nginx_status',
    body: ['allow 127.0.0.1;', 'allow ::1;', 'deny all;', 'access_log off;', 'stub_status;'],
  },
];
