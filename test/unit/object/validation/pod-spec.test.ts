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
