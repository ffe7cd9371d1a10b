import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

describe('a field that stands in the wrong part of its object', () => {
  test('takes along the keys below it that lost their indentation too', () => {
    const { manifests, problems } = readObjects(
      readManifests(`apiVersion: v1
kind: Service
metadata:
 name: web
annotations:
example.com/team: shop
example.com/tier: front
spec: { ports: [{ port: 80 }] }
`),
    );
    expect(problems).toMatchObject([
      {
        code: 'misplaced-field',
        path: 'annotations',
        source: { line: 5 },
        fix: expect.stringMatching(
          /^Indent .* and example\.com\/team, example\.com\/tier deeper than that$/,
        ) as string,
      },
    ]);
    expect(manifests.map(({ value }) => Object.keys(value))).toEqual([
      ['apiVersion', 'kind', 'metadata', 'spec'],
    ]);
  });

  test('is one problem with line and fix, in the way people paste it', () => {
    const { manifests, problems } = readObjects(
      readManifests(
        `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
 name: web-ingress
annotations:
  ingress.kubernetes.io/rewrite-target: /
spec:
 rules:
 - host: kubernetes.foo.bar
   http:
    paths:
    - path: /app
      backend:
       serviceName: appsvc
       servicePort: 80
`,
        { file: 'web.yaml' },
      ),
    );
    expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([
      {
        code: 'misplaced-field',
        severity: 'warning',
        object: {
          apiVersion: 'extensions/v1beta1',
          kind: 'Ingress',
          namespace: 'default',
          name: 'web-ingress',
        },
        path: 'annotations',
        message:
          'unknown field "annotations": `annotations` belongs in metadata; where it stands it is ignored',
        fix: 'Indent `annotations:` in line 5 as deep as `name:` in line 4, below `metadata:`',
        source: { file: 'web.yaml', line: 5 },
      },
    ]);
    expect(manifests.map(({ value }) => value)).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'web-ingress' },
        spec: {
          rules: [
            {
              host: 'kubernetes.foo.bar',
              http: {
                paths: [
                  {
                    path: '/app',
                    pathType: 'ImplementationSpecific',
                    backend: { service: { name: 'appsvc', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  test.each([
    [
      'the name itself leaves the object out, as one problem',
      'apiVersion: v1\nkind: Service\nmetadata:\nname: web\n',
      [['error', 'name', 4, 'Indent `name:` in line 4 deeper than `metadata:` in line 3']],
    ],
    [
      'labels beside metadata',
      'kind: Pod\napiVersion: v1\nlabels: {}\nmetadata:\n  name: web\n',
      [
        [
          'warning',
          'labels',
          3,
          'Indent `labels:` in line 3 as deep as `name:` in line 5, below `metadata:`',
        ],
      ],
    ],
    [
      'rules beside spec',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\nrules: []\n',
      [['warning', 'rules', 6, 'Indent `rules:` in line 6 deeper than `spec:` in line 5']],
    ],
    [
      'a selector beside the ports of its spec',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: []\nselector: {}\n',
      [
        [
          'warning',
          'selector',
          7,
          'Indent `selector:` in line 7 as deep as `ports:` in line 6, below `spec:`',
        ],
      ],
    ],
    [
      'the spec inside metadata',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  spec:\n    ports: []\n',
      [['warning', 'metadata.spec', 5, 'Indent `spec:` in line 5 as deep as `metadata:` in line 3']],
    ],
    [
      'data of a ConfigMap inside metadata',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  data: {}\n',
      [['warning', 'metadata.data', 5, 'Indent `data:` in line 5 as deep as `metadata:` in line 3']],
    ],
  ])('%s', (_, text, expected) => {
    const { problems } = readObjects(readManifests(text));
    expect(problems.map(({ severity, path, source, fix }) => [severity, path, source?.line, fix])).toEqual(
      expected,
    );
  });

  test('is ignored where it stands', () => {
    const given = {
      apiVersion: 'v1',
      kind: 'Service',
      labels: { a: 'b' },
      ports: [],
      metadata: { name: 'web', spec: {} },
    };
    const { manifests, problems } = readObjects([given]);
    expect(manifests[0]?.value).toEqual({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
    expect(problems.map(({ fix }) => fix)).toEqual([
      'Move `labels` into `metadata`',
      'Move `ports` into `spec`',
      'Move `spec` beside `metadata`',
    ]);
  });

  test('is nothing that a kind has of its own', () => {
    const objects = [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type: 'Opaque', data: {}, stringData: {} },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
        data: {},
        binaryData: {},
        immutable: true,
      },
      { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' }, subsets: [] },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name: 'a' },
        addressType: 'IPv4',
        endpoints: [],
        ports: [],
      },
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: {}, status: {} },
    ];
    expect(readObjects(objects).problems).toEqual([]);
  });

  test('is left to others to judge when it belongs nowhere', () => {
    const given = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', foo: 1 }, bar: 1 };
    expect(readObjects([given])).toMatchObject({ manifests: [{ value: given }], problems: [] });
  });
});
