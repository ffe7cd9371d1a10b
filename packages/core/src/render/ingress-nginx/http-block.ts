import { clusterDnsAddress } from '../../dns/cluster-dns.js';
import { controllerDefault } from '../../ingress/nginx/answer/upstream-endpoints.js';
import { affinityMaps } from './affinity-maps.js';
import { canaryMaps } from './canary-maps.js';
import { spaced, type Block, type Statement } from './nginx-text.js';
import type { Rendering } from './rendering.js';
import { requestMaps } from './request-maps.js';
import { notFoundServer, redirectServer, serverBlock } from './server-block.js';
import { tlsMaps } from './tls-maps.js';
import { upstreamBlocks } from './upstream-blocks.js';

/** Everything about HTTP: what holds for all hosts, then the endpoints, then a server for each host. */
export function httpBlock(rendering: Rendering): Block {
  const { cluster, configuration } = rendering;
  const { servers, redirects } = configuration.servers;
  const isOwn = controllerDefault(cluster, configuration.profile) === undefined;
  return {
    head: 'http',
    body: [
      ...general,
      ...resolver(rendering),
      ...clientAddress(rendering),
      ...configuration.settings.blockedRanges.map((range) => `deny ${range};`),
      '',
      'ssl_certificate $certificate_file;',
      'ssl_certificate_key $certificate_file;',
      ...spaced([
        literalDollar,
        ...requestMaps(rendering),
        ...tlsMaps(rendering),
        ...affinityMaps(rendering),
        ...canaryMaps(rendering),
        ...upstreamBlocks(rendering),
        ...redirects.map((redirect) => redirectServer(rendering, redirect)),
        ...servers.map((server) => serverBlock(rendering, server)),
        ...(isOwn ? [notFoundServer(rendering)] : []),
      ]),
    ],
  };
}

/** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md */
const general: readonly Statement[] = [
  'default_type text/html;',
  'server_tokens off;',
  'keepalive_timeout 75s;',
  'keepalive_requests 1000;',
  'client_header_buffer_size 1k;',
  'large_client_header_buffers 4 8k;',
  'client_header_timeout 60s;',
  'client_body_buffer_size 8k;',
  'client_body_timeout 60s;',
  'server_names_hash_max_size 1024;',
  'server_names_hash_bucket_size 512;',
  'map_hash_bucket_size 512;',
  'variables_hash_bucket_size 256;',
  'variables_hash_max_size 2048;',
  'proxy_headers_hash_max_size 512;',
  'proxy_headers_hash_bucket_size 64;',
  'underscores_in_headers off;',
  'ignore_invalid_headers on;',
  'server_name_in_redirect off;',
  'port_in_redirect off;',
  'ssl_protocols TLSv1.2 TLSv1.3;',
  'ssl_session_tickets off;',
];

/** The geo module knows no variables, so a dollar sign stays one. */
const literalDollar: Block = { head: 'geo $literal_dollar', body: ['default "$";'] };

function resolver({ cluster }: Rendering): readonly string[] {
  const address = clusterDnsAddress(cluster);
  return address === undefined
    ? []
    : [`resolver ${address.includes(':') ? `[${address}]` : address} valid=30s;`];
}

/** Who may tell the address of the client, and how. */
function clientAddress({ configuration: { settings } }: Rendering): readonly string[] {
  const { useProxyProtocol, useForwardedHeaders, trustedRanges } = settings;
  if (!useProxyProtocol && !useForwardedHeaders) return [];
  return [
    `real_ip_header ${useProxyProtocol ? 'proxy_protocol' : 'X-Forwarded-For'};`,
    'real_ip_recursive on;',
    ...trustedRanges.map((range) => `set_real_ip_from ${range};`),
  ];
}
