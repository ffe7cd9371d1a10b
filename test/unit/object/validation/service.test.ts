import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { manifest, problemsOf } from '../admitted.js';

const ports = [{ port: 80 }];
const onlyBalancers = "Forbidden: may only be used when `type` is 'LoadBalancer'";

type Row = readonly [title: string, spec: JsonObject, problems: readonly string[]];

function check(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, spec, problems) => {
    expect(problemsOf(manifest('Service', { spec }))).toEqual(problems);
  });
}

describe('types', () => {
  check([
    ['all but headless ones and aliases need ports', {}, ['spec.ports: Required value']],
    ['a headless Service needs none', { clusterIP: 'None' }, []],
    [
      'there are four',
      { type: 'Cluster', ports },
      [
        'spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
    [
      'a NodePort cannot be headless',
      { type: 'NodePort', clusterIP: 'None', ports },
      [`spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services`],
    ],
    [
      'a LoadBalancer cannot be headless',
      { type: 'LoadBalancer', clusterIP: 'None', ports },
      [`spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services`],
    ],
    ['an alias needs a name', { type: 'ExternalName' }, ['spec.externalName: Required value']],
    ['an alias may end in a dot', { type: 'ExternalName', externalName: 'db.example.com.' }, []],
    [
      'an alias has no addresses and families',
      {
        type: 'ExternalName',
        externalName: 'a',
        clusterIP: '10.0.0.7',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      },
      [
        'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
        'spec.ipFamilies: Forbidden: may not be set for ExternalName services',
        'spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services',
      ],
    ],
  ]);
});

describe('ports', () => {
  check([
    [
      'of several, each needs a name',
      { ports: [{ port: 80 }, { name: 'b', port: 81 }] },
      ['spec.ports[0].name: Required value'],
    ],
    [
      'have names once',
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      },
      ['spec.ports[1].name: Duplicate value: "a"'],
    ],
    [
      'have numbers',
      { ports: [{ port: 0 }] },
      [
        'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'have protocols',
      { ports: [{ port: 80, protocol: 'tcp' }] },
      ['spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"'],
    ],
    [
      'lead to named ports',
      { ports: [{ port: 80, targetPort: 'a--b' }] },
      ['spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens'],
    ],
    [
      'speak protocols with or without a domain',
      { ports: [{ port: 80, appProtocol: 'kubernetes.io/h2c' }] },
      [],
    ],
    [
      'speak protocols that have a name',
      { ports: [{ port: 80, appProtocol: '/x' }] },
      ['spec.ports[0].appProtocol: Invalid value: "/x": prefix part must be non-empty'],
    ],
    [
      'are unique with their protocol',
      {
        ports: [
          { name: 'a', port: 53 },
          { name: 'b', port: 53, protocol: 'UDP' },
          { name: 'c', port: 53 },
        ],
      },
      ['spec.ports[2]: Duplicate value: {"protocol":"TCP","port":53}'],
    ],
    [
      'have node ports once a protocol',
      {
        type: 'NodePort',
        ports: [
          { name: 'a', port: 53, nodePort: 30_053 },
          { name: 'b', port: 54, nodePort: 30_053 },
          { name: 'c', port: 53, protocol: 'UDP', nodePort: 30_053 },
        ],
      },
      ['spec.ports[1].nodePort: Duplicate value: 30053'],
    ],
    [
      'of a ClusterIP have no node ports',
      { ports: [{ port: 80, nodePort: 30_080 }] },
      ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
    ],
  ]);
});

describe('cluster IPs', () => {
  check([
    [
      'are addresses',
      { ports, clusterIP: 'x' },
      [
        'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'need the single one',
      { ports, clusterIPs: ['10.0.0.7'] },
      ['spec.clusterIPs: Invalid value: ["10.0.0.7"]: must be empty when `clusterIP` is not specified'],
    ],
    [
      'begin with the single one',
      { ports, clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.8'] },
      ['spec.clusterIPs: Invalid value: ["10.0.0.8"]: first value must match `clusterIP`'],
    ],
    [
      'or are None alone',
      { ports, clusterIP: 'None', clusterIPs: ['None', '10.0.0.7'] },
      [`spec.clusterIPs: Invalid value: ["None","10.0.0.7"]: 'None' must be the first and only value`],
    ],
    [
      'are of two families',
      { ports, clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.7', '10.0.0.8'] },
      [
        'spec.clusterIPs: Invalid value: ["10.0.0.7","10.0.0.8"]: may specify no more than one IP for each IP family',
      ],
    ],
    [
      'are two at most',
      { ports, clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.7', 'fd00::7', '10.0.0.8'] },
      ['spec.clusterIPs: Invalid value: ["10.0.0.7","fd00::7","10.0.0.8"]: may only hold up to 2 values'],
    ],
    [
      'follow the families',
      { ports, clusterIP: 'fd00::7', ipFamilies: ['IPv4'] },
      [
        'spec.clusterIPs[0]: Invalid value: "fd00::7": expected an IPv4 value as indicated by `ipFamilies[0]`',
      ],
    ],
    [
      'have a family once',
      { ports, ipFamilies: ['IPv4', 'IPv4'] },
      ['spec.ipFamilies[1]: Duplicate value: "IPv4"'],
    ],
    [
      'have families that there are',
      { ports, ipFamilies: ['IPv5'] },
      ['spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"'],
    ],
  ]);
});

describe('traffic from outside', () => {
  check([
    [
      'has external IPs that can be sent to',
      { ports, externalIPs: ['127.0.0.1'] },
      [
        'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      ],
    ],
    ['has a policy', { type: 'NodePort', ports, externalTrafficPolicy: 'Local' }, []],
    [
      'has a policy with external IPs',
      { ports, externalIPs: ['203.0.113.1'], externalTrafficPolicy: 'Local' },
      [],
    ],
    [
      'is what the policy is for',
      { ports, externalTrafficPolicy: 'Local' },
      [
        'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
      ],
    ],
    [
      'has a health check port where balancers ask for endpoints',
      { type: 'LoadBalancer', ports, healthCheckNodePort: 31_000 },
      [
        "spec.healthCheckNodePort: Invalid value: 31000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ],
    ],
    [
      'has a health check port that is one',
      { type: 'LoadBalancer', ports, externalTrafficPolicy: 'Local', healthCheckNodePort: -1 },
      ['spec.healthCheckNodePort: Invalid value: -1: must be between 1 and 65535, inclusive'],
    ],
    [
      'is distributed in ways that there are',
      { ports, trafficDistribution: 'Random' },
      [
        'spec.trafficDistribution: Unsupported value: "Random": supported values: "PreferClose", "PreferSameNode", "PreferSameZone"',
      ],
    ],
  ]);
});

describe('load balancers', () => {
  check([
    [
      'alone have source ranges',
      { ports, loadBalancerSourceRanges: ['10.0.0.0/8'] },
      [`spec.LoadBalancerSourceRanges: ${onlyBalancers}`],
    ],
    [
      'have source ranges with blanks around them',
      { type: 'LoadBalancer', ports, loadBalancerSourceRanges: [' 10.0.0.0/8 '] },
      [],
    ],
    [
      'have source ranges that are some',
      { type: 'LoadBalancer', ports, loadBalancerSourceRanges: ['10.0.0.1'] },
      [
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
    [
      'alone have a class',
      { ports, loadBalancerClass: 'a.b/c' },
      [`spec.loadBalancerClass: ${onlyBalancers}`],
    ],
    [
      'have a class with a name',
      { type: 'LoadBalancer', ports, loadBalancerClass: '/c' },
      ['spec.loadBalancerClass: Invalid value: "/c": prefix part must be non-empty'],
    ],
    [
      'alone can do without node ports',
      { type: 'NodePort', ports, allocateLoadBalancerNodePorts: false },
      [`spec.allocateLoadBalancerNodePorts: ${onlyBalancers}`],
    ],
  ]);

  const annotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

  test.each<[string, string, readonly string[]]>([
    ['may be blank', ' ', []],
    ['is a list', '10.0.0.0/8, 192.168.0.0/16', []],
    [
      'is a list of ranges',
      '10.0.0.0/8,x',
      [
        `metadata.annotations[${annotation}]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ],
    ],
  ])('the annotation for source ranges %s', (_, text, problems) => {
    const value = manifest(
      'Service',
      { spec: { type: 'LoadBalancer', ports } },
      { annotations: { [annotation]: text } },
    );
    expect(problemsOf(value)).toEqual(problems);
  });

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'report addresses',
      { ip: 'x' },
      [
        'status.loadBalancer.ingress[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'report a mode with an address',
      { hostname: 'a.b', ipMode: 'VIP' },
      ['status.loadBalancer.ingress[0].ipMode: Forbidden: may not be specified when `ip` is not set'],
    ],
    [
      'report names that are no addresses',
      { hostname: '10.0.0.1' },
      [
        'status.loadBalancer.ingress[0].hostname: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
      ],
    ],
  ])('%s', (_, ingress, problems) => {
    const value = manifest('Service', {
      spec: { type: 'LoadBalancer', ports },
      status: { loadBalancer: { ingress: [ingress] } },
    });
    expect(problemsOf(value)).toEqual(problems);
  });

  test('alone report anything', () => {
    const value = manifest('Service', {
      spec: { ports },
      status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } },
    });
    expect(problemsOf(value)).toEqual([
      "status.loadBalancer.ingress: Forbidden: may only be used when `spec.type` is 'LoadBalancer'",
    ]);
  });
});

describe('session affinity', () => {
  const affinity = (timeoutSeconds: number): JsonObject => ({
    ports,
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds } },
  });
  const way = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds';

  check([
    [
      'lasts a second or more',
      affinity(0),
      [`${way}: Invalid value: 0: must be greater than 0 and less than 86400`],
    ],
    [
      'lasts a day at most',
      affinity(86_401),
      [`${way}: Invalid value: 86401: must be greater than 0 and less than 86400`],
    ],
    ['lasts a day', affinity(86_400), []],
    [
      'is by client address or not at all',
      { ports, sessionAffinity: 'Cookie' },
      ['spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"'],
    ],
  ]);
});

describe('the two annotations for topology', () => {
  const mode = 'service.kubernetes.io/topology-mode';
  const hints = 'service.kubernetes.io/topology-aware-hints';

  test.each<[string, string, readonly string[]]>([
    ['Auto', 'Auto', []],
    [
      'Auto',
      'Disabled',
      [
        `metadata.annotations[${mode}]: Invalid value: "Auto": must match annotations[${hints}] when both are specified`,
      ],
    ],
  ])('%s and %s', (modeText, hintsText, problems) => {
    const annotations = { [mode]: modeText, [hints]: hintsText };
    expect(problemsOf(manifest('Service', { spec: { ports } }, { annotations }))).toEqual(problems);
  });
});

describe('what the API server fills in before it judges', () => {
  test('is required where it was not filled in', () => {
    const spec = { type: 'LoadBalancer', ports, clusterIP: '10.0.0.7', sessionAffinity: 'ClientIP' };
    expect(problemsOf(manifest('Service', { spec }), { complete: false })).toEqual([
      'spec.ports[0].protocol: Required value',
      'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
      'spec.sessionAffinityConfig: Required value: when session affinity type is ClientIP',
      'allocateLoadBalancerNodePorts: Required value',
      'spec.externalTrafficPolicy: Required value',
      'spec.internalTrafficPolicy: Required value',
    ]);
  });
});
