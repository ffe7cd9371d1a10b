import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

function heads(found: readonly string[], problems: readonly string[]): readonly string[] {
  return found.map((problem, index) => problem.slice(0, problems[index]?.length));
}

const ip = '10.1.0.5';

function slice(endpoint: JsonObject): JsonObject {
  return { endpoints: [{ addresses: [ip], ...endpoint }] };
}

describe('an EndpointSlice', () => {
  const zones = Array.from({ length: 9 }, () => ({ name: 'a' }));

  test.each<[string, JsonObject, readonly string[]]>([
    ['has a type', { addressType: null }, ['addressType: Required value']],
    [
      'has one of three types',
      { addressType: 'IP' },
      ['addressType: Unsupported value: "IP": supported values: "FQDN", "IPv4", "IPv6"'],
    ],
    [
      'has 1000 endpoints at most',
      { endpoints: Array.from({ length: 1001 }, () => ({ addresses: [ip] })) },
      ['endpoints: Too many: 1001: must have at most 1000 items'],
    ],
    [
      'has endpoints with addresses',
      slice({ addresses: [] }),
      ['endpoints[0].addresses: Required value: must contain at least 1 address'],
    ],
    [
      'has endpoints with 100 addresses at most',
      slice({ addresses: Array.from({ length: 101 }, () => ip) }),
      ['endpoints[0].addresses: Too many: 101: must have at most 100 items'],
    ],
    [
      'has addresses that are some',
      slice({ addresses: ['x'] }),
      ['endpoints[0].addresses[0]: Invalid value: "x": must be a valid IP address'],
    ],
    [
      'has addresses of its type',
      slice({ addresses: ['fd00::5'] }),
      ['endpoints[0].addresses[0]: Invalid value: "fd00::5": must be an IPv4 address'],
    ],
    [
      'has addresses that can be sent to',
      slice({ addresses: ['127.0.0.1'] }),
      ['endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range'],
    ],
    ['has names of hosts', { addressType: 'FQDN', ...slice({ addresses: ['a.example'] }) }, []],
    [
      'has names of hosts in domains',
      { addressType: 'FQDN', ...slice({ addresses: ['a'] }) },
      ['endpoints[0].addresses[0]: Invalid value: "a": should be a domain with at least two segments'],
    ],
    [
      'has endpoints on nodes, in zones, with names',
      slice({ nodeName: 'A', zone: 'a b', hostname: 'c.d' }),
      [
        'endpoints[0].nodeName: Invalid value: "A"',
        'endpoints[0].zone: Invalid value: "a b"',
        'endpoints[0].hostname: Invalid value: "c.d": must not contain dots',
      ],
    ],
    [
      'has eight hints at most',
      slice({ hints: { forZones: zones, forNodes: zones } }),
      [
        'endpoints[0].hints.forZones: Too many: 9: must have at most 8 items',
        'endpoints[0].hints.forNodes: Too many: 9: must have at most 8 items',
      ],
    ],
    [
      'has ports with names once',
      { ports: [{ port: 80 }, { port: 81 }] },
      ['ports[1].name: Duplicate value: ""'],
    ],
    [
      'has ports with names',
      { ports: [{ name: 'A', port: 80, appProtocol: '/x' }] },
      [
        'ports[0].name: Invalid value: "A"',
        'ports[0].appProtocol: Invalid value: "/x": prefix part must be non-empty',
      ],
    ],
    [
      'has 20000 ports at most',
      { ports: Array.from({ length: 20_001 }, () => ({})) },
      ['ports: Too many: 20001: must have at most 20000 items'],
    ],
  ])('%s', (_, fields, problems) => {
    expect(
      heads(problemsOf(manifest('EndpointSlice', { addressType: 'IPv4', ...fields })), problems),
    ).toEqual(problems);
  });

  test('keeps its type', () => {
    const old = admitted('EndpointSlice', { addressType: 'IPv4' });
    expect(problemsOf(manifest('EndpointSlice', { addressType: 'IPv6' }), { old })).toEqual([
      'addressType: Invalid value: "IPv6": field is immutable',
    ]);
  });
});

