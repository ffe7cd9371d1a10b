import { describe, expect, test } from 'vitest';
import { job } from '../../../objects/workload.js';
import { Steps } from './steps.js';

function task(spec: Readonly<Record<string, unknown>>): Steps {
  const steps = new Steps([]);
  steps.apply(job('shop/task', { spec }));
  return steps;
}

/** The phases of the pods after a look; a minus for what is being deleted. */
function look(steps: Steps): readonly string[] {
  steps.look('job', 'shop/task');
  return steps
    .pods()
    .map(({ metadata, status }) => `${status.phase}${metadata.deletionTimestamp === undefined ? '' : '-'}`)
    .sort((a, b) => (a < b ? -1 : 1));
}

function finish(steps: Steps, phase: 'Succeeded' | 'Failed'): void {
  steps.start();
  const running = steps.pods().find(({ status }) => status.phase === 'Running');
  steps.end(running?.metadata.name ?? '', phase);
}

describe('a Job, step by step', () => {
  test('has as many pods at work as may be, until enough have succeeded', () => {
    const steps = task({ completions: 3, parallelism: 2 });
    expect(look(steps)).toEqual(['Pending', 'Pending']);
    finish(steps, 'Succeeded');
    expect(look(steps)).toEqual(['Pending', 'Running', 'Succeeded']);
    finish(steps, 'Succeeded');
    expect(look(steps)).toEqual(['Running', 'Succeeded', 'Succeeded']);
    finish(steps, 'Succeeded');
    expect(look(steps)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  });

  test('tries again what failed, but no more often than backoffLimit', () => {
    const steps = task({ completions: 1, backoffLimit: 1 });
    look(steps);
    finish(steps, 'Failed');
    expect(look(steps)).toEqual(['Failed', 'Pending']);
    finish(steps, 'Failed');
    expect(look(steps)).toEqual(['Failed', 'Failed']);
  });

  test('takes away what is at work when too much has failed', () => {
    const steps = task({ completions: 2, parallelism: 2, backoffLimit: 0 });
    look(steps);
    finish(steps, 'Failed');
    expect(look(steps)).toEqual(['Failed', 'Running-']);
  });

  test('without a number of completions starts nothing after the first success', () => {
    const steps = task({ parallelism: 2 });
    expect(look(steps)).toEqual(['Pending', 'Pending']);
    finish(steps, 'Succeeded');
    expect(look(steps)).toEqual(['Running', 'Succeeded']);
  });

  test('that is suspended, or made smaller, gives up pods', () => {
    const steps = task({ completions: 3, parallelism: 3 });
    look(steps);
    steps.apply(job('shop/task', { spec: { completions: 3, parallelism: 1 } }));
    expect(look(steps)).toEqual(['Pending', 'Pending-', 'Pending-']);
    steps.apply(job('shop/task', { spec: { completions: 3, parallelism: 1, suspend: true } }));
    expect(look(steps)).toEqual(['Pending-', 'Pending-', 'Pending-']);
  });

  test('with indexes works on the lowest that are missing', () => {
    const steps = task({ completions: 3, parallelism: 1, completionMode: 'Indexed' });
    const indexes = (): readonly (string | undefined)[] =>
      steps.pods().map(({ metadata }) => metadata.annotations['batch.kubernetes.io/job-completion-index']);
    look(steps);
    expect(indexes()).toEqual(['0']);
    finish(steps, 'Failed');
    look(steps);
    expect(indexes()).toEqual(['0', '0']);
    finish(steps, 'Succeeded');
    look(steps);
    expect(indexes()).toEqual(['0', '0', '1']);
  });
});
