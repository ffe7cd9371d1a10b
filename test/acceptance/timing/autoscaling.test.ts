import { describe } from 'vitest';
import { nextReplicas } from '@kubehop/sim';
import type { JsonObject } from '../../conformance/vectors.js';
import { nothing, timingCase, web } from './timing-case.js';

function deployment(replicas: number): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'app:1' }] },
      },
    },
  };
}

describe('autoscaling', () => {
  // From 2: 4 more or twice as many, 6 or 4. From 10: 14 or 20.
  timingCase('tm-hpa-up-limit', {
    acts: { 'wish is 40': nothing },
    facts: {
      hpaNext: (_stage, { current, wish, next }) =>
        nextReplicas({ now: 0, current: Number(current), wish: Number(wish) }) === next,
    },
  });

  // The last loop that wished for 10 was 0..15 before the load fell. It counts for 300: the loop after that goes down, at
  // 285..300. A loop that is a little late would do so at the next: up to 315.
  timingCase('tm-hpa-down-window', {
    objects: () => [deployment(10)],
    delays: { autoscaling: { phase: 'drawn' } },
    acts: {
      'load falls; wish 10 before, 2 from now on': ({ simulation }) => {
        simulation.do({ act: 'wish', workload: web, replicas: 2 });
      },
    },
    before: ({ simulation }) => {
      simulation.do({ act: 'wish', workload: web, replicas: 10 });
    },
    facts: {
      replicas: ({ cluster }, { name: count }) =>
        cluster.get('Deployment', 'default/web')?.spec.replicas === count,
    },
    drawn: { replicas: 15 },
  });
});
