import { defaultReadLimits, type Manifests, readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

function service(name: string): string {
  return `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "${name}"}}`;
}

function namesOf({ manifests }: Manifests): unknown[] {
  return manifests.map(({ value }) => value['metadata']);
}

const named = (...names: readonly string[]): unknown[] => names.map((name) => ({ name }));

describe('readManifests', () => {
  test('reads every document of a stream, as helm template writes it', () => {
    const text = `---
# Source: shop/templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
---
# Source: shop/templates/empty.yaml
---
# Source: shop/templates/db.yaml
apiVersion: v1
kind: Service
metadata:
  name: db
`;
    const read = readManifests(text);
    expect(namesOf(read)).toEqual(named('web', 'db'));
    expect(read.problems).toEqual([]);
  });

  test('reads a List, as kubectl get -o yaml writes it', () => {
    const text = `apiVersion: v1
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: web
- apiVersion: v1
  kind: Service
  metadata:
    name: db
kind: List
metadata:
  resourceVersion: ""
`;
    expect(namesOf(readManifests(text))).toEqual(named('web', 'db'));
  });

  test('gives the items of a typed list the kind and version that the list implies', () => {
    const text = 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: web}\n';
    expect(readManifests(text).manifests[0]?.value).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
    });
  });

  test.each([
    ['an object', service('a'), ['a']],
    ['an array of objects', `[${service('a')}, ${service('b')}]`, ['a', 'b']],
    ['a List', `{"kind": "List", "items": [${service('a')}, ${service('b')}]}`, ['a', 'b']],
    ['objects line by line', `${service('a')}\n${service('b')}\n\n${service('c')}`, ['a', 'b', 'c']],
    ['objects back to back', `${service('a')}${service('b')}`, ['a', 'b']],
    ['objects over several lines', `{\n${service('a').slice(1)}\n{\n${service('b').slice(1)}\n`, ['a', 'b']],
    ['documents', `${service('a')}\n---\n${service('b')}\n`, ['a', 'b']],
    ['indented by tabs', `{\n\t"kind": "List",\n\t"items": [\n\t\t${service('a')}\n\t]\n}`, ['a']],
    ['with a byte order mark', `\uFEFF${service('a')}`, ['a']],
    [
      'in YAML flow style, with comments and bare keys',
      `{kind: List, # all\n items: [${service('a')},]}`,
      ['a'],
    ],
  ])('reads JSON: %s', (_, text, names) => {
    const read = readManifests(text);
    expect(read.problems).toEqual([]);
    expect(namesOf(read)).toEqual(named(...names));
  });

  test('keeps brackets and quotes in JSON texts apart from those around them', () => {
    const tricky = String.raw`{"kind": "A}{\"", "x": "\\"}{"kind": "B][", "y": "\\\""}`;
    expect(readManifests(tricky).manifests.map(({ value }) => value)).toEqual([
      { kind: 'A}{"', x: '\\' },
      { kind: 'B][', y: String.raw`\"` },
    ]);
  });

  test('reads an alias as what it stands for', () => {
    expect(readManifests('a: &x [1, 2]\nb: *x\n').manifests[0]?.value).toEqual({ a: [1, 2], b: [1, 2] });
  });

  test('keeps __proto__ a field like any other', () => {
    for (const text of [
      '__proto__: {polluted: true}\nkind: A\n',
      '{"__proto__": {"polluted": true}, "kind": "A"}',
    ]) {
      const value = readManifests(text).manifests[0]?.value ?? {};
      expect(Object.keys(value)).toEqual(['__proto__', 'kind']);
      expect(value['polluted']).toBeUndefined();
      expect({}).not.toHaveProperty('polluted');
    }
  });
});

