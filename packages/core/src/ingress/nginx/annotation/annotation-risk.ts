/** How much harm an annotation can do in wrong hands; the ConfigMap says up to which level annotations are taken. */
export type AnnotationRisk = 0 | 1 | 2 | 3;

/** The levels by name. @see kubernetes/ingress-nginx internal/ingress/annotations/parser/validators.go, AnnotationRisk */
export const riskLevels: Readonly<Record<string, AnnotationRisk>> = {
  low: 0,
  medium: 1,
  high: 2,
  critical: 3,
};

const critical: ReadonlySet<string> = new Set([
  'auth-snippet',
  'configuration-snippet',
  'modsecurity-snippet',
  'server-snippet',
  'stream-snippet',
]);

const high: ReadonlySet<string> = new Set([
  'auth-signin',
  'auth-tls-error-page',
  'auth-tls-match-cn',
  'auth-url',
  'mirror-host',
  'mirror-target',
  'modsecurity-transaction-id',
  'proxy-ssl-name',
  'server-alias',
  'upstream-hash-by',
]);

const medium: ReadonlySet<string> = new Set([
  'affinity-mode',
  'allowlist-source-range',
  'app-root',
  'auth-cache-duration',
  'auth-cache-key',
  'auth-proxy-set-headers',
  'auth-realm',
  'auth-request-redirect',
  'auth-response-headers',
  'auth-secret',
  'auth-signin-redirect-param',
  'auth-tls-secret',
  'auth-tls-verify-client',
  'canary-by-cookie',
  'canary-by-header',
  'canary-by-header-pattern',
  'canary-by-header-value',
  'cors-allow-headers',
  'cors-allow-methods',
  'cors-allow-origin',
  'cors-expose-headers',
  'custom-headers',
  'denylist-source-range',
  'fastcgi-index',
  'fastcgi-params-configmap',
  'force-ssl-redirect',
  'opentelemetry-operation-name',
  'permanent-redirect',
  'preserve-trailing-slash',
  'proxy-body-size',
  'proxy-cookie-domain',
  'proxy-cookie-path',
  'proxy-next-upstream',
  'proxy-redirect-from',
  'proxy-redirect-to',
  'proxy-ssl-ciphers',
  'proxy-ssl-secret',
  'rewrite-target',
  'session-cookie-domain',
  'session-cookie-expires',
  'session-cookie-max-age',
  'session-cookie-name',
  'session-cookie-path',
  'temporal-redirect',
  'whitelist-source-range',
  'x-forwarded-prefix',
]);

/** The risk of an annotation, named without its prefix. @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations-risk.md */
export function riskOf(annotation: string): AnnotationRisk {
  if (critical.has(annotation)) return 3;
  if (high.has(annotation)) return 2;
  return medium.has(annotation) ? 1 : 0;
}
