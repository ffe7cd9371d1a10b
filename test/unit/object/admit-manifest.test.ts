import { describe, expect, test } from 'vitest';
import { admitManifest } from '../../../packages/core/src/object/admit-manifest.js';
import { modelledKinds, isModelledKind } from '../../../packages/core/src/manifest/kind.js';
import { admitted, manifest, problemsOf, template } from './admitted.js';

const ports = [{ port: 80 }];

describe('a kind', () => {
  const specs = {
    CronJob: {
      schedule: '@daily',
      jobTemplate: { spec: { template: template({}, { restartPolicy: 'Never' }) } },
    },
    DaemonSet: { selector: { matchLabels: { app: 'web' } }, template: template({ app: 'web' }) },
    Deployment: { selector: { matchLabels: { app: 'web' } }, template: template({ app: 'web' }) },
    Ingress: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    IngressClass: { controller: 'example.com/controller' },
    Job: { template: template({}, { restartPolicy: 'Never' }) },
    NetworkPolicy: { podSelector: {} },
    Pod: { containers: [{ name: 'main', image: 'web:1' }] },
    ReplicaSet: { selector: { matchLabels: { app: 'web' } }, template: template({ app: 'web' }) },
    ReplicationController: { template: template({ app: 'web' }) },
    Service: { ports },
    ServiceImport: { type: 'ClusterSetIP', ports },
    StatefulSet: {
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: template({ app: 'web' }),
    },
  } as const;

  test.each(Object.keys(modelledKinds).filter(isModelledKind))('%s is taken in', (kind) => {
    const fields = {
      ...(kind in specs && { spec: specs[kind as keyof typeof specs] }),
      ...(kind === 'EndpointSlice' && { addressType: 'IPv4' }),
    };
    const value = manifest(kind, fields);
    const { object, problems } = admitManifest({ value });
    expect(problems).toEqual([]);
    expect(object).toMatchObject({
      apiVersion: modelledKinds[kind].apiVersion,
      kind,
      metadata: { name: 'web', namespace: modelledKinds[kind].namespaced ? 'default' : '' },
    });
  });

  test('that the model does not know is refused', () => {
    for (const kind of ['Gadget', 'constructor', '__proto__', '', 7, null]) {
      const { object, problems } = admitManifest({
        value: { apiVersion: 'v1', kind, metadata: { name: 'x' } },
      });
      expect(object).toBeUndefined();
      expect(problems).toMatchObject([{ code: 'field-not-supported', severity: 'error', path: 'kind' }]);
    }
  });

  test('of another API version is refused', () => {
    const value = { ...manifest('Service', { spec: { ports } }), apiVersion: 'v2' };
    expect(problemsOf(value)).toEqual(['apiVersion: Unsupported value: "v2": supported values: "v1"']);
  });
});

describe('namespaces', () => {
  test('are the one of kubectl where the manifest names none', () => {
    const spec = { ports };
    expect(admitted('Service', { spec }).metadata.namespace).toBe('default');
    expect(admitted('Service', { spec }, {}, { namespace: 'shop' }).metadata.namespace).toBe('shop');
    expect(
      admitted('Service', { spec }, { namespace: 'own' }, { namespace: 'shop' }).metadata.namespace,
    ).toBe('own');
  });

  test('are required where kubectl has none', () => {
    expect(problemsOf(manifest('Service', { spec: { ports } }), { namespace: '' })).toEqual([
      'metadata.namespace: Required value',
    ]);
  });

  test('are dropped from kinds that have none, and not in silence', () => {
    const value = manifest('IngressClass', { spec: { controller: 'a.b/c' } }, { namespace: 'shop' });
    expect(problemsOf(value)).toEqual(['notice: metadata.namespace: Forbidden: not allowed on this type']);
    expect(admitManifest({ value }).object?.metadata.namespace).toBe('');
  });
});

describe('a problem', () => {
  test('names the object, the field, the line and what to do', () => {
    const value = manifest('Service', { spec: { ports: [{ port: '80' }] } }, { namespace: 'shop' });
    const source = {
      file: 'shop.yaml',
      document: 'shop.yaml#1',
      locate: (path: string) => (path === 'spec.ports[0].port' ? 9 : undefined),
    };
    expect(admitManifest({ value, source })).toEqual({
      problems: [
        {
          code: 'field-type-invalid',
          severity: 'error',
          object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
          path: 'spec.ports[0].port',
          message: 'Invalid value: json: cannot unmarshal string into Go value of type int32',
          fix: 'Write it without quotes: 80.',
          source: { file: 'shop.yaml', line: 9 },
        },
      ],
    });
  });

  test('that is a warning leaves the object in', () => {
    const value = manifest('Service', { spec: { ports, portz: [] } });
    const { object, problems } = admitManifest({ value });
    expect(object).toBeDefined();
    expect(problems).toMatchObject([{ code: 'field-unknown', severity: 'warning', path: 'spec.portz' }]);
  });

  test('of reading keeps the object from being judged on what could not be read', () => {
    expect(problemsOf(manifest('Service', { spec: { ports: 'all' } }))).toEqual([
      'spec.ports: Invalid value: json: cannot unmarshal string into Go value of type slice',
    ]);
  });
});

describe('validate: false', () => {
  test('takes what lies outside of what the API accepts, with its defaults', () => {
    const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 3001 }, { port: 99_999 }] };
    const { object, problems } = admitManifest({ value: manifest('Service', { spec }) }, { validate: false });
    expect(problems).toEqual([]);
    expect(object).toMatchObject({
      spec: { ports: [{ nodePort: 3001, protocol: 'TCP' }, { targetPort: 99_999 }] },
    });
  });

  test('refuses what cannot be read all the same', () => {
    const value = manifest('Service', { spec: { type: 'Cluster', ports: [{ port: '80' }] } });
    expect(admitManifest({ value }, { validate: false }).problems.map(({ path }) => path)).toEqual([
      'spec.type',
      'spec.ports[0].port',
    ]);
  });
});

describe('an update', () => {
  test('keeps the identity and the status of the old object unless the manifest has its own', () => {
    const fields = { spec: { type: 'LoadBalancer', ports } };
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } };
    const old = admitted(
      'Service',
      { ...fields, status },
      { uid: 'u1', creationTimestamp: '2025-01-01T00:00:00Z' },
    );
    expect(admitted('Service', fields, {}, { old })).toEqual(old);
    const moved = { loadBalancer: { ingress: [{ ip: '203.0.113.2' }] } };
    expect(admitted('Service', { ...fields, status: moved }, { uid: 'u2' }, { old })).toMatchObject({
      metadata: { uid: 'u2', creationTimestamp: '2025-01-01T00:00:00Z' },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.2', ipMode: 'VIP' }] } },
    });
  });

  test('by an object of another kind is an error of the program', () => {
    const old = admitted('ConfigMap', {});
    expect(() => admitManifest({ value: manifest('Secret', {}) }, { old })).toThrow(
      new TypeError('a Secret cannot replace a ConfigMap'),
    );
  });
});
