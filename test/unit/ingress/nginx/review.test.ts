import { describe, expect, test } from 'vitest';
import { ingressWebhook } from '../../../../packages/core/src/ingress/webhook.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ingressCluster, nginx } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';

/** How the controller is set. */
interface Setting {
  readonly data?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, string>>;
  /** Ingresses that are there already, of namespace team. */
  readonly others?: Readonly<Record<string, IngressSpec>>;
  readonly uid?: string;
}

/** Why Ingress shop/new is refused, and at which field. */
function refusal(spec: IngressSpec, setting: Setting = {}): string | undefined {
  const { data = {}, flags = {}, others = {}, uid } = setting;
  const cluster = ingressCluster(
    ...Object.entries(others).map(([key, other]) => ingress(key, { hour: 1, ...other })),
  );
  const manifest = ingress('shop/new', spec);
  const written = uid === undefined ? manifest : { ...manifest, metadata: { ...manifest.metadata, uid } };
  const [object] = ingressCluster(written).list('Ingress');
  if (object === undefined) throw new TypeError('the Ingress cannot be read');
  const found = ingressWebhook(cluster, nginx({ data, flags })).review(object);
  return found === undefined ? undefined : `${found.reason} ${found.path}`;
}

const path = (text: string): IngressSpec => ({ rules: { 'a.com': [text] } });
const annotated = (name: string, value: string): IngressSpec => ({
  ...path('Prefix / a:80'),
  annotations: { [name]: value },
});
const firstPath = 'spec.rules[0].http.paths[0].path';

