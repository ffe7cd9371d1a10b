import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

describe('locate', () => {
  const text = `# Source: shop/templates/web.yaml

apiVersion: v1
kind: Service
metadata:
  annotations:
    kubernetes.io/ingress.class: nginx
    "quoted.key": 'x'
    empty:
  name: web
spec:
  ports:
  - port: 80
    name: http
  -
    port: 81
  - {port: 82,
     name: flow}
  note: |
    port: 99
    spec:
  selector: {app: web}
`;
  const [first, second] = readManifests(`${text}---\n${text}`, { file: 'shop.yaml' }).manifests;

  test.each([
    ['.', 3],
    ['kind', 4],
    ['metadata', 5],
    ['metadata.annotations[kubernetes.io/ingress.class]', 7],
    ['metadata.annotations[quoted.key]', 8],
    ['metadata.annotations[empty]', 9],
    ['metadata.name', 10],
    ['spec.ports', 12],
    ['spec.ports[0]', 13],
    ['spec.ports[0].port', 13],
    ['spec.ports[0].name', 14],
    ['spec.ports[1].port', 16],
    ['spec.ports[2].name', 18],
    ['spec.selector.app', 22],
  ])('finds %s in line %d', (path, line) => {
    expect(first?.source?.locate(path)).toBe(line);
    expect(second?.source?.locate(path)).toBe(line + 23);
  });

  test.each([
    ['spec.ports[0].targetPort', 13],
    ['spec.ports[7].port', 12],
    ['spec.ports.port', 12],
    ['spec.selector.app.x', 22],
    ['status.loadBalancer', 3],
    ['constructor', 3],
    ['', 3],
  ])('finds what is around %s, which is not there, in line %d', (path, line) => {
    expect(first?.source?.locate(path)).toBe(line);
  });

  test('says the file and the document', () => {
    expect(first?.source).toMatchObject({ file: 'shop.yaml', document: 'shop.yaml#1' });
    expect(second?.source).toMatchObject({ file: 'shop.yaml', document: 'shop.yaml#2' });
  });
});

describe('locate in lists', () => {
  test.each([
    ['a List of YAML', 'kind: List\nitems:\n- kind: A\n- metadata:\n    name: b\n  kind: B\n'],
    [
      'a List of JSON',
      '{"kind": "List", "items": [\n\n\t{"kind": "A"},\n\t{"metadata":\n\t\t{"name": "b"},\n"kind": "B"}]}',
    ],
    ['an array', '\n[\n{"kind": "A"},\n{"metadata":\n{"name": "b"},\n"kind": "B"}]'],
    [
      'a list in a list',
      'kind: List\nitems: [{kind: List, items: [\n  {kind: A},\n  {metadata:\n    {name: b},\n   kind: B}]}]\n',
    ],
    ['JSON lines', '\n\n{"kind": "A"}\n{"metadata":\n{"name": "b"},\n"kind": "B"}'],
  ])('of %s finds the lines of each item', (_, text) => {
    const [a, b] = readManifests(text).manifests;
    expect(a?.source?.locate('kind')).toBe(3);
    expect(b?.source?.locate('.')).toBe(4);
    expect(b?.source?.locate('metadata.name')).toBe(5);
    expect(b?.source?.locate('kind')).toBe(6);
  });

  test('points at the alias where an item is one', () => {
    const [, copy] = readManifests('kind: List\nitems:\n- &a\n  kind: A\n- *a\n').manifests;
    expect(copy?.source?.locate('kind')).toBe(5);
  });

  test('falls back to the start where JSON is no YAML', () => {
    const [first] = readManifests('a: 1\n---\n{"kind":\n"\u0085\u0090"}').manifests.slice(1);
    expect(first?.source?.locate('kind')).toBe(3);
  });
});
