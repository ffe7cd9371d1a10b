import { describe, expect, test } from 'vitest';
import { namedCertificate } from '../../../objects/certificates.js';
import { ingress, tlsSecret, type IngressSpec } from '../../../objects/ingress.js';
import {
  ask,
  assumed,
  backends,
  ingressCluster,
  inShort,
  nginx,
  type Asking,
  containing,
  shownSecret,
} from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';
const services = backends('shop/a', 'shop/b');
const host = 'shop.example.com';
const tls = [{ hosts: [host], secretName: 'cert' }];
const web: IngressSpec = { rules: { [host]: ['Prefix / a:80'] } };

function annotations(values: Readonly<Record<string, string>>): Pick<IngressSpec, 'annotations'> {
  return {
    annotations: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`${prefix}/${name}`, value]),
    ),
  };
}

function withIngresses(...specs: readonly IngressSpec[]): ReturnType<typeof ingressCluster> {
  const ingresses = specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec }));
  return ingressCluster(...services, tlsSecret('shop/cert', namedCertificate), ...ingresses);
}

/** What did not apply to a request in plain HTTP. */
function skipped(spec: IngressSpec): unknown {
  return ask(withIngresses(spec), nginx(), `http://${host}/`).skipped;
}

describe('the redirect of ingress-nginx from HTTP to HTTPS', () => {
  test.each<[string, readonly IngressSpec[], string, string]>([
    ['comes with a certificate for the host', [{ ...web, tls }], '/x', `308 https://${host}/x`],
    ['cuts off one final slash, in the query too', [{ ...web, tls }], '/x/?y=/', `308 https://${host}/x/?y=`],
    [
      'leaves the rest of the target as it was sent',
      [{ ...web, tls }],
      '/a//b/../%63',
      `308 https://${host}/a//b/../%63`,
    ],
    [
      'keeps the slash when told so',
      [{ ...web, tls, ...annotations({ 'preserve-trailing-slash': 'true' }) }],
      '/',
      `308 https://${host}/`,
    ],
    ['does not come without TLS', [web], '/x', 'shop/a:80 /x'],
    [
      'comes without TLS by force',
      [{ ...web, ...annotations({ 'force-ssl-redirect': 'true' }) }],
      '/x',
      `308 https://${host}/x`,
    ],
    [
      'can be switched off',
      [{ ...web, tls, ...annotations({ 'ssl-redirect': 'false' }) }],
      '/x',
      'shop/a:80 /x',
    ],
    [
      'comes for hosts that the section does not list',
      [{ ...web, tls: [{ hosts: ['other.com'] }] }],
      '/x',
      `308 https://${host}/x`,
    ],
    [
      'comes for paths of other Ingresses of the host',
      [web, { rules: { [host]: ['Prefix /b b:80'] }, tls }],
      '/x',
      `308 https://${host}/x`,
    ],
    [
      'comes for hosts that a wildcard with TLS covers',
      [web, { rules: { '*.example.com': ['Prefix / b:80'] }, tls: [{ hosts: ['*.example.com'] }] }],
      '/x',
      `308 https://${host}/x`,
    ],
    [
      'spares the paths of ACME challenges where they stand in a rule',
      [{ rules: { [host]: ['Prefix /.well-known/acme-challenge a:80'] }, tls }],
      '/.well-known/acme-challenge/t',
      'shop/a:80 /.well-known/acme-challenge/t',
    ],
    [
      'comes after redirects by annotation',
      [{ ...web, tls, ...annotations({ 'permanent-redirect': 'https://b.com' }) }],
      '/x',
      '301 https://b.com',
    ],
    [
      'comes after the slash redirect',
      [{ rules: { [host]: ['Prefix /x/ a:80'] }, tls }],
      '/x',
      `301 http://${host}/x/`,
    ],
    ['comes before 503', [{ rules: { [host]: ['Prefix / gone:80'] }, tls }], '/x', `308 https://${host}/x`],
    [
      'comes before the source ranges',
      [{ ...web, tls, ...annotations({ 'allowlist-source-range': '10.0.0.0/8' }) }],
      '/x',
      `308 https://${host}/x`,
    ],
  ])('%s', (_title, specs, path, expected) => {
    expect(inShort(ask(withIngresses(...specs), nginx(), `http://${host}${path}`))).toBe(expected);
  });

  test.each<[string, Readonly<Record<string, string>>, Asking, string]>([
    ['has the code of the ConfigMap', { 'http-redirect-code': '301' }, {}, `301 https://${host}/x`],
    [
      'has no other codes than those of redirects',
      { 'http-redirect-code': '200' },
      {},
      `308 https://${host}/x`,
    ],
    ['can be switched off for all', { 'ssl-redirect': 'false' }, {}, 'shop/a:80 /x'],
    [
      'trusts no forwarded headers',
      {},
      { headers: { 'x-forwarded-proto': 'https' } },
      `308 https://${host}/x`,
    ],
    [
      'trusts them when told so',
      { 'use-forwarded-headers': 'true' },
      { headers: { 'x-forwarded-proto': 'https' } },
      'shop/a:80 /x',
    ],
    [
      'leads to the forwarded host then',
      { 'use-forwarded-headers': 'true' },
      { headers: { 'x-forwarded-host': 'b.com:80, c.com' } },
      '308 https://b.com/x',
    ],
    ['spares other paths when told so', { 'no-tls-redirect-locations': '/' }, {}, 'shop/a:80 /x'],
  ])('%s', (_title, data, asking, expected) => {
    expect(inShort(ask(withIngresses({ ...web, tls }), nginx({ data }), `http://${host}/x`, asking))).toBe(
      expected,
    );
  });

  test('says why it does not come', () => {
    expect(skipped(web)).toEqual([{ code: 'no-tls-redirect-without-certificate' }]);
    expect(skipped({ ...web, tls, ...annotations({ 'ssl-redirect': 'false' }) })).toMatchObject([
      { code: 'no-tls-redirect', path: `metadata.annotations[${prefix}/ssl-redirect]` },
    ]);
  });

  test('names the Ingress with the TLS section, and its Secret when that is missing', () => {
    const cluster = withIngresses(web, {
      rules: { [host]: ['Prefix /b b:80'] },
      tls: [{ hosts: [host], secretName: 'gone' }],
    });
    const decision = ask(cluster, nginx(), `http://${host}/`);
    expect(decision.rule).toEqual({
      id: 'ingress-tls-redirect',
      object: { kind: 'Ingress', namespace: 'shop', name: 'i1' },
      path: 'spec.tls[0]',
    });
    expect(decision.assumptions).toMatchObject([
      {
        code: 'tls-secret-missing',
        object: { name: 'i1' },
        path: 'spec.tls[0].secretName',
        message: containing('shop/gone'),
      },
    ]);
  });
});

