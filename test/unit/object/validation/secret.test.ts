import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

describe('a Secret', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['has data in base64', { data: { a: '\u00e4' } }, ['data[a]: Invalid value: illegal base64 data']],
    [
      'has keys that may name files',
      { data: { 'a b': '' } },
      ['data[a b]: Invalid value: "a b": a valid config key must consist of'],
    ],
    [
      'has keys that go nowhere else',
      { data: { '..a': '' } },
      ['data[..a]: Invalid value: "..a": must not start with \'..\''],
    ],
    [
      'has keys that go nowhere',
      { stringData: { '..': '' } },
      ['data[..]: Invalid value: "..": must not be \'..\''],
    ],
    ['may have keys that are hidden files', { data: { '.dockercfg': 'e30=' } }, []],
    [
      'of TLS has a certificate and a key',
      { type: 'kubernetes.io/tls' },
      ['data[tls.crt]: Required value', 'data[tls.key]: Required value'],
    ],
    [
      'of TLS may have them as text',
      { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'a', 'tls.key': 'b' } },
      [],
    ],
    ['of SSH has a key', { type: 'kubernetes.io/ssh-auth' }, ['data[ssh-privatekey]: Required value']],
    [
      'for a registry has its settings',
      { type: 'kubernetes.io/dockerconfigjson' },
      ['data[.dockerconfigjson]: Required value'],
    ],
    [
      'ends somewhere',
      { stringData: { a: 'x'.repeat(1_048_577) } },
      ['data: Too long: may not be more than 1048576 bytes'],
    ],
  ])('%s', (_, fields, problems) => {
    const found = problemsOf(manifest('Secret', fields));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('keeps its type', () => {
    const old = admitted('Secret', {});
    expect(problemsOf(manifest('Secret', { type: 'a.b/c' }), { old })).toEqual([
      'type: Invalid value: "a.b/c": field is immutable',
    ]);
  });
});

describe('a ConfigMap', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      'has texts',
      { data: { port: 80 } },
      ['data[port]: Invalid value: json: cannot unmarshal number 80 into Go value of type string'],
    ],
    [
      'has keys that may name files',
      { data: { 'a/b': '' } },
      ['data[a/b]: Invalid value: "a/b": a valid config key must consist of'],
    ],
    [
      'has keys that end somewhere',
      { data: { ['a'.repeat(254)]: '' } },
      [`data[${'a'.repeat(254)}]: Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`],
    ],
  ])('%s', (_, fields, problems) => {
    const found = problemsOf(manifest('ConfigMap', fields));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test.each<[boolean, JsonObject, readonly string[]]>([
    [false, { data: { a: '2' } }, []],
    [true, { data: { a: '1' }, immutable: true }, []],
    [
      true,
      { data: { a: '2' } },
      [
        'immutable: Forbidden: field is immutable when `immutable` is set',
        'data: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
  ])('that is immutable (%s) may become %j: %j', (immutable, fields, problems) => {
    const old = admitted('ConfigMap', { data: { a: '1' }, immutable });
    expect(problemsOf(manifest('ConfigMap', fields), { old })).toEqual(problems);
  });
});
