import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

const ports = [{ port: 80 }];
const one = { clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.7'], ipFamilies: ['IPv4'] };
const two = {
  ...one,
  clusterIPs: ['10.0.0.7', 'fd00::7'],
  ipFamilies: ['IPv4', 'IPv6'],
  ipFamilyPolicy: 'RequireDualStack',
};
const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };

describe('an update of a Service', () => {
  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['may leave the address to the control plane', one, {}, []],
    ['may set an address where there was none', {}, one, []],
    [
      'may not change the address',
      one,
      { clusterIP: '10.0.0.8' },
      ['spec.clusterIPs[0]: Invalid value: ["10.0.0.8"]: may not change once set'],
    ],
    [
      'may not make a Service headless',
      one,
      { clusterIP: 'None' },
      ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set'],
    ],
    ['may turn a Service into an alias', one, { type: 'ExternalName', externalName: 'a.b' }, []],
    ['may add a second address', one, two, []],
    [
      'may not add one before the first',
      one,
      { ...two, clusterIP: 'fd00::7', clusterIPs: ['fd00::7', '10.0.0.7'], ipFamilies: ['IPv6', 'IPv4'] },
      [
        'spec.clusterIPs[0]: Invalid value: ["fd00::7","10.0.0.7"]: may not change once set',
        'spec.ipFamilies[0]: Invalid value: ["IPv6","IPv4"]: may not change once set',
      ],
    ],
    ['may release the second with SingleStack', two, { ...one, ipFamilyPolicy: 'SingleStack' }, []],
    [
      'may release the second with nothing else',
      two,
      { ...one, ipFamilyPolicy: 'PreferDualStack' },
      [
        `spec.ipFamilyPolicy: Invalid value: "PreferDualStack": must be set to 'SingleStack' when releasing the secondary clusterIP`,
        `spec.ipFamilyPolicy: Invalid value: "PreferDualStack": must be set to 'SingleStack' when releasing the secondary ipFamily`,
      ],
    ],
    [
      'may not swap families',
      { ipFamilies: ['IPv4'] },
      { ipFamilies: ['IPv6'] },
      ['spec.ipFamilies[0]: Invalid value: ["IPv6"]: may not change once set'],
    ],
    [
      'may change the families of a headless Service',
      { clusterIP: 'None', ipFamilies: ['IPv4'] },
      { clusterIP: 'None', ipFamilies: ['IPv6'] },
      [],
    ],
    [
      'may not change the class of a balancer',
      { type: 'LoadBalancer', loadBalancerClass: 'a.b/c' },
      { type: 'LoadBalancer', loadBalancerClass: 'a.b/d' },
      ['spec.loadBalancerClass: Invalid value: "a.b/d": may not change once set'],
    ],
    [
      'may not take the class from a balancer',
      { type: 'LoadBalancer', loadBalancerClass: 'a.b/c' },
      { type: 'LoadBalancer' },
      ['spec.loadBalancerClass: Invalid value: null: may not change once set'],
    ],
    ['may set a class with the type', {}, { type: 'LoadBalancer', loadBalancerClass: 'a.b/c' }, []],
    [
      'may not change the health check port',
      { ...local, healthCheckNodePort: 31_000 },
      { ...local, healthCheckNodePort: 31_001 },
      ['spec.healthCheckNodePort: Forbidden: field is immutable'],
    ],
    [
      'may name the health check port that the control plane has yet to give',
      local,
      { ...local, healthCheckNodePort: 31_000 },
      [],
    ],
  ])('%s', (_, before, after, problems) => {
    const old = admitted('Service', { spec: { ports, ...before } });
    expect(problemsOf(manifest('Service', { spec: { ports, ...after } }), { old })).toEqual(problems);
  });
});
