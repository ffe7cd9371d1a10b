import { describe, expect, test } from 'vitest';
import { cloud } from '../../../../../packages/core/src/provider/cloud.js';
import { codes, exampleText, found, told } from './example.js';

const code = 'rollout-without-pre-stop';
const container = 'spec.template.spec.containers[0]';
const image = 'image: registry.example.com/shop/web:1.4';
const replaced = (from: string, to: string): string => exampleText(code, 'broken', { [from]: to });

const fix = (text: string, kubernetesMinor: number): string =>
  found(text, cloud({ kubernetesMinor }))[0]?.fix ?? '';

describe('rollout-without-pre-stop', () => {
  test('a pod is told to end before everybody knows', () => {
    expect(told(exampleText(code))).toEqual([
      `notice ${code} Deployment shop/web ${container}.lifecycle.preStop`,
    ]);
    expect(found(exampleText(code))[0]?.evidence).toMatchObject({
      source: expect.stringContaining('termination of Pods; KEP-3960') as string,
    });
  });

  test('not once it goes on for a while', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('the advice is one that the version knows, and fits the time that the pod has', () => {
    expect(fix(exampleText(code), 34)).toContain('{ preStop: { sleep: { seconds: 10 } } }.');
    expect(fix(exampleText(code), 29)).toContain('{ preStop: { exec: { command: [sleep, "10"] } } }.');
    const short = replaced('      containers:', '      terminationGracePeriodSeconds: 5\n      containers:');
    expect(fix(short, 34)).toContain('terminationGracePeriodSeconds longer than that (it is 5)');
  });

  test.each<readonly [string, string]>([
    [
      'a hook that runs a command',
      exampleText(code, 'fixed').replace('sleep: { seconds: 10 }', 'exec: { command: [sleep, "10"] }'),
    ],
    ['a program that waits by a flag', replaced(image, `${image}\n          args: [--shutdown-delay=10s]`)],
    [
      'a program that waits by a variable',
      replaced(image, `${image}\n          env: [{ name: SHUTDOWN_DELAY, value: "10" }]`),
    ],
    [
      'CoreDNS, which waits by its Corefile',
      replaced(image, 'image: registry.k8s.io/coredns/coredns:v1.12.0'),
    ],
    [
      'a headless Service, whose names are kept by clients',
      replaced('  selector: { app: web }\n', '  clusterIP: None\n  selector: { app: web }\n'),
    ],
    [
      'datagrams',
      exampleText(code, 'broken', {
        'containerPort: 8080': 'containerPort: 8080, protocol: UDP',
        '{ port: 80,': '{ port: 80, protocol: UDP,',
      }),
    ],
    ['a port for metrics', replaced('{ port: 80,', '{ name: http-metrics, port: 80,')],
    [
      'pods of which all are stopped first',
      replaced('replicas: 3', 'replicas: 3\n  strategy: { type: Recreate }'),
    ],
    ['no pods', replaced('replicas: 3', 'replicas: 0')],
  ])('not for %s', (_, text) => {
    expect(codes(text)).not.toContain(code);
  });
});