describe('a broken document', () => {
  const broken: readonly (readonly [string, string, string, number])[] = [
    ['a tab', 'yaml-tab', 'metadata:\n\tname: x\n', 2],
    ['a key given twice', 'yaml-key-twice', 'metadata:\n  name: x\n  name: y\n', 3],
    ['a key given twice in JSON', 'yaml-key-twice', '{"a": 1,\n "b": {"c": 1,\n  "c": 2}}\n', 3],
    ['a quote left open', 'yaml-invalid', 'a: 1\nb: "x\nc: 2\n', 3],
    ['a bracket left open', 'yaml-invalid', 'a: [1, 2\nb: 1\n', 2],
    ['an alias of nothing', 'yaml-invalid', 'a: 1\nb: *x\n', 2],
    ['a control character', 'yaml-invalid', 'a: 1\nb: \u0001\n', 2],
    ['a null byte', 'yaml-invalid', 'a: 1\nb: \0\n', 2],
    ['a directive', 'yaml-invalid', '# see\n%YAML 1.2\n', 2],
    ['another behind a lone carriage return', 'yaml-invalid', 'a: 1\r---\rb: 2\n', 1],
    ['a template', 'yaml-template', 'metadata:\n  name: {{ .Release.Name }}\n', 2],
    ['a number', 'manifest-not-object', '\n42\n', 2],
    ['a text', 'manifest-not-object', 'just words\n', 1],
    ['a list with a number', 'manifest-not-object', '- {kind: A}\n- 42\n- 43\n', 2],
  ];

  test.each(broken)('with %s is one problem, and the others are read', (_, code, text, line) => {
    const { manifests, problems } = readManifests(`first: 1\n---\n${text}---\nlast: 1\n`, {
      file: 'shop.yaml',
    });
    expect(manifests.map(({ value }) => Object.keys(value)[0])).toEqual(
      expect.arrayContaining(['first', 'last']),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code,
      severity: 'error',
      object: { kind: 'Document', name: 'shop.yaml#2' },
      path: '.',
      source: { file: 'shop.yaml', line: line + 2 },
    });
  });

  test('of a stream of JSON lines spoils no other line', () => {
    const read = readManifests(
      [service('a'), '{"kind": "Service", "metadata": {"name": "b}}', service('c')].join('\n'),
    );
    expect(namesOf(read)).toEqual(named('a', 'c'));
    expect(read.problems).toMatchObject([{ object: { name: '#1.2' }, source: { line: 2 } }]);
  });

  test('does not keep the good items of its list from being read', () => {
    expect(readManifests('- {kind: A}\n- 42\n- {kind: B}\n').manifests).toHaveLength(2);
  });
});

describe('the limits', () => {
  test('have defaults', () => {
    expect(defaultReadLimits).toEqual({ characters: 134_217_728, depth: 100, aliasedNodes: 1_000_000 });
  });

  test('hold for the length of a text', () => {
    const limits = { characters: 10 };
    expect(readManifests('kind: Abcd', { limits }).problems).toEqual([]);
    expect(readManifests('kind: Abcde', { limits, file: 'shop.yaml' })).toEqual({
      manifests: [],
      problems: [
        {
          code: 'text-too-long',
          severity: 'error',
          object: { kind: 'Document', name: 'shop.yaml' },
          path: '.',
          message: 'the text has 11 characters, and no more than 10 are read',
          fix: 'Give it in parts, or raise limits.characters',
          source: { file: 'shop.yaml', line: 1 },
        },
      ],
    });
  });

  test.each([
    ['lists of YAML', '- '.repeat(200)],
    ['brackets', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['more brackets than a stack holds', '['.repeat(200_000)],
    ['objects of JSON', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
    [
      'aliases of aliases',
      `a0: &a0 {}\n${Array.from({ length: 200 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}]\n`).join('')}`,
    ],
  ])('hold for the depth of %s', (_, text) => {
    expect(readManifests(text)).toMatchObject({ manifests: [], problems: [{ severity: 'error' }] });
    expect(readManifests(text).problems).toHaveLength(1);
  });

  test('hold for what aliases stand for', () => {
    const laughs = `a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
`;
    expect(readManifests(laughs).problems).toMatchObject([{ code: 'yaml-aliases', source: { line: 1 } }]);
    expect(readManifests('a: &a [1, 2]\nb: [*a, *a]\n', { limits: { aliasedNodes: 4 } }).problems).toEqual(
      [],
    );
    expect(
      readManifests('a: &a [1, 2]\nb: [*a, *a]\n', { limits: { aliasedNodes: 3 } }).problems,
    ).toHaveLength(1);
  });

  test('let no anchor hold itself', () => {
    expect(readManifests('a: &a\n  b: *a\n').problems).toMatchObject([
      { code: 'yaml-aliases', message: 'an anchor holds an alias of itself' },
    ]);
  });
});
