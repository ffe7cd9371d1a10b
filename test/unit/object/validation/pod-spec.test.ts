import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { manifest, problemsOf } from '../admitted.js';

function check(
  rows: readonly (readonly [title: string, spec: JsonObject, problems: readonly string[]])[],
): void {
  test.each(rows)('%s', (_, spec, problems) => {
    const found = problemsOf(
      manifest('Pod', { spec: { containers: [{ name: 'main', image: 'web:1' }], ...spec } }),
    );
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });
}

function affinity(...nodeSelectorTerms: readonly JsonObject[]): JsonObject {
  const requiredDuringSchedulingIgnoredDuringExecution = { nodeSelectorTerms };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } } };
}

function field(operator: string, values: readonly string[], key = 'metadata.name'): JsonObject {
  return affinity({ matchFields: [{ key, operator, values }] });
}

describe('where a pod may run', () => {
  const terms = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  check([
    ['nodes have names', { nodeName: 'Node' }, ['spec.nodeName: Invalid value: "Node"']],
    [
      'nodes are selected by labels',
      { nodeSelector: { 'a b': 'c' } },
      ['spec.nodeSelector: Invalid value: "a b"'],
    ],
    [
      'affinity has terms',
      affinity(),
      [`${terms}: Required value: must have at least one node selector term`],
    ],
    [
      'In has values',
      affinity({ matchExpressions: [{ key: 'a', operator: 'In' }] }),
      [`${terms}[0].matchExpressions[0].values: Required value: must be specified when`],
    ],
    [
      'Gt has one value',
      affinity({ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1', '2'] }] }),
      [`${terms}[0].matchExpressions[0].values: Required value: must be specified single value when`],
    ],
    [
      'requirements have keys',
      affinity({ matchExpressions: [{ operator: 'Exists' }] }),
      [
        `${terms}[0].matchExpressions[0].key: Invalid value: "": name part must be non-empty`,
        `${terms}[0].matchExpressions[0].key: Invalid value: "": name part must consist`,
      ],
    ],
    [
      'operators are known',
      affinity({ matchExpressions: [{ key: 'a', operator: 'Is' }] }),
      [`${terms}[0].matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator`],
    ],
    [
      'fields are compared with one value',
      field('In', ['a', 'b']),
      [`${terms}[0].matchFields[0].values: Required value: must be only one value when`],
    ],
    [
      'fields are compared for equality',
      field('Exists', []),
      [`${terms}[0].matchFields[0].operator: Invalid value: "Exists": not a valid selector operator`],
    ],
    [
      'the only field is the name',
      field('In', ['a'], 'spec.x'),
      [`${terms}[0].matchFields[0].key: Invalid value: "spec.x": not a valid field selector key`],
    ],
    ['names are names', field('In', ['A']), [`${terms}[0].matchFields[0].values[0]: Invalid value: "A"`]],
    ['a toleration of nothing in particular exists', { tolerations: [{ operator: 'Exists' }] }, []],
    [
      'a toleration without key exists',
      { tolerations: [{ value: 'a' }] },
      ['spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty'],
    ],
    [
      'a toleration that exists has no value',
      { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
      [
        'spec.tolerations[0].operator: Invalid value: {"operator":"Exists","key":"a","value":"b"}: value must be empty when `operator` is \'Exists\'',
      ],
    ],
    [
      'a toleration has a value that is one',
      { tolerations: [{ key: 'a', value: 'b c' }] },
      ['spec.tolerations[0].operator: Invalid value: "b c": a valid label'],
    ],
    [
      'a toleration ends where pods are evicted',
      { tolerations: [{ key: 'a', operator: 'Exists', tolerationSeconds: 5 }] },
      [
        'spec.tolerations[0].effect: Invalid value: "": effect must be \'NoExecute\' when `tolerationSeconds` is set',
      ],
    ],
    [
      'a toleration has an effect that there is',
      { tolerations: [{ key: 'a', operator: 'Exists', effect: 'Never' }] },
      [
        'spec.tolerations[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      ],
    ],
    [
      'a toleration has a key that is one',
      { tolerations: [{ key: 'a b', operator: 'Exists' }] },
      ['spec.tolerations[0].key: Invalid value: "a b"'],
    ],
  ]);
});

function config(fields: JsonObject): JsonObject {
  return { dnsConfig: fields };
}

describe('how a pod resolves names', () => {
  check([
    [
      'by one of four policies',
      { dnsPolicy: 'Cluster' },
      [
        'spec.dnsPolicy: Unsupported value: "Cluster": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
      ],
    ],
    [
      'by settings where the policy has none',
      { dnsPolicy: 'None' },
      ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
    ],
    [
      'by a server where the policy has none',
      { dnsPolicy: 'None', ...config({}) },
      [
        'spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
      ],
    ],
    [
      'by three servers at most',
      config({ nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] }),
      [
        'spec.dnsConfig.nameservers: Invalid value: ["10.0.0.1","10.0.0.2","10.0.0.3","10.0.0.4"]: must not have more than 3 nameservers',
      ],
    ],
    [
      'by servers that are addresses',
      config({ nameservers: ['dns.example'] }),
      ['spec.dnsConfig.nameservers[0]: Invalid value: "dns.example": must be a valid IP address'],
    ],
    [
      'in 32 domains at most',
      config({ searches: Array.from({ length: 33 }, (_, index) => `d${index}`) }),
      ['spec.dnsConfig.searches: Invalid value: ["d0","d1"'],
    ],
    [
      'in a list of 2048 letters at most',
      config({ searches: Array.from({ length: 9 }, () => 'a'.repeat(250)) }),
      ['spec.dnsConfig.searches: Invalid value: ["aaa'],
    ],
    [
      'in domains, with or without the final dot',
      config({ searches: ['a.example.', 'b_c'] }),
      ['spec.dnsConfig.searches[1]: Invalid value: "b_c"'],
    ],
    [
      'with options that have names',
      config({ options: [{ value: '2' }] }),
      ['spec.dnsConfig.options[0]: Required value: must not be empty'],
    ],
    [
      'with aliases of addresses',
      { hostAliases: [{ ip: 'x', hostnames: ['A'] }] },
      ['spec.hostAliases[0].ip: Invalid value: "x"', 'spec.hostAliases[0].hostnames[0]: Invalid value: "A"'],
    ],
    [
      'by a host name of its own',
      { hostname: 'a.b', subdomain: 'c.d' },
      [
        'spec.hostname: Invalid value: "a.b": must not contain dots',
        'spec.subdomain: Invalid value: "c.d": must not contain dots',
      ],
    ],
  ]);
});

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

describe('near which pods a pod runs', () => {
  check([
    [
      'places are told apart by a label',
      { affinity: { podAffinity: { [required]: [{ labelSelector: {} }] } } },
      [
        `spec.affinity.podAffinity.${required}[0].topologyKey: Required value: can not be empty`,
        `spec.affinity.podAffinity.${required}[0].topologyKey: Invalid value: "": name part must be non-empty`,
        `spec.affinity.podAffinity.${required}[0].topologyKey: Invalid value: "": name part must consist`,
      ],
    ],
    [
      'pods are selected by labels',
      {
        affinity: {
          podAntiAffinity: {
            [required]: [{ topologyKey: 'zone', labelSelector: { matchLabels: { 'a b': 'c' } } }],
          },
        },
      },
      [`spec.affinity.podAntiAffinity.${required}[0].labelSelector.matchLabels: Invalid value: "a b"`],
    ],
    [
      'namespaces have names',
      { affinity: { podAffinity: { [required]: [{ topologyKey: 'zone', namespaces: ['A'] }] } } },
      [`spec.affinity.podAffinity.${required}[0].namespace: Invalid value: "A"`],
    ],
    [
      'a preference has a weight',
      {
        affinity: {
          podAffinity: { [preferred]: [{ weight: 0, podAffinityTerm: { topologyKey: 'zone' } }] },
          nodeAffinity: { [preferred]: [{ weight: 101, preference: {} }] },
        },
      },
      [
        `spec.affinity.nodeAffinity.${preferred}[0].weight: Invalid value: 101: must be in the range 1-100`,
        `spec.affinity.podAffinity.${preferred}[0].weight: Invalid value: 0: must be in the range 1-100`,
      ],
    ],
    [
      'a spread has a skew, a key and no double',
      {
        topologySpreadConstraints: [
          { maxSkew: 0, whenUnsatisfiable: 'DoNotSchedule', topologyKey: '' },
          { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', topologyKey: 'a', minDomains: 0 },
          { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', topologyKey: 'a' },
        ],
      },
      [
        'spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
        'spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
        'spec.topologySpreadConstraints[1].{topologyKey, whenUnsatisfiable}: Duplicate value: "{a, ScheduleAnyway}"',
        'spec.topologySpreadConstraints[1].minDomains: Invalid value: 0: must be greater than zero',
        'spec.topologySpreadConstraints[1].minDomains: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway',
      ],
    ],
    [
      'a spread is heeded or preferred',
      { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'Never', topologyKey: 'a' }] },
      [
        'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Never": supported values: "DoNotSchedule", "ScheduleAnyway"',
      ],
    ],
    [
      'a readiness gate has a name',
      { readinessGates: [{ conditionType: 'a b' }] },
      ['spec.readinessGates[0].conditionType: Invalid value: "a b"'],
    ],
  ]);
});

const hooks = (lifecycle: JsonObject): JsonObject => ({
  containers: [{ name: 'main', image: 'web:1', lifecycle }],
});

describe('the hooks of a container', () => {
  const at = 'spec.containers[0].lifecycle';
  check([
    ['do something', hooks({ preStop: {} }), [`${at}.preStop: Required value: must specify a handler type`]],
    [
      'do one thing',
      hooks({ postStart: { exec: { command: ['a'] }, sleep: { seconds: 1 } } }),
      [`${at}.postStart.sleep: Forbidden: may not specify more than 1 handler type`],
    ],
    ['run commands', hooks({ preStop: { exec: {} } }), [`${at}.preStop.exec.command: Required value`]],
    [
      'sleep no longer than the pod may take to end',
      { ...hooks({ preStop: { sleep: { seconds: 31 } } }) },
      [
        `${at}.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
      ],
    ],
    [
      'sleep as long as the pod may take to end',
      { ...hooks({ preStop: { sleep: { seconds: 60 } } }), terminationGracePeriodSeconds: 60 },
      [],
    ],
    [
      'are for containers that go on',
      {
        initContainers: [
          { name: 'first', image: 'web:1', lifecycle: { preStop: { sleep: { seconds: 1 } } } },
          {
            name: 'side',
            image: 'web:1',
            restartPolicy: 'Always',
            lifecycle: { preStop: { sleep: { seconds: 1 } } },
          },
        ],
      },
      [
        'spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always',
      ],
    ],
  ]);
});
