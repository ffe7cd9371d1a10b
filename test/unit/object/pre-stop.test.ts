import { describe, expect, test } from 'vitest';
import type { LifecycleHandler } from '../../../packages/core/src/object/pod.js';
import { preStopSeconds } from '../../../packages/core/src/object/pre-stop.js';

const runs = (...command: readonly string[]): LifecycleHandler => ({ exec: { command } });

describe('preStopSeconds', () => {
  test.each<readonly [string, LifecycleHandler | undefined, number | 'unknown' | undefined]>([
    ['no hook takes no time', undefined, undefined],
    ['the sleep action says it', { sleep: { seconds: 7 } }, 7],
    ['a command that sleeps', runs('sleep', '10'), 10],
    ['a command that sleeps, by its path', runs('/bin/sleep', '10'), 10],
    ['a shell that sleeps', runs('sh', '-c', 'sleep 10'), 10],
    ['a shell that sleeps, by paths', runs('/bin/bash', '-c', ' /bin/sleep 10; '), 10],
    ['a fraction', runs('sleep', '0.5'), 0.5],
    ['a unit', runs('sh', '-c', 'sleep 2m'), 120],
    ['a shell that does something after it', runs('sh', '-c', 'sleep 10 && nginx -s quit'), 'unknown'],
    ['a shell that reads its script elsewhere', runs('sh', 'sleep 10'), 'unknown'],
    ['several times to sleep', runs('sleep', '1', '2'), 'unknown'],
    ['a variable', runs('sh', '-c', 'sleep $DELAY'), 'unknown'],
    ['another command', runs('/wait-shutdown'), 'unknown'],
    ['no command', runs(), 'unknown'],
    ['a request', { httpGet: { path: '/', port: 80, scheme: 'HTTP' } }, 'unknown'],
  ])('%s', (_, preStop, expected) => {
    expect(preStopSeconds(preStop === undefined ? {} : { preStop })).toBe(expected);
  });
});