describe('Endpoints', () => {
  const of = (address: JsonObject, ports: readonly JsonObject[] = []): JsonObject => ({
    addresses: [{ ip, ...address }],
    ports,
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['have addresses', {}, ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`']],
    ['may have addresses that are not ready', { notReadyAddresses: [{ ip }] }, []],
    [
      'have addresses that are some',
      of({ ip: 'x' }),
      ['subsets[0].addresses[0].ip: Invalid value: "x": must be a valid IP address'],
    ],
    [
      'have addresses that can be sent to',
      of({ ip: '169.254.1.1' }),
      ['subsets[0].addresses[0].ip: Invalid value: "169.254.1.1": may not be in the link-local range'],
    ],
    [
      'have names and nodes',
      of({ hostname: 'a.b', nodeName: 'C' }),
      [
        'subsets[0].addresses[0].hostname: Invalid value: "a.b": must not contain dots',
        'subsets[0].addresses[0].nodeName: Invalid value: "C"',
      ],
    ],
    [
      'have ports',
      of({}, [{}]),
      ['subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive'],
    ],
    [
      'have names for several ports',
      of({}, [{ port: 80 }, { name: 'b', port: 81 }]),
      ['subsets[0].ports[0].name: Required value'],
    ],
    [
      'have names of ports that are some',
      of({}, [{ name: 'A', port: 80, appProtocol: '/x' }]),
      [
        'subsets[0].ports[0].name: Invalid value: "A"',
        'subsets[0].ports[0].appProtocol: Invalid value: "/x": prefix part must be non-empty',
      ],
    ],
  ])('%s', (_, subset, problems) => {
    expect(heads(problemsOf(manifest('Endpoints', { subsets: [subset] })), problems)).toEqual(problems);
  });
});

describe('a Node', () => {
  const taint = { key: 'a', effect: 'NoSchedule' };

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'has pod ranges',
      { podCIDRs: ['x'] },
      ['spec.podCIDRs[0]: Invalid value: "x": must be a valid CIDR value'],
    ],
    [
      'has one pod range a family',
      { podCIDRs: ['10.1.0.0/24', '10.2.0.0/24'] },
      [
        'spec.podCIDRs: Invalid value: ["10.1.0.0/24","10.2.0.0/24"]: may specify no more than one CIDR for each IP family',
      ],
    ],
    [
      'has a pod range once',
      { podCIDRs: ['10.1.0.0/24', 'fd00::/64', 'fd00::/64'] },
      ['spec.podCIDRs: Invalid value', 'spec.podCIDRs[2]: Duplicate value: "fd00::/64"'],
    ],
    [
      'has taints with keys, values and effects',
      { taints: [{ key: 'a b', value: 'c d', effect: 'Never' }] },
      [
        'spec.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      ],
    ],
    [
      'has taints with keys and values',
      { taints: [{ key: 'a b', value: 'c d', effect: 'NoExecute' }] },
      ['spec.taints[0].key: Invalid value: "a b"', 'spec.taints[0].value: Invalid value: "c d"'],
    ],
    [
      'has a taint once an effect',
      { taints: [taint, { ...taint, effect: 'NoExecute' }, { ...taint, value: 'b' }] },
      ['spec.taints[2]: Duplicate value: {"key":"a","value":"b","effect":"NoSchedule"}'],
    ],
  ])('%s', (_, spec, problems) => {
    expect(heads(problemsOf(manifest('Node', { spec })), problems)).toEqual(problems);
  });

  test('keeps what the control plane gave it', () => {
    const old = admitted('Node', { spec: { podCIDRs: ['10.1.0.0/24'], providerID: 'a' } });
    expect(
      problemsOf(manifest('Node', { spec: { podCIDRs: ['10.2.0.0/24'], providerID: 'b' } }), { old }),
    ).toEqual([
      'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
      'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
    ]);
  });
});
