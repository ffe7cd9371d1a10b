import { locationVariables } from '../location/location.js';
import { fromBytes } from '../../../address/byte-text.js';
import { headerOf } from '../request/header.js';
import type { AskedLocation } from './asked.js';

const reference = /\$(?:(\w+)|\{(\w+)\})/g;

/** Fills in the variables of a text; those that are not modelled stay as they are. */
export function fillVariables(text: string, asked: AskedLocation): string {
  if (!text.includes('$')) return text;
  return text.replace(reference, (whole, name: string | undefined, inBraces: string | undefined) => {
    return variableOf(name ?? inBraces ?? '', asked) ?? whole;
  });
}

/**
 * The value of a variable of nginx or of the controller, named without its dollar sign; undefined when it is not
 * modelled, or does not exist.
 *
 * @see nginx.org docs/http/ngx_http_core_module.html, Embedded Variables; kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 */
export function variableOf(name: string, asked: AskedLocation): string | undefined {
  const { request, server, matched } = asked;
  const { target, host, http, scheme, client, port } = request;
  switch (name) {
    case 'best_http_host':
      return request.bestHost;
    case 'connection_upgrade':
      return headerOf(http.headers, 'upgrade') === undefined ? '' : 'upgrade';
    case 'pass_access_scheme':
      return request.passScheme;
    case 'pass_port':
      return request.passPort;
    case 'req_id':
      // Where the client sends none nginx makes one at random.
      return headerOf(http.headers, 'x-request-id');
    case 'args':
    case 'query_string':
      return target.args;
    case 'host':
      return host;
    case 'http_host':
      return http.host ?? '';
    case 'remote_addr':
    case 'the_real_ip':
      return client;
    case 'request_method':
      return http.method;
    case 'request_uri':
      return target.raw;
    case 'scheme':
      return scheme;
    case 'server_name':
      return server.host;
    case 'namespace':
    case 'ingress_name':
    case 'service_name':
    case 'service_port':
    case 'location_path':
      return locationVariables(matched.location)[name];
    case 'server_port':
      return String(port);
    case 'uri':
      return fromBytes(target.path);
    default:
      return name.startsWith('http_')
        ? (headerOf(http.headers, name.slice('http_'.length).replaceAll('_', '-')) ?? '')
        : undefined;
  }
}
