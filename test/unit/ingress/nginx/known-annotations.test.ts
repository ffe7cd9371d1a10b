import { describe, expect, test } from 'vitest';
import {
  annotationNames,
  knownAnnotation,
} from '../../../../packages/core/src/ingress/nginx/annotation/known-annotations.js';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress } from '../../../objects/ingress.js';
import { ask, backends, containing, ingressCluster, nginx } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';

/**
 * What the pages annotations.md and annotations-risk.md of kubernetes/ingress-nginx v1.15.1 list, and what becomes of it
 * in the model.
 */
const documented = {
  modelled: `
  affinity allowlist-source-range app-root backend-protocol canary canary-by-cookie canary-by-header
  canary-by-header-pattern canary-by-header-value canary-weight canary-weight-total custom-http-errors
  default-backend denylist-source-range disable-proxy-intercept-errors force-ssl-redirect
  from-to-www-redirect permanent-redirect permanent-redirect-code preserve-trailing-slash rewrite-target
  server-alias service-upstream session-cookie-domain session-cookie-expires session-cookie-max-age
  session-cookie-name session-cookie-path session-cookie-samesite session-cookie-secure ssl-passthrough
  ssl-redirect temporal-redirect temporal-redirect-code upstream-hash-by upstream-vhost use-regex
  whitelist-source-range x-forwarded-prefix`,
  invisible: `
  affinity-mode client-body-buffer-size enable-access-log enable-rewrite-log http2-push-preload
  proxy-buffer-size proxy-buffering proxy-buffers-number proxy-busy-buffers-size proxy-connect-timeout
  proxy-max-temp-file-size proxy-read-timeout proxy-request-buffering proxy-send-timeout
  session-cookie-change-on-failure ssl-ciphers ssl-prefer-server-ciphers`,
  beyond: `
  affinity-canary-behavior auth-always-set-cookie auth-cache-duration auth-cache-key auth-keepalive
  auth-keepalive-requests auth-keepalive-share-vars auth-keepalive-timeout auth-method
  auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret auth-secret-type
  auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn
  auth-tls-pass-certificate-to-upstream auth-tls-secret auth-tls-verify-client auth-tls-verify-depth
  auth-type auth-url configuration-snippet connection-proxy-header cors-allow-credentials cors-allow-headers
  cors-allow-methods cors-allow-origin cors-expose-headers cors-max-age custom-headers enable-cors
  enable-global-auth enable-modsecurity enable-opentelemetry enable-owasp-core-rules fastcgi-index
  fastcgi-params-configmap limit-allowlist limit-burst-multiplier limit-connections limit-rate
  limit-rate-after limit-rpm limit-rps load-balance mirror-host mirror-request-body mirror-target
  modsecurity-snippet modsecurity-transaction-id opentelemetry-operation-name
  opentelemetry-trust-incoming-span proxy-body-size proxy-cookie-domain proxy-cookie-path proxy-http-version
  proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-redirect-from
  proxy-redirect-to proxy-ssl-ciphers proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret
  proxy-ssl-server-name proxy-ssl-verify proxy-ssl-verify-depth relative-redirects satisfy server-snippet
  session-cookie-conditional-samesite-none stream-snippet upstream-hash-by-subset
  upstream-hash-by-subset-size use-port-in-redirects`,
};

const rows = Object.entries(documented).flatMap(([kind, names]) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, kind] as const),
);

/** What is taken for granted of a request at the paths of an Ingress with this annotation. */
function assumptionsWith(name: string): readonly unknown[] {
  const cluster = ingressCluster(
    ...backends('shop/a'),
    ingress('shop/w', {
      rules: { 'a.com': ['Prefix / a:80'] },
      annotations: { [`${prefix}/${name}`]: 'some' },
    }),
  );
  const data = { 'annotations-risk-level': 'Critical', 'allow-snippet-annotations': 'true' };
  return ask(cluster, nginx({ data }), 'http://a.com/').assumptions;
}

describe('annotations of ingress-nginx', () => {
  test.each(rows)('%s is %s', (name, kind) => {
    expect(knownAnnotation(name).kind).toBe(kind);
  });

  test('are known as far as they are documented, and limit-whitelist for limit-allowlist', () => {
    const names = new Set<string>(rows.map(([name]) => name));
    expect(annotationNames().filter((name) => !names.has(name))).toEqual(['limit-whitelist']);
  });

  test.each(rows.filter(([, kind]) => kind === 'beyond'))('%s is reported where it would count', (name) => {
    expect(assumptionsWith(name)).toEqual([
      {
        code: 'annotation-not-modelled',
        object: { kind: 'Ingress', namespace: 'shop', name: 'w' },
        path: `metadata.annotations[${prefix}/${name}]`,
        message: containing(`The annotation ${prefix}/${name} of Ingress shop/w is not modelled: it `),
      },
    ]);
  });

  test.each(rows.filter(([, kind]) => kind === 'invisible'))('%s changes nothing', (name) => {
    expect(assumptionsWith(name)).toEqual([]);
  });

  test('that do not exist have no effect, and near ones are named', () => {
    expect(assumptionsWith('rewrite-targett')).toMatchObject([
      { code: 'annotation-unknown', state: 'Write rewrite-target, or remove it.' },
    ]);
    expect(assumptionsWith('constructor')).toMatchObject([{ code: 'annotation-unknown' }]);
  });

  test('of the server count at the paths of other Ingresses on the host too, and of no other host', () => {
    const snippet = { [`${prefix}/auth-tls-secret`]: 'shop/ca', [`${prefix}/limit-rps`]: '5' };
    const cluster = ingressCluster(
      ...backends('shop/a'),
      ingress('shop/one', { rules: { 'a.com': ['Prefix /one a:80'] }, annotations: snippet }),
      ingress('shop/two', { rules: { 'a.com': ['Prefix /two a:80'], 'b.com': ['Prefix / a:80'] } }),
    );
    const at = (url: string): readonly (string | undefined)[] =>
      ask(cluster, nginx(), url).assumptions.map(({ path }) => path);
    expect(at('http://a.com/two')).toEqual([`metadata.annotations[${prefix}/auth-tls-secret]`]);
    expect(at('http://b.com/')).toEqual([]);
  });

  test('beyond the model are listed by the configuration, of Ingresses that are left out too', () => {
    const annotations = { [`${prefix}/server-snippet`]: 'x;', [`${prefix}/use-regex`]: 'true' };
    const cluster = ingressCluster(
      ...backends('shop/a'),
      ingress('shop/w', { rules: { 'a.com': ['Prefix / a:80'] }, annotations }),
    );
    const { ingresses, unsupported } = ingressController(cluster, nginx()).configuration();
    expect(ingresses).toEqual([]);
    expect(unsupported).toEqual([
      {
        ingress: { kind: 'Ingress', namespace: 'shop', name: 'w' },
        annotation: `${prefix}/server-snippet`,
      },
    ]);
  });
});
