import { describe, expect, test } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function written(apiVersion: string, kind: string, rest: Readonly<Record<string, unknown>>): Written {
  return { apiVersion, kind, metadata: { name: 'web' }, ...rest };
}

/** The object as the model reads it. */
function current(object: Written): unknown {
  return readObjects([object]).manifests[0]?.value;
}

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [] } };
const selector = { matchLabels: { app: 'web' } };

describe('an old API version', () => {
  test.each([
    ['extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1', 22],
    ['networking.k8s.io/v1beta1', 'Ingress', 'networking.k8s.io/v1', 22],
    ['networking.k8s.io/v1beta1', 'IngressClass', 'networking.k8s.io/v1', 22],
    ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1', 16],
    ['extensions/v1beta1', 'Deployment', 'apps/v1', 16],
    ['apps/v1beta1', 'Deployment', 'apps/v1', 16],
    ['apps/v1beta2', 'Deployment', 'apps/v1', 16],
    ['extensions/v1beta1', 'DaemonSet', 'apps/v1', 16],
    ['apps/v1beta2', 'DaemonSet', 'apps/v1', 16],
    ['extensions/v1beta1', 'ReplicaSet', 'apps/v1', 16],
    ['apps/v1beta1', 'ReplicaSet', 'apps/v1', 16],
    ['apps/v1beta2', 'ReplicaSet', 'apps/v1', 16],
    ['apps/v1beta1', 'StatefulSet', 'apps/v1', 16],
    ['apps/v1beta2', 'StatefulSet', 'apps/v1', 16],
    ['batch/v1beta1', 'CronJob', 'batch/v1', 25],
    ['discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1', 25],
  ])('%s %s is read as %s, with a notice', (old, kind, now, removedIn) => {
    const { manifests, problems } = readObjects([written(old, kind, {})]);
    expect(manifests).toMatchObject([{ value: { apiVersion: now, kind, metadata: { name: 'web' } } }]);
    expect(problems).toMatchObject([
      {
        code: 'api-version-old',
        severity: 'notice',
        object: { apiVersion: old, kind, name: 'web' },
        path: 'apiVersion',
        message: `${old} ${kind} has not been served since Kubernetes 1.${removedIn}; it is read as ${now}`,
        fix: `Write it as ${now}; \`kubectl convert --output-version ${now}\` does that`,
      },
    ]);
  });

  test('of today stays as it is', () => {
    const object = written('apps/v1', 'Deployment', { spec: { template } });
    const read = readObjects([object]);
    expect(read.manifests[0]?.value).toBe(object);
    expect(read.problems).toEqual([]);
  });
});

describe.each(['extensions/v1beta1', 'networking.k8s.io/v1beta1'])('an Ingress of %s', (apiVersion) => {
  function currentSpec(spec: unknown): unknown {
    return current(written(apiVersion, 'Ingress', { spec }));
  }

  test('named its backends in other fields, and left out the path type', () => {
    expect(
      currentSpec({
        ingressClassName: 'nginx',
        backend: { serviceName: 'default', servicePort: 80 },
        tls: [{ secretName: 'tls' }],
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [
                { path: '/a', backend: { serviceName: 'a', servicePort: 'http' } },
                { path: '/b', pathType: 'Prefix', backend: { serviceName: 'b', servicePort: '80' } },
                { path: '/c', backend: { resource: { kind: 'Bucket', name: 'c' } } },
              ],
            },
          },
          { host: 'b.example.com' },
        ],
      }),
    ).toMatchObject({
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: { service: { name: 'default', port: { number: 80 } } },
        tls: [{ secretName: 'tls' }],
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [
                {
                  path: '/a',
                  pathType: 'ImplementationSpecific',
                  backend: { service: { name: 'a', port: { name: 'http' } } },
                },
                { path: '/b', pathType: 'Prefix', backend: { service: { name: 'b', port: { name: '80' } } } },
                { path: '/c', backend: { resource: { kind: 'Bucket', name: 'c' } } },
              ],
            },
          },
          { host: 'b.example.com' },
        ],
      },
    });
  });

  test.each([
    [{ backend: { serviceName: 'a' } }, { defaultBackend: { service: { name: 'a', port: undefined } } }],
    [
      { backend: { servicePort: 80 } },
      { defaultBackend: { service: { name: undefined, port: { number: 80 } } } },
    ],
    [{ backend: { service: { name: 'a' } } }, { defaultBackend: { service: { name: 'a' } } }],
    [{ backend: null }, { defaultBackend: null }],
    [{ rules: 'x' }, { rules: 'x' }],
    [{ rules: [null, 1, { http: 'x' }] }, { rules: [null, 1, { http: 'x' }] }],
    [{ rules: [{ http: { paths: [1] } }] }, { rules: [{ http: { paths: [1] } }] }],
    [null, null],
  ])('with mistakes, %j, leaves them to the validation', (spec, expected) => {
    expect(currentSpec(spec)).toMatchObject({ spec: expected });
  });
});

