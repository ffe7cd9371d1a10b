/** Annotations whose effect is modelled, without their prefix. */
const modelled: ReadonlySet<string> = new Set([
  'affinity',
  'allowlist-source-range',
  'app-root',
  'backend-protocol',
  'canary',
  'canary-by-cookie',
  'canary-by-header',
  'canary-by-header-pattern',
  'canary-by-header-value',
  'canary-weight',
  'canary-weight-total',
  'custom-http-errors',
  'default-backend',
  'denylist-source-range',
  'disable-proxy-intercept-errors',
  'force-ssl-redirect',
  'from-to-www-redirect',
  'permanent-redirect',
  'permanent-redirect-code',
  'preserve-trailing-slash',
  'rewrite-target',
  'server-alias',
  'service-upstream',
  'session-cookie-domain',
  'session-cookie-expires',
  'session-cookie-max-age',
  'session-cookie-name',
  'session-cookie-path',
  'session-cookie-samesite',
  'session-cookie-secure',
  'ssl-passthrough',
  'ssl-redirect',
  'temporal-redirect',
  'temporal-redirect-code',
  'upstream-hash-by',
  'upstream-vhost',
  'use-regex',
  'whitelist-source-range',
  'x-forwarded-prefix',
]);

/** Annotations about buffers, logs, waiting and ciphers: they change nothing that a trace tells. */
const invisible: ReadonlySet<string> = new Set([
  'affinity-mode',
  'client-body-buffer-size',
  'enable-access-log',
  'enable-rewrite-log',
  'http2-push-preload',
  'proxy-buffer-size',
  'proxy-buffering',
  'proxy-buffers-number',
  'proxy-busy-buffers-size',
  'proxy-connect-timeout',
  'proxy-max-temp-file-size',
  'proxy-read-timeout',
  'proxy-request-buffering',
  'proxy-send-timeout',
  'session-cookie-change-on-failure',
  'ssl-ciphers',
  'ssl-prefer-server-ciphers',
]);

const authenticates = 'asks for a user name and a password';
const asksAnother = 'asks another address first whether the request may pass';
const asksCertificate = 'asks the client for a certificate';
const sharesResources = 'sets response headers for other origins, and answers OPTIONS itself';
const limits = 'answers 503 to a client that asks too often';
const slows = 'slows responses down';
const changesResponse = 'changes headers of the response';
const retries = 'says when another endpoint is tried';
const speaksTls = 'says how the controller speaks TLS to the backend';
const copies = 'sends a copy of the request elsewhere';
const filters = 'lets ModSecurity refuse the request';
const adds = 'adds directives of nginx, which may do anything';
const tracing = 'adds headers for tracing';
const redirectHosts = 'changes where redirects of nginx lead';
const picks = 'chooses among the endpoints in another way';
const fastCgi = 'sets parameters of FastCGI';

