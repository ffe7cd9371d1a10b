import { headerOf, type NginxRequest } from '../request/nginx-request.js';

/**
 * The value of a variable of nginx or of the controller, named without its dollar sign; undefined when it is not
 * modelled, or does not exist.
 *
 * @see nginx.org docs/http/ngx_http_core_module.html, Embedded Variables; kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 */
export function variableOf(name: string, request: NginxRequest, serverName: string): string | undefined {
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
      return client;
    case 'request_method':
      return http.method;
    case 'request_uri':
      return target.raw;
    case 'scheme':
      return scheme;
    case 'server_name':
      return serverName;
    case 'server_port':
      return String(port);
    case 'uri':
      return target.path;
    default:
      return name.startsWith('http_')
        ? (headerOf(http.headers, name.slice('http_'.length).replaceAll('_', '-')) ?? '')
        : undefined;
  }
}
