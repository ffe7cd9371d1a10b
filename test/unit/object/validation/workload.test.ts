import { describe, expect, test } from 'vitest';
import { admitManifest } from '../../../../packages/core/src/object/admit-manifest.js';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, manifest, problemsOf, template } from '../admitted.js';

const selector = { matchLabels: { app: 'web' } };
const web = template({ app: 'web' });
const once = template({}, { restartPolicy: 'Never' });
const valid = { selector, template: web };
const mismatch = 'Invalid value: {"app":"api"}: `selector` does not match template `labels`';

type Kind = Parameters<typeof manifest>[0];

describe.each(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'] as const)('a %s', (kind) => {
  const called = {
    Deployment: 'deployment',
    ReplicaSet: 'deployment',
    StatefulSet: 'statefulset',
    DaemonSet: 'daemonset',
  }[kind];

  test.each<[string, JsonObject, readonly string[]]>([
    ['has a selector', { template: web }, ['spec.selector: Required value']],
    [
      'has a selector that selects',
      { selector: {}, template: web },
      [
        `spec.selector: Invalid value: {"matchLabels":{},"matchExpressions":[]}: empty selector is invalid for ${called}`,
      ],
    ],
    [
      'selects its own pods',
      { selector, template: template({ app: 'api' }) },
      [`spec.template.metadata.labels: ${mismatch}`],
    ],
    [
      'has pods with containers',
      { selector, template: { metadata: { labels: { app: 'web' } } } },
      ['spec.template.spec.containers: Required value'],
    ],
    [
      'has pods with valid labels, whose metadata goes without saying',
      { selector, template: template({ app: 'web', b: 'c d' }) },
      ['spec.template.labels: Invalid value: "c d"'],
    ],
    [
      'has pods that are restarted',
      { selector, template: template({ app: 'web' }, { restartPolicy: 'Never' }) },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      'has pods that may take host ports of the host',
      {
        selector,
        template: template(
          { app: 'web' },
          { hostNetwork: true, containers: [{ name: 'a', image: 'b', ports: [{ containerPort: 80 }] }] },
        ),
      },
      [],
    ],
    [
      'waits no negative time',
      { ...valid, minReadySeconds: -1 },
      ['spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0'],
    ],
  ])('%s', (_, spec, problems) => {
    const found = problemsOf(manifest(kind, { spec }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('says what to do about labels that are not selected', () => {
    const value = manifest(kind, { spec: { selector, template: template({ app: 'api' }) } });
    expect(admitManifest({ value }).problems[0]?.fix).toBe(
      'Give the template every label that the selector asks for.',
    );
  });

  test('keeps its selector', () => {
    const old = admitted(kind, { spec: valid });
    const spec = {
      selector: { matchLabels: { app: 'web', tier: 'b' } },
      template: template({ app: 'web', tier: 'b' }),
    };
    const [problem, ...others] = problemsOf(manifest(kind, { spec }), { old });
    expect(others).toEqual([]);
    expect(problem).toContain(
      kind === 'StatefulSet'
        ? 'spec: Forbidden: updates to statefulset spec for fields other than'
        : 'spec.selector: Invalid value: ',
    );
  });

  test('may change its template', () => {
    const old = admitted(kind, { spec: valid });
    expect(
      problemsOf(manifest(kind, { spec: { selector, template: template({ app: 'web', b: 'c' }) } }), { old }),
    ).toEqual([]);
  });
});

describe('what only some workloads have', () => {
  const strategy = (rollingUpdate: JsonObject, type = 'RollingUpdate'): JsonObject => ({
    ...valid,
    strategy: { type, rollingUpdate },
  });

  test.each<[Kind, string, JsonObject, readonly string[]]>([
    [
      'Deployment',
      'counts its pods',
      { ...valid, replicas: -1 },
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'Deployment',
      'gives up after it waited',
      { ...valid, minReadySeconds: 600 },
      ['spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds'],
    ],
    [
      'Deployment',
      'rolls only where it rolls',
      strategy({}, 'Recreate'),
      ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
    ],
    [
      'Deployment',
      'rolls in one of two ways',
      { ...valid, strategy: { type: 'BlueGreen' } },
      ['spec.strategy.type: Unsupported value: "BlueGreen": supported values: "Recreate", "RollingUpdate"'],
    ],
    [
      'Deployment',
      'rolls',
      strategy({ maxSurge: 0, maxUnavailable: '0%' }),
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0'],
    ],
    [
      'Deployment',
      'rolls by number or percentage',
      strategy({ maxSurge: 'half', maxUnavailable: -1 }),
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: -1: must be greater than or equal to 0',
        'spec.strategy.rollingUpdate.maxSurge: Invalid value: "half": a valid percent string',
      ],
    ],
    [
      'Deployment',
      'cannot lack more pods than there are',
      strategy({ maxUnavailable: '101%' }),
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
    ],
    [
      'ReplicaSet',
      'counts its pods',
      { ...valid, replicas: -1 },
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'StatefulSet',
      'counts its pods',
      { ...valid, replicas: -1 },
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'StatefulSet',
      'begins at 0 or later',
      { ...valid, ordinals: { start: -1 } },
      ['spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'StatefulSet',
      'goes in order or at once',
      { ...valid, podManagementPolicy: 'Any' },
      [`spec.podManagementPolicy: Invalid value: "Any": must be 'OrderedReady' or 'Parallel'`],
    ],
    [
      'StatefulSet',
      'is updated in one of two ways',
      { ...valid, updateStrategy: { type: 'Never' } },
      [`spec.updateStrategy.type: Invalid value: "Never": must be 'RollingUpdate' or 'OnDelete'`],
    ],
    [
      'StatefulSet',
      'is parted at 0 or later',
      { ...valid, updateStrategy: { rollingUpdate: { partition: -1 } } },
      ['spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'StatefulSet',
      'is parted only where it rolls',
      { ...valid, updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
      [
        `spec.updateStrategy.rollingUpdate: Invalid value: {"partition":1}: only allowed for updateStrategy 'RollingUpdate'`,
      ],
    ],
    [
      'DaemonSet',
      'lacks pods while it rolls, or has too many',
      { ...valid, updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
      [
        'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
      ],
    ],
    [
      'DaemonSet',
      'rolls',
      { ...valid, updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } },
      ['spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0'],
    ],
    [
      'DaemonSet',
      'cannot lack more pods than there are',
      { ...valid, updateStrategy: { rollingUpdate: { maxUnavailable: '101%' } } },
      [
        'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
      ],
    ],
    [
      'DaemonSet',
      'rolls by number or percentage',
      { ...valid, updateStrategy: { rollingUpdate: { maxUnavailable: 'one' } } },
      [
        'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "one": a valid percent string',
        'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0',
      ],
    ],
    [
      'StatefulSet',
      'has a Service with a name',
      { ...valid, serviceName: 'a.b' },
      ['spec.serviceName: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'ReplicationController',
      'has pods with labels',
      { template: template({}) },
      ['spec.selector: Required value'],
    ],
    [
      'ReplicationController',
      'selects its own pods',
      { selector: { app: 'web' }, template: template({ app: 'api' }) },
      [`spec.template.metadata.labels: ${mismatch}`],
    ],
    [
      'ReplicationController',
      'counts its pods',
      { replicas: -1, template: web },
      ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'Job',
      'has pods that end',
      { template: template({}) },
      [
        'spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"',
      ],
    ],
    [
      'Job',
      'counts its pods',
      { parallelism: -1, template: once },
      ['spec.parallelism: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'Job',
      'counts its successes',
      { completions: -1, template: once },
      ['spec.completions: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'Job',
      'may fail a number of times',
      { backoffLimit: -1, template: once },
      ['spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'Job',
      'has a number of indexes',
      { parallelism: 2, completionMode: 'Indexed', template: once },
      ['spec.completions: Required value: when completion mode is Indexed'],
    ],
    [
      'CronJob',
      'has hours',
      { jobTemplate: { spec: { template: once } } },
      ['spec.schedule: Required value'],
    ],
    [
      'CronJob',
      'has pods that end',
      { schedule: '@daily', jobTemplate: { spec: { template: web } } },
      [
        'spec.jobTemplate.spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"',
      ],
    ],
    [
      'CronJob',
      'has pods with valid labels',
      {
        schedule: '@daily',
        jobTemplate: { spec: { template: template({ a: 'b c' }, { restartPolicy: 'Never' }) } },
      },
      ['spec.jobTemplate.spec.template.labels: Invalid value: "b c"'],
    ],
  ])('a %s %s', (kind, _, spec, problems) => {
    const found = problemsOf(manifest(kind, { spec }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('a CronJob leaves room in its name for those of its Jobs', () => {
    const spec = { schedule: '@daily', jobTemplate: { spec: { template: once } } };
    expect(problemsOf(manifest('CronJob', { spec }, { name: 'a'.repeat(52) }))).toEqual([]);
    expect(problemsOf(manifest('CronJob', { spec }, { name: 'a'.repeat(53) }))).toEqual([
      `metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`,
    ]);
  });

  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    [
      'its template',
      { template: once },
      { template: template({ a: 'b' }, { restartPolicy: 'Never' }) },
      ['spec.template: Invalid value: '],
    ],
    [
      'its number of successes',
      { completions: 1, template: once },
      { completions: 2, template: once },
      ['spec.completions: Invalid value: 2: field is immutable'],
    ],
    [
      'how successes are counted',
      { completions: 1, template: once },
      { completions: 1, completionMode: 'Indexed', template: once },
      ['spec.completionMode: Invalid value: "Indexed": field is immutable'],
    ],
  ])('a Job keeps %s', (_, before, after, problems) => {
    const found = problemsOf(manifest('Job', { spec: after }), { old: admitted('Job', { spec: before }) });
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('an indexed Job may change both numbers together', () => {
    const indexed = { completionMode: 'Indexed', template: once };
    const old = admitted('Job', { spec: { ...indexed, completions: 2, parallelism: 2 } });
    const spec = { ...indexed, completions: 3, parallelism: 3 };
    expect(problemsOf(manifest('Job', { spec }), { old })).toEqual([]);
  });
});
