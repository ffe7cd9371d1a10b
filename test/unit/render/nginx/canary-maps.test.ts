import { describe, expect, test } from 'vitest';
import { block, rendered, type ShortSpec } from './rendered.js';

const root: ShortSpec = { rules: { 'a.com': ['Prefix /x a:80'] } };

describe('the nginx.conf', () => {
  test.each<
    [string, Readonly<Record<string, string>>, readonly (readonly [head: string, lines: readonly string[]])[]]
  >([
    [
      'by weight',
      { 'canary-weight': '20' },
      [
        ['split_clients $request_id $backend_shop_a_80_by_weight', ['20% shop-b-80;', '* shop-a-80;']],
        ['map "" $backend_shop_a_80', ['default $backend_shop_a_80_by_weight;']],
      ],
    ],
    [
      'by a weight of all',
      { 'canary-weight': '100' },
      [['map "" $backend_shop_a_80', ['default shop-b-80;']]],
    ],
    [
      'by cookie, else by weight',
      { 'canary-by-cookie': 'c' },
      [
        [
          'map $cookie_c $backend_shop_a_80_by_cookie',
          ['"~^always$" shop-b-80;', '"~^never$" shop-a-80;', 'default shop-a-80;'],
        ],
        ['map "" $backend_shop_a_80', ['default $backend_shop_a_80_by_cookie;']],
      ],
    ],
    [
      'by header',
      { 'canary-by-header': 'X-C' },
      [
        [
          'map $http_x_c $backend_shop_a_80',
          ['"~^always$" shop-b-80;', '"~^never$" shop-a-80;', 'default shop-a-80;'],
        ],
      ],
    ],
    [
      'by the value of a header',
      { 'canary-by-header': 'X-C', 'canary-by-header-value': 'a.b' },
      [['map $http_x_c $backend_shop_a_80', [String.raw`"~^a\\.b$" shop-b-80;`, 'default shop-a-80;']]],
    ],
    [
      'by a pattern',
      { 'canary-by-header': 'X-C', 'canary-by-header-pattern': '^a' },
      [['map $http_x_c $backend_shop_a_80', ['"~^a" shop-b-80;', 'default shop-a-80;']]],
    ],
    [
      'by a pattern that is none',
      { 'canary-by-header': 'X-C', 'canary-by-header-pattern': '(a' },
      [['map $http_x_c $backend_shop_a_80', ['"" shop-a-80;', 'default shop-a-80;']]],
    ],
  ])('chooses a canary %s', (_title, values, blocks) => {
    const canary = { rules: { 'a.com': ['Prefix /x b:80'] }, annotations: { canary: 'true', ...values } };
    const text = rendered([root, canary]);
    for (const [head, lines] of blocks) expect(block(text, head)).toEqual(lines);
    expect(text).toContain('proxy_pass http://$backend_shop_a_80;');
  });
});
