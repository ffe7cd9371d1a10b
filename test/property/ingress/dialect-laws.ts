import * as fc from 'fast-check';
import { expect } from 'vitest';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import { ingressController } from '../../../packages/core/src/ingress/controller.js';
import { ingress, type IngressManifest } from '../../objects/ingress.js';
import { backends, ingressCluster, inShort, nginx, request } from '../../unit/ingress/asking.js';
import { naiveRouter } from '../../unit/ingress/naive-router.js';
import { law } from '../law.js';

const services = backends('shop/a', 'shop/b', 'shop/c');
const profiles = [
  specProfile({ takesWithoutClass: true }),
  nginx(),
  nginx({ version: '0.21.0' }),
  nginx({ version: '0.19.0' }),
] as const;

const host = fc.constantFrom('a.com', 'x.a.com', '*.a.com', '');
const path = fc
  .array(fc.constantFrom('x', 'y', 'xy'), { maxLength: 3 })
  .map((elements) => `/${elements.join('/')}`);
const pathRule = fc
  .tuple(fc.constantFrom('Exact', 'Prefix'), path, fc.constantFrom('a', 'b', 'c'))
  .map(([type, text, name]) => `${type} ${text} ${name}:80`);
const askedUrl = fc
  .tuple(fc.constantFrom('a.com', 'x.a.com', 'y.a.com', 'z.y.a.com', 'b.com'), path)
  .map(([authority, text]) => `${authority}${text}`);

/** Paths of one host differ, so that nothing depends on who comes first. */
const rules = fc.dictionary(
  host,
  fc.uniqueArray(pathRule, { maxLength: 5, selector: (text) => text.split(' ').slice(0, 2).join(' ') }),
  { maxKeys: 4 },
);

const annotation = fc.constantFrom(
  ['use-regex', 'true'],
  ['rewrite-target', '/z/$1'],
  ['rewrite-target', '$1'],
  ['canary', 'true'],
  ['permanent-redirect', 'https://z.com'],
  ['server-alias', 'b.com'],
  ['app-root', '/x'],
);
const manifest: fc.Arbitrary<IngressManifest> = fc
  .tuple(
    rules,
    fc.array(annotation, { maxLength: 2 }),
    fc.constantFrom('shop', 'team'),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([byHost, pairs, namespace, hour]) =>
    ingress(`${namespace}/w`, {
      rules: byHost,
      hour,
      annotations: Object.fromEntries(
        pairs.map(([name = '', value = '']) => [`nginx.ingress.kubernetes.io/${name}`, value]),
      ),
    }),
  );
const manifests = fc
  .array(manifest, { maxLength: 5 })
  .map((list) =>
    list.map((entry, index) => ({ ...entry, metadata: { ...entry.metadata, name: `w${index}` } })),
  );

/** What the dialects of Ingress have in common. */
export const dialectLaws = {
  'the dialects route by the specification where only the specification is in play': law(
    fc.property(rules, askedUrl, (byHost, url) => {
      const cluster = ingressCluster(...services, ingress('shop/w', { rules: byHost }));
      const expected = naiveRouter(byHost, url);
      for (const profile of profiles.slice(0, 2)) {
        const short = inShort(ingressController(cluster, profile).handle(request(`http://${url}`)));
        expect(/^shop\/(\w+):80 /.exec(short)?.[1] ?? 'none').toBe(expected);
      }
    }),
    300,
  ),

  'the dialects do not depend on the order of objects': law(
    fc.property(manifests, askedUrl, fc.integer(), (list, url, turn) => {
      const start = list.length === 0 ? 0 : Math.abs(turn) % list.length;
      const turned = [...list.slice(start), ...list.slice(0, start)].reverse();
      for (const profile of profiles) {
        const answer = (objects: readonly unknown[]): unknown =>
          ingressController(ingressCluster(...services, ...objects), profile).handle(
            request(`http://${url}`),
          );
        expect(answer(turned)).toEqual(answer(list));
      }
    }),
  ),

  'the dialects answer whatever target and host a client sends': law(
    fc.property(
      manifests,
      fc.string(),
      fc.option(fc.string()),
      fc.constantFrom('1.0', '1.1', '2'),
      (list, target, authority, version) => {
        const cluster = ingressCluster(...services, ...list);
        const asked = request('http://a.com/');
        const http = { ...asked.http, target, host: authority, version } as const;
        for (const profile of profiles) {
          const controller = ingressController(cluster, profile);
          expect(controller.handle({ ...asked, http }).result.kind).toBeTypeOf('string');
          expect(controller.rejected({ ...asked, http })).toBeInstanceOf(Array);
        }
      },
    ),
  ),

  'the dialects share every request among backends that have endpoints': law(
    fc.property(manifests, askedUrl, (list, url) => {
      const cluster = ingressCluster(...services, ...list);
      for (const profile of profiles) {
        const { result } = ingressController(cluster, profile).handle(request(`http://${url}`));
        const chosen = result.kind === 'forward' ? result.backends : [];
        expect(chosen.every(({ endpoints }) => endpoints.length > 0)).toBe(true);
        expect(chosen.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(
          result.kind === 'forward' ? 1 : 0,
          9,
        );
      }
    }),
  ),

  'the dialects send backends a path, whatever is left of the one that was asked for': law(
    fc.property(manifests, askedUrl, (list, url) => {
      const cluster = ingressCluster(...services, ...list);
      for (const profile of profiles) {
        const { result } = ingressController(cluster, profile).handle(request(`http://${url}`));
        if (result.kind === 'forward') expect(result.http.target).not.toBe('');
      }
    }),
  ),
};
