import { describe, expect, test } from 'vitest';
import { admit } from '../../../packages/core/src/object/admit.js';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80 }] },
};

describe('admit', () => {
  test('gives the object as the API server would have stored it', () => {
    expect(admit(service)).toMatchObject({
      object: { kind: 'Service', metadata: { namespace: 'default' }, spec: { type: 'ClusterIP' } },
      problems: [],
    });
  });

  test('takes an object of an old version of its API', () => {
    const ingress = {
      apiVersion: 'extensions/v1beta1',
      kind: 'Ingress',
      metadata: { name: 'web' },
      spec: { backend: { serviceName: 'web', servicePort: 80 } },
    };
    expect(admit(ingress).object).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      spec: { defaultBackend: { kind: 'service', name: 'web' } },
    });
  });

  test('judges a change by what it replaces', () => {
    const { object: old } = admit({ ...service, spec: { ...service.spec, clusterIP: '10.96.0.7' } });
    const changed = { ...service, spec: { ...service.spec, clusterIP: '10.96.0.8' } };
    expect(admit(changed, old === undefined ? {} : { old }).problems).toMatchObject([
      { code: 'field-invalid', path: 'spec.clusterIPs[0]' },
    ]);
  });

  test.each([null, 7, 'kind: Service', [], {}])('says what is wrong with %j', (value) => {
    const { object, problems } = admit(value);
    expect(object).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});
