import { describe } from 'vitest';
import { node } from '@kubehop/core';
import { recordedObjects, text } from './facts.js';
import { answersNow, podOf, requestResult, requestTo, resultOf } from './requests.js';
import type { Stage } from './stage.js';
import { nothing, timingCase } from './timing-case.js';

const pod = { kind: 'Pod', namespace: 'default', name: 'web-0' };

function deletePod({ simulation }: Stage): void {
  simulation.delete(pod);
}

const ignores = [{ does: { onSigterm: 'ignore' } }] as const;

describe('deletion', () => {
  // SIGTERM comes at 0 and the process ends at once; the rules of node-b still have the pod until its sync at 1. What is
  // sent to the other pod meanwhile is answered.
  timingCase('tm-delete-no-prestop', {
    acts: { 'delete pod web-0; app exits at SIGTERM': deletePod, 'node-b syncs its rules': nothing },
    facts: {
      request: (stage, { from, to, pod: name }) => {
        const answers = answersNow(stage, requestTo(stage, text(to), node(text(from))), 60, {
          timeout: 100,
        });
        stage.simulation.advance(100);
        const there = answers.filter(
          ({ trace }) => podOf(trace) === name || resultOf({ trace } as never) !== 'ok',
        );
        const others = answers.filter(({ trace }) => podOf(trace) === 'web-1');
        return answers.length === 60 && there.length > 0 && others.length + there.length === 60;
      },
    },
  });

  // The hook would take 40; it is cut off when the grace of 30 is over: SIGTERM. Nothing of the grace is left, and the
  // least time between SIGTERM and SIGKILL is 2.
  timingCase('tm-prestop-too-long', {
    behaviours: ignores,
    acts: { 'delete pod web-0; app ignores SIGTERM': deletePod },
  });

  // 30 - 29 = 1 s is left after the hook, less than the least 2: 29 + 2.
  timingCase('tm-prestop-29', {
    behaviours: ignores,
    acts: { 'delete pod web-0; app ignores SIGTERM': deletePod },
  });

  // The grace of 30 runs from the deletion, not from the end of the hook.
  timingCase('tm-ignores-sigterm', {
    behaviours: ignores,
    acts: { 'delete pod web-0; app ignores SIGTERM': deletePod },
  });

  // preStop holds SIGTERM back until 11, when the port closes. The probes at 15 and 20 fail, and two are the threshold.
  // The process ends at 25, which takes the pod out of the slice.
  timingCase('tm-readiness-while-terminating', {
    behaviours: [{ does: { onSigterm: 'finish', shutdown: 14_000 } }],
    acts: {
      'probe tick, period 5; delete pod web-0': deletePod,
      'SIGTERM; app closes its port': nothing,
      'app exits': nothing,
    },
  });

  // The sidecars wait for the application, which takes 10; s2 was declared last and ends first, in 2; s1 takes 1.
  timingCase('tm-sidecar-order', {
    behaviours: [
      { container: 'app', does: { shutdown: 10_000 } },
      { container: 's2', does: { shutdown: 2_000 } },
      { container: 's1', does: { shutdown: 1_000 } },
    ],
    acts: { 'delete pod; app needs 10, s2 needs 2, s1 needs 1': deletePod },
  });

  // From 0 to 20 the only endpoint terminates and still serves: the proxy falls back to it. web-1 is ready at 20.
  timingCase('tm-only-terminating', {
    acts: {
      'delete pod web-0 (preStop 30)': deletePod,
      'web-1 becomes ready': ({ simulation }) => {
        const [web0] = recordedObjects('tm-only-terminating');
        simulation.apply({
          ...web0,
          metadata: { name: 'web-1', namespace: 'default', labels: { app: 'web' } },
        });
      },
    },
    facts: { request: requestResult },
  });
});
