import { describe, expect, test } from 'vitest';
import { codes, exampleText, found, told } from './example.js';

const code = 'rollout-without-readiness';
const container = 'spec.template.spec.containers[0]';
const probe = 'httpGet: { path: /healthz, port: http }';
const declared = '          ports: [{ name: http, containerPort: 8080 }]\n';
const [deployment = '', service = ''] = exampleText(code).split('---\n');

/** The example with lines for its container, or with another text in place of one. */
const withLines = (lines: string): string =>
  exampleText(code, 'broken', { [declared]: `${declared}${lines}` });
const replaced = (from: string, to: string): string => exampleText(code, 'broken', { [from]: to });

/** The example as another kind of workload. */
const asKind = (kind: string, spec: string): string =>
  exampleText(code, 'broken', { 'kind: Deployment': `kind: ${kind}`, '  replicas: 3\n': spec });

describe('rollout-without-readiness', () => {
  test('new pods get requests as soon as they run', () => {
    expect(told(exampleText(code))).toEqual([
      `warning ${code} Deployment shop/web ${container}.readinessProbe`,
    ]);
    expect(found(exampleText(code))[0]?.evidence).toMatchObject({
      source: expect.stringContaining('pod-lifecycle.md') as string,
    });
  });

  test('not once they are asked whether they are ready', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test.each<readonly [string, string]>([
    ['a single replica, for which a new one is made first', replaced('replicas: 3', 'replicas: 1')],
    [
      'a container that declares no port',
      exampleText(code, 'broken', { [declared]: '', 'targetPort: http': 'targetPort: 8080' }),
    ],
    ['a StatefulSet of several replicas', asKind('StatefulSet', '  replicas: 3\n  serviceName: web\n')],
    ['a DaemonSet', asKind('DaemonSet', '')],
    [
      'several Services in front of it',
      `${deployment}---\n${service}---\n${service.replace('name: web,', 'name: again,')}`,
    ],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual([code]);
  });

  test.each<readonly [string, string]>([
    ['a startup probe', withLines(`          startupProbe: { ${probe} }\n`)],
    [
      'a hook after the start',
      exampleText(code, 'broken', {
        'lifecycle: {': 'lifecycle: { postStart: { exec: { command: [wait] } },',
      }),
    ],
    [
      'a readiness gate',
      replaced(
        '      containers:',
        '      readinessGates: [{ conditionType: example.com/ready }]\n      containers:',
      ),
    ],
    [
      'the probe of another container',
      replaced(
        '      containers:',
        `      containers:\n        - { name: proxy, image: proxy, ports: [{ containerPort: 9000 }], readinessProbe: { tcpSocket: { port: 9000 } } }`,
      ),
    ],
    [
      'a Service that does not wait for it',
      replaced('  selector: { app: web }\n', '  publishNotReadyAddresses: true\n  selector: { app: web }\n'),
    ],
    ['a port for metrics', replaced('{ port: 80,', '{ name: metrics, port: 80,')],
    [
      'pods of which all are stopped first',
      replaced('replicas: 3', 'replicas: 3\n  strategy: { type: Recreate }'),
    ],
    [
      'a single replica that is stopped first',
      replaced(
        'replicas: 3',
        'replicas: 1\n  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }',
      ),
    ],
    ['a Deployment that is not rolled out', replaced('replicas: 3', 'replicas: 3\n  paused: true')],
    ['no pods', replaced('replicas: 3', 'replicas: 0')],
    ['a StatefulSet of one replica', asKind('StatefulSet', '  replicas: 1\n  serviceName: web\n')],
    [
      'a StatefulSet whose pods are deleted by hand',
      asKind('StatefulSet', '  replicas: 3\n  serviceName: web\n  updateStrategy: { type: OnDelete }\n'),
    ],
    [
      'a StatefulSet none of whose pods is in the partition',
      asKind(
        'StatefulSet',
        '  replicas: 3\n  serviceName: web\n  updateStrategy: { rollingUpdate: { partition: 3 } }\n',
      ),
    ],
    ['a workload without a Service', deployment],
    [
      'a container that nobody knows to take the requests',
      exampleText(code, 'broken', {
        [declared]: '          ports: [{ name: other, containerPort: 9000 }]\n',
        'targetPort: http': 'targetPort: 8080',
      }),
    ],
  ])('not with %s', (_, text) => {
    expect(codes(text)).not.toContain(code);
  });
});
