import { describe, expect, test } from 'vitest';
import { routeRejection, type RouteRule } from '../../../packages/core/src/routing/rejection.js';

/** A rule such as `a.com Prefix /foo`; `*` stands for every host. */
function rule(text: string): RouteRule {
  const [host = '', pathType, path = ''] = text.split(' ');
  return { host: host === '*' ? '' : host, pathType: pathType === 'Exact' ? 'Exact' : 'Prefix', path };
}

describe('routeRejection', () => {
  test.each([
    ['b.com Prefix /', undefined, 'host-differs'],
    ['* Prefix /', undefined, 'host-less-precise'],
    ['*.com Prefix /', 'a.com Prefix /', 'host-less-precise'],
    ['a.com Prefix /bar', 'a.com Prefix /', 'path-differs'],
    ['a.com Exact /foo', 'a.com Prefix /', 'path-differs'],
    ['a.com Prefix /', 'a.com Prefix /foo', 'path-shorter'],
    ['a.com Prefix /foo', 'a.com Prefix /foo/', 'path-shorter'],
    ['a.com Prefix /foo/bar', 'a.com Exact /foo/bar', 'prefix-beside-exact'],
    ['a.com Prefix /foo', 'a.com Prefix /foo', 'path-taken-earlier'],
  ])('%s does not take a.com/foo/bar where %s does: %s', (own, taken, reason) => {
    const request = { host: 'a.com', path: '/foo/bar' };
    expect(routeRejection(rule(own), request, 'a.com', taken === undefined ? undefined : rule(taken))).toBe(
      reason,
    );
  });
});
