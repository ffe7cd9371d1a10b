import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

const web = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };

describe('readObjects', () => {
  test('takes objects as they are', () => {
    const read = readObjects([web]);
    expect(read).toEqual({ manifests: [{ value: web }], others: [], problems: [] });
    expect(read.manifests[0]?.value).toBe(web);
  });

  test('takes what was read from text, with the problems of reading', () => {
    const read = readObjects(
      readManifests('apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\na: [\n'),
    );
    expect(read.manifests).toMatchObject([{ value: web }]);
    expect(read.problems).toMatchObject([{ code: 'yaml-invalid' }]);
  });

  test('takes lists, in lists too, apart', () => {
    const list = {
      kind: 'List',
      items: [web, { kind: 'List', items: [{ ...web, metadata: { name: 'db' } }] }],
    };
    const typed = { apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'api' } }] };
    const empty = { apiVersion: 'v1', kind: 'List', items: null };
    const { manifests, problems } = readObjects([list, typed, empty]);
    expect(manifests.map(({ value }) => value['metadata'])).toEqual([
      { name: 'web' },
      { name: 'db' },
      { name: 'api' },
    ]);
    expect(problems).toEqual([]);
  });

  test('ends with a list that holds itself', () => {
    const items: unknown[] = [web];
    const list = { apiVersion: 'v1', kind: 'List', items };
    items.push(list);
    expect(readObjects([list])).toMatchObject({
      manifests: [{ value: web }],
      others: [{ value: { kind: 'List' } }],
    });
  });

  test.each([
    [null, 'null'],
    [undefined, 'null'],
    [42, 'number'],
    ['kind: Service', 'string'],
    [[web], 'array'],
  ])('has no use for %j among objects', (value, type) => {
    expect(readObjects([web, value])).toMatchObject({
      manifests: [{ value: web }],
      problems: [
        {
          code: 'manifest-not-object',
          severity: 'error',
          object: { kind: 'Object', name: '#2' },
          path: '.',
          message: `a Kubernetes object is expected, not a value of type ${type}`,
        },
      ],
    });
  });

  test('refuses a text, which has to be read first', () => {
    expect(() => readObjects('kind: Service')).toThrow(TypeError);
  });
});

describe('what an object must say of itself', () => {
  test.each([
    ['apiVersion', { ...web, apiVersion: undefined }, 'apiVersion: Required value', 'Add apiVersion: v1'],
    ['apiVersion', { kind: 'Widget', metadata: {} }, 'apiVersion: Required value', 'Add apiVersion'],
    [
      'apiVersion',
      { ...web, apiVersion: 1 },
      'apiVersion: Invalid value: "number": must be a string',
      'Put the value of apiVersion in quotes',
    ],
    ['kind', { ...web, kind: '' }, 'kind: Required value', 'Add kind'],
    [
      'kind',
      { ...web, kind: ['Service'] },
      'kind: Invalid value: "array": must be a string',
      'Put the value of kind in quotes',
    ],
    ['metadata.name', { ...web, metadata: {} }, 'metadata.name: Required value', 'Add metadata.name'],
    ['metadata.name', { ...web, metadata: undefined }, 'metadata.name: Required value', 'Add metadata.name'],
    [
      'metadata.name',
      { ...web, metadata: { name: null } },
      'metadata.name: Required value',
      'Add metadata.name',
    ],
    [
      'metadata.name',
      { ...web, metadata: { name: 80 } },
      'metadata.name: Invalid value: "number": must be a string',
      'Put the value of metadata.name in quotes',
    ],
    [
      'metadata.namespace',
      { ...web, metadata: { name: 'web', namespace: true } },
      'metadata.namespace: Invalid value: "boolean": must be a string',
      'Put the value of metadata.namespace in quotes',
    ],
  ])('%s: without it, %j, it is left out', (path, object, message, fix) => {
    const { manifests, problems } = readObjects([object]);
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', path, message, fix }]);
  });

  test('with neither apiVersion nor kind it is no object at all', () => {
    const { problems } = readObjects(
      readManifests('replicaCount: 1\nimage: nginx\n', { file: 'values.yaml' }),
    );
    expect(problems).toMatchObject([
      {
        code: 'manifest-not-object',
        object: { kind: 'Document', name: 'values.yaml#1' },
        path: '.',
        source: { file: 'values.yaml', line: 1 },
      },
    ]);
  });

  test.each([
    ['', 'default'],
    [null, 'default'],
    [undefined, 'default'],
    ['shop', 'shop'],
  ])('an object in namespace %j is one in %s', (namespace, expected) => {
    const twice = readObjects([
      { ...web, metadata: { name: 'web', namespace } },
      { ...web, metadata: { name: 'web', namespace: expected } },
    ]);
    expect(twice.problems).toMatchObject([{ code: 'object-twice', object: { namespace: expected } }]);
  });
});