/** Annotations beyond the model, and what each does. */
const beyond: Readonly<Record<string, string>> = {
  'affinity-canary-behavior': 'says whether the cookie of a client keeps it at the canary',
  'auth-always-set-cookie': asksAnother,
  'auth-cache-duration': asksAnother,
  'auth-cache-key': asksAnother,
  'auth-keepalive': asksAnother,
  'auth-keepalive-requests': asksAnother,
  'auth-keepalive-share-vars': asksAnother,
  'auth-keepalive-timeout': asksAnother,
  'auth-method': asksAnother,
  'auth-proxy-set-headers': asksAnother,
  'auth-realm': authenticates,
  'auth-request-redirect': asksAnother,
  'auth-response-headers': asksAnother,
  'auth-secret': authenticates,
  'auth-secret-type': authenticates,
  'auth-signin': asksAnother,
  'auth-signin-redirect-param': asksAnother,
  'auth-snippet': adds,
  'auth-tls-error-page': asksCertificate,
  'auth-tls-match-cn': asksCertificate,
  'auth-tls-pass-certificate-to-upstream': asksCertificate,
  'auth-tls-secret': asksCertificate,
  'auth-tls-verify-client': asksCertificate,
  'auth-tls-verify-depth': asksCertificate,
  'auth-type': authenticates,
  'auth-url': asksAnother,
  'configuration-snippet': adds,
  'connection-proxy-header': 'sets the header Connection of the request',
  'cors-allow-credentials': sharesResources,
  'cors-allow-headers': sharesResources,
  'cors-allow-methods': sharesResources,
  'cors-allow-origin': sharesResources,
  'cors-expose-headers': sharesResources,
  'cors-max-age': sharesResources,
  'custom-headers': changesResponse,
  'enable-cors': sharesResources,
  'enable-global-auth': 'says whether the address of global-auth-url is asked first',
  'enable-modsecurity': filters,
  'enable-opentelemetry': tracing,
  'enable-owasp-core-rules': filters,
  'fastcgi-index': fastCgi,
  'fastcgi-params-configmap': fastCgi,
  'limit-allowlist': limits,
  'limit-burst-multiplier': limits,
  'limit-connections': limits,
  'limit-rate': slows,
  'limit-rate-after': slows,
  'limit-rpm': limits,
  'limit-rps': limits,
  'limit-whitelist': limits,
  'load-balance': picks,
  'mirror-host': copies,
  'mirror-request-body': copies,
  'mirror-target': copies,
  'modsecurity-snippet': filters,
  'modsecurity-transaction-id': filters,
  'opentelemetry-operation-name': tracing,
  'opentelemetry-trust-incoming-span': tracing,
  'proxy-body-size': 'answers 413 to a request whose body is longer',
  'proxy-cookie-domain': changesResponse,
  'proxy-cookie-path': changesResponse,
  'proxy-http-version': 'sets the version of HTTP towards the backend',
  'proxy-next-upstream': retries,
  'proxy-next-upstream-timeout': retries,
  'proxy-next-upstream-tries': retries,
  'proxy-redirect-from': changesResponse,
  'proxy-redirect-to': changesResponse,
  'proxy-ssl-ciphers': speaksTls,
  'proxy-ssl-name': speaksTls,
  'proxy-ssl-protocols': speaksTls,
  'proxy-ssl-secret': speaksTls,
  'proxy-ssl-server-name': speaksTls,
  'proxy-ssl-verify': speaksTls,
  'proxy-ssl-verify-depth': speaksTls,
  'relative-redirects': redirectHosts,
  satisfy: 'says whether one restriction of access is enough, or all must be met',
  'server-snippet': adds,
  'session-cookie-conditional-samesite-none': 'leaves SameSite=None out of the cookie for some clients',
  'stream-snippet': adds,
  'upstream-hash-by-subset': picks,
  'upstream-hash-by-subset-size': picks,
  'use-port-in-redirects': redirectHosts,
};

/** Those that count for every location of the hosts of their Ingress, whichever Ingress the location is of. */
const ofServer: ReadonlySet<string> = new Set([
  'auth-tls-error-page',
  'auth-tls-match-cn',
  'auth-tls-pass-certificate-to-upstream',
  'auth-tls-secret',
  'auth-tls-verify-client',
  'auth-tls-verify-depth',
  'server-snippet',
]);

/** What is known of an annotation. */
export type KnownAnnotation =
  | { readonly kind: 'modelled' }
  /** It changes nothing that a trace tells. */
  | { readonly kind: 'invisible' }
  | { readonly kind: 'beyond'; readonly does: string; readonly ofServer: boolean }
  | { readonly kind: 'unknown' };

/**
 * What is known of an annotation, named without its prefix.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md and annotations-risk.md; of the
 * server are those that internal/ingress/controller/controller.go, createServers, keeps by host
 */
export function knownAnnotation(name: string): KnownAnnotation {
  if (modelled.has(name)) return { kind: 'modelled' };
  if (invisible.has(name)) return { kind: 'invisible' };
  const does = Object.hasOwn(beyond, name) ? beyond[name] : undefined;
  return does === undefined ? { kind: 'unknown' } : { kind: 'beyond', does, ofServer: ofServer.has(name) };
}

/** The annotations that the controller knows, without their prefix. */
export function annotationNames(): readonly string[] {
  return [...modelled, ...invisible, ...Object.keys(beyond)];
}
