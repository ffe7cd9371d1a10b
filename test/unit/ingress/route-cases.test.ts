import { describe, expect, test } from 'vitest';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import { ingress } from '../../objects/ingress.js';
import { ask, backends, ingressCluster, inShort, nginx } from './asking.js';
import { naiveRouter } from './naive-router.js';
import { routeCases, type RouteCase } from './route-cases.js';

/** Who takes a URL without scheme, `none` for nobody. */
type Router = (rules: RouteCase['rules'], url: string) => string;

const routers: Readonly<Record<string, Router>> = {
  'the specification': by(specProfile({ takesWithoutClass: true })),
  'ingress-nginx': by(nginx()),
  'a naive reading of the specification': naiveRouter,
};

function by(profile: Parameters<typeof ask>[1]): Router {
  return (rules, url) => {
    const cluster = ingressCluster(...backends('shop/a', 'shop/b', 'shop/c'), ingress('shop/web', { rules }));
    return /^shop\/(\w+):80 /.exec(inShort(ask(cluster, profile, `http://${url}`)))?.[1] ?? 'none';
  };
}

describe.each(Object.entries(routers))('by %s', (_name, router) => {
  test.each(routeCases)('$title', ({ rules, routes }) => {
    const found = Object.fromEntries(Object.keys(routes).map((url) => [url, router(rules, url)]));
    expect(found).toEqual(routes);
  });
});
