import { describe } from 'vitest';
import type { Holds } from './holds.js';
import { replicaSetsOf } from './holds.js';
import type { Stage } from './stage.js';
import { timingCase, web } from './timing-case.js';

const second = 1_000;

function changeImage(image: string): (stage: Stage) => void {
  return ({ simulation }) => {
    simulation.rollout(web, { image });
  };
}

/** New pods are ready a second after they are made. */
const slowPull = { kubelet: { imagePull: second } };

/** New pods never get as far as running. */
const endlessPull = { kubelet: { imagePull: 24 * 3_600 * second } };

/** Goes through the whole rollout: the bounds are kept at each moment, and both are reached. */
const keepsBounds: Holds = (stage, { maxSpecReplicas, minAvailable }) => {
  let most = 0;
  let least = Infinity;
  for (let ms = 0; ms <= 60 * second; ms += 100) {
    stage.goTo(ms);
    const { new: fresh, old, available } = replicaSetsOf(stage, 'web');
    most = Math.max(most, fresh + old);
    least = Math.min(least, available);
  }
  return (
    most === maxSpecReplicas &&
    least === minAvailable &&
    stage.simulation.progressOf('default/web')?.reason === 'NewReplicaSetAvailable'
  );
};

describe('rollouts', () => {
  // 25 % of 10 is 2.5: 3 more at most, 2 fewer at least.
  timingCase('tm-rollout-fence-10', {
    acts: { 'image changes to app:2': changeImage('app:2') },
    delays: slowPull,
    facts: { rollout: keepsBounds },
  });

  // 25 % of 1 is 0.25: 1 more, and 0 fewer.
  timingCase('tm-rollout-fence-1', {
    acts: { 'image changes to app:2': changeImage('app:2') },
    delays: slowPull,
    facts: { rollout: keepsBounds },
  });

  // The new set is made with 13 - 10 = 3. Old pods may go down to 8 available. Then the new set may grow to 13 - 8 = 5.
  timingCase('tm-rollout-steps-10', {
    acts: { 'image changes to app:2': changeImage('app:2'), 'no new pod is ready yet': () => undefined },
    delays: endlessPull,
  });

  // As above; no old pod may go then, since 13 - 8 - 5 = 0. The last thing that happened was at 0: 600 s later the
  // condition says so, and nothing else.
  timingCase('tm-rollout-stuck', {
    acts: { 'image changes to one that never gets ready': changeImage('app:2') },
    delays: endlessPull,
    drawn: { deploymentCondition: 0 },
  });

  // 8 old pods, 5 new ones, and 2 old ones that are being deleted.
  timingCase('tm-rollout-terminating-extra', {
    acts: { 'image changes to app:2; pods take 60 to end': changeImage('app:2') },
    behaviours: [{ does: { onSigterm: 'finish', shutdown: 60 * second } }],
    delays: endlessPull,
  });

  // The old pods ignore SIGTERM and get SIGKILL after their grace of 30; nothing new is made before.
  timingCase('tm-recreate-gap', {
    acts: { 'image changes to app:2; old apps ignore SIGTERM': changeImage('app:2') },
    behaviours: [{ image: 'app:1', does: { onSigterm: 'ignore' } }],
    delays: slowPull,
    drawn: { podCreated: 0 },
  });
});