describe('redirects by annotation', () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      'permanent-redirect adds nothing of the request',
      { 'permanent-redirect': 'https://b.com' },
      '/x?y',
      '301 https://b.com',
    ],
    [
      'permanent-redirect-code',
      { 'permanent-redirect': 'https://b.com', 'permanent-redirect-code': '308' },
      '/x',
      '308 https://b.com',
    ],
    [
      'a permanent code beyond redirects is not taken',
      { 'permanent-redirect': 'https://b.com', 'permanent-redirect-code': '418' },
      '/x',
      '301 https://b.com',
    ],
    [
      'a code that redirects nowhere has no Location',
      { 'permanent-redirect': 'https://b.com', 'permanent-redirect-code': '304' },
      '/x',
      '304 redirected-by-annotation',
    ],
    ['temporal-redirect', { 'temporal-redirect': 'https://b.com' }, '/x', '302 https://b.com'],
    [
      'a temporal code of 308 is not taken',
      { 'temporal-redirect': 'https://b.com', 'temporal-redirect-code': '308' },
      '/x',
      '302 https://b.com',
    ],
    [
      'temporal counts before permanent',
      { 'temporal-redirect': 'https://t.com', 'permanent-redirect': 'https://p.com' },
      '/x',
      '302 https://t.com',
    ],
    [
      'a redirect to something else than http is ignored',
      { 'temporal-redirect': 'ftp://b.com' },
      '/x',
      'shop/a:80 /x',
    ],
    ['app-root sends the root there', { 'app-root': '/app' }, '/', `302 http://${host}/app`],
    ['app-root sends the root in any form there', { 'app-root': '/app' }, '/x/..', `302 http://${host}/app`],
    ['app-root leaves other paths', { 'app-root': '/app' }, '/x', 'shop/a:80 /x'],
    ['an app-root that is no path is ignored', { 'app-root': 'app' }, '/', 'shop/a:80 /'],
  ])('%s', (_title, values, path, expected) => {
    expect(
      inShort(ask(withIngresses({ ...web, ...annotations(values) }), nginx(), `http://${host}${path}`)),
    ).toBe(expected);
  });

  test('app-root counts for the whole server', () => {
    const cluster = withIngresses(
      { rules: { [host]: ['Prefix /app b:80'] }, ...annotations({ 'app-root': '/app' }) },
      web,
    );
    expect(inShort(ask(cluster, nginx(), `http://${host}/`))).toBe(`302 http://${host}/app`);
  });

  test('of the oldest Ingress hold for the root that the controller makes', () => {
    const cluster = withIngresses({
      rules: { [host]: ['Prefix /x a:80'] },
      ...annotations({ 'permanent-redirect': 'https://b.com' }),
    });
    expect(inShort(ask(cluster, nginx(), `http://${host}/other`))).toBe('301 https://b.com');
  });

  test.each([
    ['www.a.com', 'a.com', '308 http://www.a.com:80/x'],
    ['a.com', 'www.a.com', '308 http://a.com:80/x'],
  ])('from-to-www-redirect of %s takes %s', (own, other, expected) => {
    const cluster = withIngresses({
      rules: { [own]: ['Prefix / a:80'] },
      ...annotations({ 'from-to-www-redirect': 'true' }),
    });
    expect(inShort(ask(cluster, nginx(), `http://${other}/x/`))).toBe(expected);
    expect(inShort(ask(cluster, nginx(), `http://${own}/x`))).toBe('shop/a:80 /x');
  });

  test('from-to-www-redirect gives way to a server of that name', () => {
    const cluster = withIngresses(
      { rules: { 'a.com': ['Prefix / a:80'] }, ...annotations({ 'from-to-www-redirect': 'true' }) },
      { rules: { 'www.a.com': ['Prefix / b:80'] } },
    );
    expect(inShort(ask(cluster, nginx(), 'http://www.a.com/'))).toBe('shop/b:80 /');
  });
});

