import { describe } from 'vitest';
import { numbers, recordedObjects } from './facts.js';
import type { Stage } from './stage.js';
import { timingCase } from './timing-case.js';

const exitsAtOnce = [{ pod: 'web-0', does: { ends: { after: 0, code: 1 } } }];

function startPod(id: string): (stage: Stage) => void {
  return ({ simulation }) => {
    simulation.apply(...recordedObjects(id));
  };
}

/** Seconds at which the container started again. */
function restartsOf(stage: Stage, count: number): readonly number[] {
  stage.goTo(3_600_000);
  return stage
    .momentsOf('container-started')
    .slice(1, count + 1)
    .map((ms) => ms / 1_000);
}

describe('restarts', () => {
  // Each run ends as it starts. The delays from an end to the next start are 0, 10, 20, 40, 80, 160 and 300, so that the
  // starts are at 0, 10, 30, 70, 150, 310 and 610. A kubelet that looks only every second is later by that each time.
  timingCase('tm-crashloop', {
    objects: () => [],
    behaviours: exitsAtOnce,
    acts: { 'container starts and exits at once, every time': startPod('tm-crashloop') },
    delays: { kubelet: { notice: { from: 0, to: 1_000 } } },
    facts: {
      restartNotBefore: (stage, { restarts }) => {
        const earliest = numbers(restarts);
        const starts = restartsOf(stage, earliest.length);
        return earliest.every((from, index) => {
          const start = starts[index] ?? -1;
          return start >= from && start <= from + index + 1;
        });
      },
    },
  });

  // Doubling from 10 up to the cap of 30.
  timingCase('tm-crashloop-cap', {
    objects: () => [],
    behaviours: exitsAtOnce,
    acts: { 'container exits at once, every time': startPod('tm-crashloop-cap') },
    facts: {
      backoffDelays: (stage, { fromSecondRestart }) => {
        const delays = numbers(fromSecondRestart);
        const starts = restartsOf(stage, delays.length + 1);
        return delays.every((delay, index) => (starts[index + 1] ?? 0) - (starts[index] ?? 0) === delay);
      },
    },
  });
});