describe('a workload of an old API version', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment'],
    ['apps/v1beta1', 'Deployment'],
    ['extensions/v1beta1', 'DaemonSet'],
    ['extensions/v1beta1', 'ReplicaSet'],
    ['apps/v1beta1', 'StatefulSet'],
  ])('%s %s took the labels of its template as selector', (apiVersion, kind) => {
    expect(current(written(apiVersion, kind, { spec: { template } }))).toMatchObject({
      spec: { selector, template },
    });
    const other = { matchLabels: { app: 'other' } };
    expect(current(written(apiVersion, kind, { spec: { selector: other, template } }))).toMatchObject({
      spec: { selector: other },
    });
    expect(current(written(apiVersion, kind, { spec: { template: {} } }))).not.toHaveProperty(
      'spec.selector',
    );
  });

  test.each(['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'])(
    'apps/v1beta2 %s had to have a selector, as today',
    (kind) => {
      expect(current(written('apps/v1beta2', kind, { spec: { template } }))).toEqual(
        written('apps/v1', kind, { spec: { template } }),
      );
    },
  );
});

describe('a Deployment of extensions/v1beta1', () => {
  test.each([
    [{}, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } }],
    [
      { strategy: { rollingUpdate: { maxSurge: '50%' } } },
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 1 } },
    ],
    [{ strategy: { type: 'Recreate' } }, { type: 'Recreate' }],
    [{ strategy: 'x' }, 'x'],
  ])('with %j rolled one pod at a time', (spec, strategy) => {
    expect(current(written('extensions/v1beta1', 'Deployment', { spec }))).toMatchObject({
      spec: { strategy },
    });
  });

  test('never gave up, and could be rolled back by a field', () => {
    expect(
      current(written('extensions/v1beta1', 'Deployment', { spec: { rollbackTo: { revision: 1 } } })),
    ).toEqual(
      written('apps/v1', 'Deployment', {
        spec: {
          progressDeadlineSeconds: 2147483647,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
        },
      }),
    );
    expect(
      current(written('extensions/v1beta1', 'Deployment', { spec: { progressDeadlineSeconds: 60 } })),
    ).toMatchObject({ spec: { progressDeadlineSeconds: 60 } });
  });
});

describe('pods that were replaced only when deleted', () => {
  test.each([
    ['extensions/v1beta1', 'DaemonSet', {}, { type: 'OnDelete' }],
    ['apps/v1beta1', 'StatefulSet', {}, { type: 'OnDelete' }],
    [
      'extensions/v1beta1',
      'DaemonSet',
      { updateStrategy: { type: 'RollingUpdate' } },
      { type: 'RollingUpdate' },
    ],
  ])('%s %s with %j', (apiVersion, kind, spec, updateStrategy) => {
    expect(current(written(apiVersion, kind, { spec }))).toMatchObject({ spec: { updateStrategy } });
  });

  test('carried their generation in the DaemonSet', () => {
    expect(
      current(written('extensions/v1beta1', 'DaemonSet', { spec: { templateGeneration: 3 } })),
    ).not.toHaveProperty('spec.templateGeneration');
  });
});

describe('an EndpointSlice of discovery.k8s.io/v1beta1', () => {
  test.each([
    [
      { 'kubernetes.io/hostname': 'node-a', 'topology.kubernetes.io/zone': 'zone-a' },
      { nodeName: 'node-a', zone: 'zone-a' },
    ],
    [
      { 'topology.kubernetes.io/region': 'r' },
      { deprecatedTopology: { 'topology.kubernetes.io/region': 'r' } },
    ],
    [{}, {}],
  ])('kept node and zone in the topology %j', (topology, expected) => {
    const slice = written('discovery.k8s.io/v1beta1', 'EndpointSlice', {
      endpoints: [{ addresses: ['10.0.0.1'], topology }],
    });
    expect(current(slice)).toEqual(
      written('discovery.k8s.io/v1', 'EndpointSlice', {
        endpoints: [{ addresses: ['10.0.0.1'], ...expected }],
      }),
    );
  });

  test('may say the node twice: its own field counts', () => {
    const slice = written('discovery.k8s.io/v1beta1', 'EndpointSlice', {
      endpoints: [{ nodeName: 'node-b', topology: { 'kubernetes.io/hostname': 'node-a' } }],
    });
    expect(current(slice)).toMatchObject({ endpoints: [{ nodeName: 'node-b' }] });
  });
});
