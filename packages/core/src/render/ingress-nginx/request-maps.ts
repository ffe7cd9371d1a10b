import type { BlockList } from '../../ingress/nginx/configuration/block-list.js';
import { pattern, word, type Block } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/**
 * What the client asked, as far as proxies in front of the controller may tell it.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl and lua/lua_ingress.lua, rewrite
 */
export function requestMaps({ configuration: { settings } }: Rendering): readonly Block[] {
  const { useForwardedHeaders, useProxyProtocol, httpsPort, blockLists, forwardedHeaders } = settings;
  const port = useProxyProtocol ? '$proxy_protocol_server_port' : '$server_port';
  return [
    { head: 'map $http_upgrade $connection_upgrade', body: ['default upgrade;', '"" "";'] },
    { head: 'map $http_x_request_id $req_id', body: ['default $http_x_request_id;', '"" $request_id;'] },
    { head: 'map $http_host $asked_host', body: ['default $http_host;', '"" $host;'] },
    trusted(useForwardedHeaders, 'x_forwarded_proto', 'forwarded_scheme', '$scheme'),
    {
      head: `map ${useProxyProtocol ? '$proxy_protocol_server_port' : '""'} $pass_access_scheme`,
      body: [...(useProxyProtocol ? ['443 https;'] : []), 'default $forwarded_scheme;'],
    },
    trusted(useForwardedHeaders, 'x_forwarded_port', 'pass_server_port', port),
    {
      head: 'map $pass_server_port $pass_port',
      body: [`${httpsPort} 443;`, 'default $pass_server_port;'],
    },
    useForwardedHeaders
      ? {
          head: 'map $http_x_forwarded_host $best_http_host',
          body: [
            `${pattern('^(?<first_forwarded_host>[^,]+)', '~')} $first_forwarded_host;`,
            'default $asked_host;',
          ],
        }
      : { head: 'map "" $best_http_host', body: ['default $asked_host;'] },
    ...(forwardedHeaders.some(({ variable }) => variable === 'the_real_ip') ? [realAddress] : []),
    ...blockLists.filter(isFilled).map(blockMap),
  ];
}

/** Old lines keep the address of the client in a variable of their own. */
const realAddress: Block = { head: 'map "" $the_real_ip', body: ['default $remote_addr;'] };

/** A header of the client, where it is trusted, or else what nginx sees itself. */
function trusted(isTrusted: boolean, header: string, variable: string, seen: string): Block {
  return isTrusted
    ? { head: `map $http_${header} $${variable}`, body: [`default $http_${header};`, `"" ${seen};`] }
    : { head: `map "" $${variable}`, body: [`default ${seen};`] };
}

/** What every server does first: requests with blocked headers are refused. */
export function blockedRequests({ configuration: { settings } }: Rendering): readonly Block[] {
  return settings.blockLists
    .filter(isFilled)
    .map((list) => ({ head: `if (${blockVariable(list)})`, body: ['return 403;'] }));
}

function isFilled({ values, patterns }: BlockList): boolean {
  return values.size > 0 || patterns.length > 0;
}

function blockVariable({ key }: BlockList): string {
  return `$${key.replaceAll('-', '_')}`;
}

function blockMap(list: BlockList): Block {
  const { header, values, patterns } = list;
  return {
    head: `map $http_${header.replaceAll('-', '_')} ${blockVariable(list)}`,
    body: [
      'default 0;',
      ...[...values].map((value) => `${word(value)} 1;`),
      ...patterns.map(({ source, options }) => `${pattern(source, options.ignoreCase ? '~*' : '~')} 1;`),
    ],
  };
}
