import { describe, expect, test } from 'vitest';
import { block, rendered, type ShortSpec } from './rendered.js';

const root: ShortSpec = { rules: { 'a.com': ['Prefix /x a:80'] } };
const annotated = (annotations: Readonly<Record<string, string>>): ShortSpec => ({ ...root, annotations });

describe('a location of the nginx.conf', () => {
  const question: ShortSpec = {
    rules: { 'kubernetes.foo.bar': ['ImplementationSpecific /app a:80'] },
    annotations: { 'rewrite-target': '/' },
  };

  test('shows the location of the question that everybody asks first, as 0.21 wrote it', () => {
    const flags = { 'annotations-prefix': 'ingress.kubernetes.io' };
    const text = rendered([question], { version: '0.21.0', flags });
    expect(block(text, String.raw`location ~* "^/app\/?(?<baseuri>.*)"`)).toEqual([
      '# Ingress shop/i0, spec.rules[0].http.paths[0]',
      'set $namespace shop;',
      'set $ingress_name i0;',
      'set $service_name a;',
      'set $service_port 80;',
      'set $location_path /app;',
      '',
      'add_header Strict-Transport-Security $transport_security always;',
      '',
      'if ($redirects_to_https) {',
      '    return 308 https://$redirect_host$redirect_uri;',
      '}',
      '',
      'proxy_set_header Host $best_http_host;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection $connection_upgrade;',
      'proxy_set_header X-Request-ID $req_id;',
      'proxy_set_header X-Real-IP $the_real_ip;',
      'proxy_set_header X-Forwarded-For $the_real_ip;',
      'proxy_set_header X-Forwarded-Host $best_http_host;',
      'proxy_set_header X-Forwarded-Port $pass_port;',
      'proxy_set_header X-Forwarded-Proto $pass_access_scheme;',
      'proxy_set_header X-Original-URI $request_uri;',
      'proxy_set_header X-Scheme $pass_access_scheme;',
      'proxy_set_header X-Original-Forwarded-For $http_x_forwarded_for;',
      'proxy_set_header Proxy "";',
      '',
      'client_max_body_size 1m;',
      'proxy_connect_timeout 5s;',
      'proxy_send_timeout 60s;',
      'proxy_read_timeout 60s;',
      'proxy_buffering off;',
      'proxy_buffer_size 4k;',
      'proxy_buffers 4 4k;',
      'proxy_request_buffering on;',
      'proxy_http_version 1.1;',
      'proxy_next_upstream error timeout;',
      'proxy_next_upstream_tries 3;',
      '',
      'rewrite "(?i)/app/(.*)" /$1 break;',
      'rewrite "(?i)/app$" / break;',
      '',
      'proxy_pass http://shop-a-80;',
      'proxy_redirect off;',
    ]);
  });

  test('shows it as 0.9 wrote it: without quotation marks, and with fewer headers', () => {
    const flags = { 'annotations-prefix': 'ingress.kubernetes.io' };
    const text = rendered([question], { version: '0.9.0-beta.17', flags });
    const lines = block(text, String.raw`location ~* ^/app\/?(?<baseuri>.*)`) ?? [];
    expect(lines.filter((line) => /^(?:rewrite|proxy_set_header) /.test(line))).toEqual([
      'proxy_set_header Host $best_http_host;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection $connection_upgrade;',
      'proxy_set_header X-Real-IP $the_real_ip;',
      'proxy_set_header X-Forwarded-For $the_real_ip;',
      'proxy_set_header X-Forwarded-Host $best_http_host;',
      'proxy_set_header X-Forwarded-Port $pass_port;',
      'proxy_set_header X-Forwarded-Proto $pass_access_scheme;',
      'proxy_set_header X-Original-URI $request_uri;',
      'proxy_set_header X-Scheme $pass_access_scheme;',
      'proxy_set_header X-Original-Forwarded-For $http_x_forwarded_for;',
      'proxy_set_header Proxy "";',
      'rewrite /app/(.*) /$1 break;',
      'rewrite /app / break;',
    ]);
    expect(block(text, 'map "" $the_real_ip')).toEqual(['default $remote_addr;']);
  });

  test.each<[string, ShortSpec, string, readonly string[]]>([
    [
      'since 0.22 a rewrite keeps captures only',
      annotated({ 'rewrite-target': '/y' }),
      'location ~* "^/x"',
      ['rewrite "(?i)/x" /y break;'],
    ],
    [
      'a rewrite to a URL comes before all else',
      annotated({ 'rewrite-target': 'https://b.com' }),
      'location ~* "^/x"',
      ['rewrite "(?i)/x" https://b.com break;'],
    ],
    [
      'a permanent redirect',
      annotated({ 'permanent-redirect': 'https://b.com/?x=y' }),
      'location "/x/"',
      ['return 301 https://b.com/?x=y;'],
    ],
    [
      'force-ssl-redirect',
      annotated({ 'force-ssl-redirect': 'true' }),
      'if ($pass_access_scheme = http)',
      ['return 308 https://$redirect_host$redirect_uri;'],
    ],
    [
      'preserve-trailing-slash',
      annotated({ 'preserve-trailing-slash': 'true' }),
      'if ($redirects_to_https)',
      ['return 308 https://$redirect_host$request_uri;'],
    ],
    [
      'app-root',
      annotated({ 'app-root': '/app' }),
      'if ($uri = /)',
      ['return 302 $scheme://$http_host/app;'],
    ],
    [
      'source ranges',
      annotated({ 'denylist-source-range': '10.1.0.0/16', 'allowlist-source-range': '10.0.0.0/8' }),
      'location "/x/"',
      ['deny 10.1.0.0/16;', 'allow 10.0.0.0/8;', 'deny all;'],
    ],
    [
      'ranges that cannot be read',
      annotated({ 'allowlist-source-range': 'x' }),
      'location "/x/"',
      ['# The value of the annotation allowlist-source-range cannot be read.', 'return 503;'],
    ],
    [
      'a Service without endpoints',
      { rules: { 'a.com': ['Prefix /x empty:80'] } },
      'location "/x/"',
      ['return 503;', 'proxy_pass http://upstream-default-backend;'],
    ],
    [
      'a default-backend in its place',
      { rules: { 'a.com': ['Prefix /x empty:80'] }, annotations: { 'default-backend': 'errors' } },
      'location "/x/"',
      [
        'proxy_set_header X-Code 503;',
        'proxy_set_header X-Service-Name $service_name;',
        'proxy_pass http://custom-default-backend-shop-errors;',
      ],
    ],
    [
      'a name outside of the cluster',
      { rules: { 'a.com': ['Prefix /x far:80'] } },
      'location "/x/"',
      ['set $outside far.example.com:80;', 'proxy_pass http://$outside;'],
    ],
    [
      'upstream-vhost',
      annotated({ 'upstream-vhost': '$service_name.svc' }),
      'location "/x/"',
      ['proxy_set_header Host $service_name.svc;'],
    ],
    [
      'x-forwarded-prefix where the path is rewritten',
      annotated({ 'x-forwarded-prefix': '/p', 'rewrite-target': '/y' }),
      'location ~* "^/x"',
      ['proxy_set_header X-Forwarded-Prefix /p;'],
    ],
    [
      'limits',
      annotated({ 'proxy-body-size': '8m', 'proxy-read-timeout': '5', 'proxy-buffering': 'on' }),
      'location "/x/"',
      ['client_max_body_size 8m;', 'proxy_read_timeout 5s;', 'proxy_buffering on;'],
    ],
    [
      'limits that cannot be read',
      annotated({ 'proxy-body-size': '8 potatoes' }),
      'location "/x/"',
      ['client_max_body_size 1m;'],
    ],
    [
      'TLS to the backend',
      annotated({ 'backend-protocol': 'HTTPS' }),
      'location "/x/"',
      ['proxy_pass https://shop-a-80;'],
    ],
    [
      'TLS as the client has it',
      annotated({ 'backend-protocol': 'AUTO_HTTP' }),
      'location "/x/"',
      ['proxy_pass $scheme://shop-a-80;'],
    ],
    [
      'TLS to a Service that TLS is passed through to',
      {
        ...annotated({ 'ssl-passthrough': 'true' }),
        rules: { 'a.com': ['Prefix / a:80', 'Prefix /x a:80'] },
      },
      'location "/x/"',
      ['proxy_pass https://shop-a-80;'],
    ],
    [
      'gRPC',
      annotated({ 'backend-protocol': 'GRPC' }),
      'location "/x/"',
      ['grpc_set_header Host $best_http_host;', 'grpc_pass grpc://shop-a-80;'],
    ],
    [
      'FastCGI',
      annotated({ 'backend-protocol': 'FCGI' }),
      'location "/x/"',
      ['fastcgi_param HTTP_X_REAL_IP $remote_addr;', 'fastcgi_pass shop-a-80;'],
    ],
    [
      'custom errors',
      annotated({ 'custom-http-errors': '404' }),
      'location "/x/"',
      ['proxy_intercept_errors on;', 'error_page 404 = @custom_upstream-default-backend_404;'],
    ],
    [
      'what answers them',
      annotated({ 'custom-http-errors': '404', 'default-backend': 'errors' }),
      'location @custom_custom-default-backend-shop-errors_404',
      [
        'proxy_set_header X-Code 404;',
        'rewrite ^ / break;',
        'proxy_pass http://custom-default-backend-shop-errors;',
      ],
    ],
    [
      'the cookie of affinity',
      annotated({ affinity: 'cookie' }),
      'map $cookie_INGRESSCOOKIE:$scheme $set_cookie_1',
      [
        ':http "INGRESSCOOKIE=$request_id; Path=/x; HttpOnly";',
        ':https "INGRESSCOOKIE=$request_id; Path=/x; Secure; HttpOnly";',
      ],
    ],
    [
      'affinity',
      annotated({ affinity: 'cookie' }),
      'upstream shop-a-80',
      ['hash $affinity_INGRESSCOOKIE consistent;', 'server 10.244.1.1:8080;'],
    ],
    [
      'a cookie that nginx has no variable for',
      annotated({ affinity: 'cookie', 'session-cookie-name': 'a-b' }),
      'map $http_cookie $brought_a_b',
      ['"~*(?:^|[;,] *)a-b *= *(?<brought_a_b_value>[^;]*)" $brought_a_b_value;'],
    ],
    [
      'upstream-hash-by',
      annotated({ 'upstream-hash-by': '$request_uri' }),
      'upstream shop-a-80',
      ['hash $request_uri consistent;'],
    ],
  ])('%s', (_title, spec, head, lines) => {
    const found = block(rendered([spec]), head)?.map((line) => line.trim());
    expect(found).toEqual(expect.arrayContaining([...lines]));
  });
});