describe('the webhook of ingress-nginx', () => {
  test.each<[string, IngressSpec, Setting, string | undefined]>([
    ['takes a plain Ingress', path('Prefix /x a:80'), {}, undefined],
    ['refuses paths of the controller', path('Prefix /etc/nginx/x a:80'), {}, `deep-inspection ${firstPath}`],
    ['refuses paths of secrets', path('Prefix /var/run/secrets a:80'), {}, `deep-inspection ${firstPath}`],
    ['refuses Lua', path('Prefix /x_by_lua a:80'), {}, `deep-inspection ${firstPath}`],
    [
      'refuses directives',
      path('ImplementationSpecific /x;root /;{ a:80'),
      {},
      `deep-inspection ${firstPath}`,
    ],
    ['looks at hosts too', { rules: { 'x_by_lua.com': [] } }, {}, 'deep-inspection spec.rules[0].host'],
    [
      'inspects Ingresses of other classes',
      { ...path('Prefix /etc/passwd a:80'), className: 'other' },
      {},
      `deep-inspection ${firstPath}`,
    ],
    [
      'does not inspect when told not to',
      path('Prefix /etc/nginx a:80'),
      { flags: { 'deep-inspect': 'false' } },
      undefined,
    ],
    ['leaves all else of other classes', { ...path('Prefix /[a] a:80'), className: 'other' }, {}, undefined],
    [
      'refuses default backends where they are switched off',
      { defaultBackend: 'a:80' },
      { flags: { 'disable-catch-all': 'true' } },
      'catch-all-disabled spec.defaultBackend',
    ],
    ['refuses a Prefix that is no plain path', path('Prefix /[a] a:80'), {}, `strict-path-type ${firstPath}`],
    ['refuses an Exact path that is none', path('Exact /a%20b a:80'), {}, `strict-path-type ${firstPath}`],
    ['takes any text as ImplementationSpecific', path('ImplementationSpecific /[a] a:80'), {}, undefined],
    [
      'takes any text where paths are not strict',
      path('Prefix /[a] a:80'),
      { data: { 'strict-validate-path-type': 'false' } },
      undefined,
    ],
    [
      'refuses annotations with the usual prefix where it has another',
      annotated(`${prefix}/use-regex`, 'true'),
      { flags: { 'annotations-prefix': 'x.io' } },
      `annotation-prefix metadata.annotations[${prefix}/use-regex]`,
    ],
    [
      'refuses words that are blocked, in annotations that it does not know too',
      annotated(`${prefix}/unknown`, 'a}'),
      { data: { 'annotation-value-word-blocklist': 'x, }' } },
      `word-blocklist metadata.annotations[${prefix}/unknown]`,
    ],
    [
      'does not look for words in annotations of others',
      annotated('x.io/unknown', 'a}'),
      { data: { 'annotation-value-word-blocklist': '}' } },
      undefined,
    ],
    [
      'refuses snippets',
      annotated(`${prefix}/server-snippet`, 'x'),
      { data: { 'annotations-risk-level': 'Critical' } },
      `snippets-disabled metadata.annotations[${prefix}/server-snippet]`,
    ],
    [
      'refuses snippets above the risk level',
      annotated(`${prefix}/server-snippet`, 'x'),
      { data: { 'allow-snippet-annotations': 'true' } },
      `annotation-refused metadata.annotations[${prefix}/server-snippet]`,
    ],
    [
      'takes snippets where both are said',
      annotated(`${prefix}/server-snippet`, 'x'),
      { data: { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' } },
      undefined,
    ],
    [
      'refuses values that would leave the Ingress out',
      annotated(`${prefix}/from-to-www-redirect`, 'maybe'),
      {},
      `annotation-refused metadata.annotations[${prefix}/from-to-www-redirect]`,
    ],
    [
      'refuses a uid that is none',
      path('Prefix / a:80'),
      { uid: '12345 67890' },
      'uid-malformed metadata.uid',
    ],
    ['takes a uid', path('Prefix / a:80'), { uid: '467a2005-a207-40f8-a15d-fd30b8ecfe94' }, undefined],
  ])('%s', (_title, spec, setting, expected) => {
    expect(refusal(spec, setting)).toBe(expected);
  });

  const taken = `host-and-path-taken ${firstPath}`;

  test.each<[string, IngressSpec, IngressSpec, string | undefined]>([
    ['the same path', path('Prefix /x a:80'), path('Prefix /x b:80'), taken],
    ['the root in two types', path('Prefix / a:80'), path('Exact / b:80'), taken],
    ['a Prefix after an Exact path', path('Exact /x a:80'), path('Prefix /x b:80'), taken],
    ['an Exact path after a Prefix', path('Prefix /x a:80'), path('Exact /x b:80'), undefined],
    ['a slash behind a Prefix', path('Prefix /x a:80'), path('Prefix /x/ b:80'), taken],
    ['other letters', path('Prefix /x a:80'), path('Prefix /X b:80'), undefined],
    ['another host', path('Prefix /x a:80'), { rules: { 'b.com': ['Prefix /x b:80'] } }, undefined],
    ['the root that nobody defined', path('Prefix /x a:80'), path('Prefix / b:80'), undefined],
    ['rules without host', { rules: { '': ['Prefix / a:80'] } }, { rules: { '': ['Prefix / b:80'] } }, taken],
    ['a canary', path('Prefix / a:80'), annotated(`${prefix}/canary`, 'true'), undefined],
    [
      'what says that it is no canary',
      path('Prefix / a:80'),
      annotated(`${prefix}/canary`, 'false'),
      undefined,
    ],
    ['what a canary has', annotated(`${prefix}/canary`, 'false'), path('Prefix / b:80'), undefined],
    [
      'its own path twice',
      path('Prefix /y a:80'),
      { rules: { 'a.com': ['Prefix /x a:80', 'Prefix /x b:80'] } },
      undefined,
    ],
  ])('looks whether another Ingress has the host and path: %s', (_title, other, spec, expected) => {
    expect(refusal(spec, { others: { 'team/old': other } })).toBe(expected);
  });

  test('lets an Ingress keep its own paths', () => {
    expect(refusal(path('Prefix /x b:80'), { others: { 'shop/new': path('Prefix /x a:80') } })).toBe(
      undefined,
    );
  });
});
