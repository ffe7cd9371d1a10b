import { describe, expect, test } from 'vitest';
import { isBeyondModel } from '../../../../packages/core/src/ingress/nginx/configuration/config-map-keys.js';

/** What the page configmap.md of kubernetes/ingress-nginx v1.15.1 lists, by whether traces say that it is not modelled. */
const documented = {
  beyond: `
  add-headers allow-backend-server-header allow-cross-namespace-resources bind-address
  client-header-buffer-size compute-full-forwarded-for default-type disable-ipv6 disable-ipv6-dns
  enable-modsecurity enable-opentelemetry enable-owasp-modsecurity-crs enable-real-ip
  enable-underscores-in-headers forwarded-for-header forwarded-for-proxy-protocol-header generate-request-id
  global-allowed-response-headers global-auth-cache-duration global-auth-cache-key global-auth-method
  global-auth-request-redirect global-auth-response-headers global-auth-signin
  global-auth-signin-redirect-param global-auth-snippet global-auth-url hide-headers http-snippet
  http2-max-field-size http2-max-header-size ignore-invalid-headers jaeger-baggage-header
  jaeger-collector-host jaeger-collector-port jaeger-debug-header jaeger-endpoint jaeger-propagation-format
  jaeger-sampler-host jaeger-sampler-param jaeger-sampler-port jaeger-sampler-type jaeger-service-name
  jaeger-trace-baggage-header-prefix jaeger-trace-context-header-name large-client-header-buffers
  limit-conn-status-code limit-rate limit-rate-after limit-req-status-code load-balance location-snippet
  main-snippet modsecurity-snippet nginx-status-ipv4-whitelist nginx-status-ipv6-whitelist no-auth-locations
  opentelemetry-operation-name opentelemetry-trust-incoming-span proxy-body-size proxy-cookie-domain
  proxy-cookie-path proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries
  proxy-redirect-from proxy-set-headers proxy-ssl-location-only proxy-stream-next-upstream
  proxy-stream-next-upstream-timeout proxy-stream-next-upstream-tries proxy-stream-responses
  relative-redirects retry-non-idempotent server-snippet ssl-reject-handshake stream-snippet`,
  followed: `
  access-log-params access-log-path allow-snippet-annotations annotation-value-word-blocklist
  annotations-risk-level block-cidrs block-referers block-user-agents brotli-level brotli-min-length
  brotli-types client-body-buffer-size client-body-timeout client-header-timeout custom-http-errors
  debug-connections denylist-source-range disable-access-log enable-access-log-for-default-backend
  enable-aio-write enable-brotli enable-multi-accept enable-ocsp enable-serial-reloads enable-syslog
  error-log-level error-log-path force-ssl-redirect geoip2-autoreload-in-minutes grpc-buffer-size-kb
  gzip-disable gzip-level gzip-min-length gzip-types hsts hsts-include-subdomains hsts-max-age hsts-preload
  http-access-log-path http-redirect-code http2-max-concurrent-streams http2-max-requests keep-alive
  keep-alive-requests limit-conn-zone-variable log-format-escape-json log-format-escape-none
  log-format-stream log-format-upstream lua-shared-dicts map-hash-bucket-size max-worker-connections
  max-worker-open-files no-tls-redirect-locations opentelemetry-config otel-max-export-batch-size
  otel-max-queuesize otel-sampler otel-sampler-parent-based otel-sampler-ratio otel-schedule-delay-millis
  otel-service-name otlp-collector-host otlp-collector-port proxy-add-original-uri-header proxy-buffer-size
  proxy-buffering proxy-buffers-number proxy-busy-buffers-size proxy-connect-timeout
  proxy-headers-hash-bucket-size proxy-headers-hash-max-size proxy-protocol-header-timeout
  proxy-read-timeout proxy-real-ip-cidr proxy-request-buffering proxy-send-timeout proxy-stream-timeout
  reuse-port server-name-hash-bucket-size server-name-hash-max-size server-tokens service-upstream
  skip-access-log-urls ssl-buffer-size ssl-ciphers ssl-dh-param ssl-ecdh-curve ssl-protocols ssl-redirect
  ssl-session-cache ssl-session-cache-size ssl-session-ticket-key ssl-session-tickets ssl-session-timeout
  stream-access-log-path strict-validate-path-type syslog-host syslog-port upstream-keepalive-connections
  upstream-keepalive-requests upstream-keepalive-time upstream-keepalive-timeout use-forwarded-headers
  use-geoip use-geoip2 use-gzip use-http2 use-proxy-protocol variables-hash-bucket-size
  variables-hash-max-size whitelist-source-range worker-cpu-affinity worker-processes
  worker-shutdown-timeout`,
};

function rows(names: string): readonly string[] {
  return names.trim().split(/\s+/);
}

describe('keys of the ConfigMap of ingress-nginx', () => {
  test.each(rows(documented.beyond))('%s is reported', (key) => {
    expect(isBeyondModel(key)).toBe(true);
  });

  test.each(rows(documented.followed))('%s is modelled, or changes nothing that a trace tells', (key) => {
    expect(isBeyondModel(key)).toBe(false);
  });

  test('that nobody knows are reported', () => {
    expect(isBeyondModel('ssl-redirects')).toBe(true);
  });
});
