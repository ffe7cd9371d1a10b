import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import type { Service } from '../../../../packages/core/src/object/service.js';
import { admitted } from '../admitted.js';

const ports = [
  { name: 'http', port: 80 },
  { name: 'https', port: 443 },
];

function stored(spec: JsonObject): Service {
  return admitted('Service', { spec: { ports, ...spec } });
}

function updated(old: JsonObject, spec: JsonObject): Service['spec'] {
  return admitted('Service', { spec: { ports, ...spec } }, {}, { old: stored(old) }).spec;
}

const dual = {
  clusterIP: '10.0.0.7',
  clusterIPs: ['10.0.0.7', 'fd00::7'],
  ipFamilies: ['IPv4', 'IPv6'],
  ipFamilyPolicy: 'PreferDualStack',
};
const numbered = {
  type: 'NodePort',
  ports: [
    { name: 'http', port: 80, nodePort: 30_080 },
    { name: 'https', port: 443, nodePort: 30_443 },
  ],
};

describe('what the control plane gave a Service is kept', () => {
  test('its addresses and families', () => {
    expect(updated(dual, {})).toMatchObject(dual);
    expect(updated(dual, { clusterIP: '10.0.0.7' })).toMatchObject(dual);
  });

  test('its first address when it turns to a single family', () => {
    expect(updated(dual, { ipFamilyPolicy: 'SingleStack' })).toMatchObject({
      clusterIPs: ['10.0.0.7'],
      ipFamilies: ['IPv4'],
    });
  });

  test('its node ports, by the names of the ports', () => {
    const { ports: kept } = updated(numbered, { type: 'LoadBalancer' });
    expect(kept.map(({ nodePort }) => nodePort)).toEqual([30_080, 30_443]);
  });

  test('a node port is not given to two ports', () => {
    const spec = {
      type: 'NodePort',
      ports: [
        { name: 'http', port: 80 },
        { name: 'new', port: 81, nodePort: 30_080 },
      ],
    };
    expect(updated(numbered, spec).ports.map(({ nodePort }) => nodePort)).toEqual([undefined, 30_080]);
  });

  test('its health check port', () => {
    const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
    expect(updated({ ...local, healthCheckNodePort: 31_000 }, local).healthCheckNodePort).toBe(31_000);
  });
});

describe('what the new type rules out is dropped where the manifest repeats it', () => {
  test('node ports and the external policy, when a Service is no longer reached from outside', () => {
    const spec = updated(numbered, { ...numbered, type: 'ClusterIP', externalTrafficPolicy: 'Cluster' });
    expect(spec.ports.map(({ nodePort }) => nodePort)).toEqual([undefined, undefined]);
  });

  test('cluster IPs, when a Service becomes an alias', () => {
    const spec = updated(dual, { ...dual, type: 'ExternalName', externalName: 'example.com', ports: [] });
    expect(spec).toMatchObject({ clusterIP: '', clusterIPs: [], ipFamilies: [] });
    expect(spec).not.toHaveProperty('ipFamilyPolicy');
  });

  test('the class and the node port switch of a balancer', () => {
    const balancer = {
      type: 'LoadBalancer',
      loadBalancerClass: 'a.b/c',
      allocateLoadBalancerNodePorts: true,
    };
    expect(updated(balancer, { ...balancer, type: 'NodePort' })).not.toHaveProperty('loadBalancerClass');
  });
});
