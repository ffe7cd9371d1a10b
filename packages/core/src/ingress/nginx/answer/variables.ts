import type { ByteText } from '../request/bytes.js';
import type { NginxRequest } from '../request/nginx-request.js';

/** The variables of a request that a rewrite target may use. */
export interface NginxVariables {
  /** `$uri`. */
  readonly path: ByteText;
  /** The value of a variable, named without its dollar sign; undefined when it is not modelled, or does not exist. */
  valueOf(name: string): string | undefined;
}

/** @see nginx.org docs/http/ngx_http_core_module.html, Embedded Variables */
export function variablesOf(request: NginxRequest, serverName: string): NginxVariables {
  const { target, host, http, scheme, client, port } = request;
  const values: ReadonlyMap<string, string> = new Map([
    ['args', target.args],
    ['query_string', target.args],
    ['host', host],
    ['http_host', http.host ?? ''],
    ['remote_addr', client],
    ['request_method', http.method],
    ['request_uri', target.raw],
    ['scheme', scheme],
    ['server_name', serverName],
    ['server_port', String(port)],
    ['uri', target.path],
  ]);
  return {
    path: target.path,
    valueOf(name) {
      if (!name.startsWith('http_') || values.has(name)) return values.get(name);
      const header = name.slice('http_'.length).replaceAll('_', '-');
      return http.headers.find((entry) => entry.name === header)?.value ?? '';
    },
  };
}