describe('the certificate of ingress-nginx', () => {
  const cert = { secret: { kind: 'Secret', namespace: 'shop', name: 'cert' }, default: false };
  const own = { default: true };

  test.each<[string, IngressSpec, Asking, unknown, readonly string[]]>([
    ['is that of the section that lists the host', { ...web, tls }, {}, cert, []],
    [
      'is found by its names where no section lists the host',
      { ...web, tls: [{ secretName: 'cert' }] },
      {},
      cert,
      [],
    ],
    [
      'is its own where it does not name the host',
      { rules: { 'x.com': ['Prefix / a:80'] }, tls: [{ hosts: ['x.com'], secretName: 'cert' }] },
      { sni: 'x.com' },
      own,
      ['client-accepts-certificate'],
    ],
    [
      'is its own where the Secret is missing',
      { ...web, tls: [{ hosts: [host], secretName: 'gone' }] },
      {},
      own,
      ['tls-secret-missing', 'client-accepts-certificate'],
    ],
    [
      'is its own without a Secret',
      { ...web, tls: [{ hosts: [host] }] },
      {},
      own,
      ['client-accepts-certificate'],
    ],
    [
      'is its own where no server name is sent',
      { ...web, tls },
      { sni: null },
      own,
      ['client-accepts-certificate'],
    ],
    [
      'is its own for a name that nobody has',
      { ...web, tls },
      { sni: 'x.com' },
      own,
      ['client-accepts-certificate'],
    ],
    [
      'is found without regard to case and final dot',
      { ...web, tls },
      { sni: 'SHOP.example.com.' },
      cert,
      [],
    ],
  ])('%s', (_title, spec, asking, certificate, assumptions) => {
    const decision = ask(withIngresses(spec), nginx(), `https://${host}/`, asking);
    expect(shownSecret(decision)).toEqual(certificate);
    expect(assumed(decision)).toEqual(assumptions);
  });

  test('follows the server name, while the route follows the Host header', () => {
    const cluster = withIngresses({ ...web, tls }, { rules: { 'b.com': ['Prefix / b:80'] } });
    const decision = ask(cluster, nginx(), 'https://b.com/', { sni: host });
    expect(shownSecret(decision)).toEqual(cert);
    expect(inShort(decision)).toBe('shop/b:80 /');
  });

  test('is that of the flag where the host has none', () => {
    const profile = nginx({ flags: { 'default-ssl-certificate': 'shop/cert' } });
    expect(shownSecret(ask(withIngresses(web), profile, `https://${host}/`))).toEqual({
      ...cert,
      default: true,
    });
  });

  test('is looked for in the namespace of the Ingress', () => {
    const cluster = ingressCluster(
      ...backends('team/a'),
      tlsSecret('shop/cert', namedCertificate),
      ingress('team/w', { ...web, tls }),
    );
    expect(shownSecret(ask(cluster, nginx(), `https://${host}/`))).toEqual(own);
  });
});