describe('a kind in a version that Kubernetes has not', () => {
  test.each([
    ['v1', 'Ingress', 'apiVersion', 'Write apiVersion: networking.k8s.io/v1'],
    ['apps/v1', 'Service', 'apiVersion', 'Write apiVersion: v1'],
    ['apps/v2', 'Deployment', 'apiVersion', 'Write apiVersion: apps/v1'],
    ['networking.k8s.io/v1beta2', 'Ingress', 'apiVersion', 'Write apiVersion: networking.k8s.io/v1'],
    ['extensions/v1beta1', 'StatefulSet', 'apiVersion', 'Write apiVersion: apps/v1'],
    ['v1', 'service', 'kind', 'Write kind: Service'],
    ['apps/v1', 'Daemonset', 'kind', 'Write kind: DaemonSet'],
  ])('%s %s is refused in the words of kubectl', (apiVersion, kind, path, fix) => {
    const { manifests, problems } = readObjects([{ apiVersion, kind, metadata: { name: 'web' } }]);
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([
      {
        code: 'kind-not-served',
        severity: 'error',
        object: { apiVersion, kind, name: 'web' },
        path,
        message: `no matches for kind "${kind}" in version "${apiVersion}"`,
        fix,
      },
    ]);
  });
});

function other(apiVersion: string, kind: string, name: string): object {
  return { apiVersion, kind, metadata: { name } };
}

describe('kinds that the model does not look at', () => {
  test('are kept, and told in one notice each', () => {
    const { manifests, others, problems } = readObjects([
      other('v1', 'ServiceAccount', 'b'),
      web,
      other('v1', 'ServiceAccount', 'a'),
      other('rbac.authorization.k8s.io/v1', 'Role', 'a'),
    ]);
    expect(manifests).toHaveLength(1);
    expect(others).toHaveLength(3);
    expect(problems.map(({ severity, object, message }) => [severity, object.name, message])).toEqual([
      ['notice', 'a', 'the model does not look at v1 ServiceAccount: 2 objects are left aside'],
      ['notice', 'a', 'the model does not look at rbac.authorization.k8s.io/v1 Role: 1 object is left aside'],
    ]);
  });

  test.each([
    ['serving.knative.dev/v1', 'Service'],
    ['crd.projectcalico.org/v1', 'NetworkPolicy'],
    ['config.openshift.io/v1', 'Ingress'],
  ])('may bear the name of one that it knows: %s %s', (apiVersion, kind) => {
    const { others, problems } = readObjects([web, other(apiVersion, kind, 'web')]);
    expect(others).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'kind-not-modelled', object: { apiVersion, kind } }]);
  });

  test.each([
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['networking.istio.io/v1', 'VirtualService'],
    ['traefik.io/v1alpha1', 'IngressRoute'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ])('are a warning where they route or filter traffic: %s %s', (apiVersion, kind) => {
    expect(readObjects([other(apiVersion, kind, 'web')]).problems).toMatchObject([
      {
        code: 'kind-not-modelled',
        severity: 'warning',
        message: `the model does not look at ${apiVersion} ${kind}: 1 object is left aside, though they route or filter traffic in a real cluster`,
      },
    ]);
  });
});

describe('the same object twice', () => {
  test('counts as it was given last', () => {
    const text = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: ClusterIP}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: default}
spec: {type: NodePort}
`;
    const { manifests, problems } = readObjects(readManifests(text, { file: 'shop.yaml' }));
    expect(manifests).toMatchObject([{ value: { spec: { type: 'NodePort' } } }]);
    expect(problems).toEqual([
      {
        code: 'object-twice',
        severity: 'notice',
        object: { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'web' },
        path: '.',
        message: 'the same object is given again in shop.yaml line 6; the later one counts',
        fix: 'Leave one of them out',
        source: { file: 'shop.yaml', line: 1 },
      },
    ]);
  });

  test('may bear two API versions', () => {
    const { manifests } = readObjects([
      { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { name: 'web' } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' }, spec: { rules: [] } },
    ]);
    expect(manifests).toMatchObject([{ value: { spec: { rules: [] } } }]);
  });

  test('is another in another namespace or of another kind', () => {
    const { manifests, problems } = readObjects([
      web,
      { ...web, metadata: { name: 'web', namespace: 'shop' } },
      { ...web, kind: 'Endpoints' },
    ]);
    expect(manifests).toHaveLength(3);
    expect(problems).toEqual([]);
  });

  test('is the same whatever its namespace says when its kind has none', () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
    const { problems } = readObjects([node, { ...node, metadata: { name: 'a', namespace: 'shop' } }]);
    expect(problems).toMatchObject([
      { code: 'object-twice', object: { apiVersion: 'v1', kind: 'Node', name: 'a' } },
    ]);
    expect(problems[0]?.object).not.toHaveProperty('namespace');
  });
});

describe('generateName', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'migrate-' } };

  test('is completed to a name, each time to another', () => {
    const { manifests, problems } = readObjects([
      job,
      job,
      { ...job, metadata: { ...job.metadata, namespace: 'b' } },
    ]);
    expect(manifests.map(({ value }) => value['metadata'])).toMatchObject([
      { name: 'migrate-bbbbb' },
      { name: 'migrate-bbbbc' },
      { name: 'migrate-bbbbb', namespace: 'b' },
    ]);
    expect(problems).toEqual([]);
    expect(job.metadata).toEqual({ generateName: 'migrate-' });
  });

  test('gives way to a name, and to the length that a name may have', () => {
    const named = { ...job, metadata: { generateName: 'a-', name: 'b' } };
    const long = { ...job, metadata: { generateName: 'a'.repeat(70) } };
    expect(readObjects([named, long]).manifests.map(({ value }) => value['metadata'])).toMatchObject([
      { name: 'b' },
      { name: `${'a'.repeat(58)}bbbbb` },
    ]);
  });
});
