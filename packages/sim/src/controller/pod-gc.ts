import type { ClusterChange } from '@kubehop/core';
import { keyOf } from '@kubehop/core/engine';
import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';

/**
 * Removes the pods of nodes that are not there any more, after a time of quarantine.
 *
 * @see kubernetes/kubernetes pkg/controller/podgc/gc_controller.go
 */
export function collectOrphanedPods({ random, delays, api, clock }: World): void {
  const { phase, podGC } = delays.nodes;
  const { period, quarantine } = podGC;
  const ticks = drawn(random, phase === 'drawn' ? { from: 0, to: period - 1 } : phase);
  api.onChange((change) => {
    for (const node of removedNodes(change)) {
      const found = nextTick(clock.now, period, ticks);
      clock.at(nextTick(found + quarantine, period, ticks), () => {
        if (api.cluster.get('Node', node) !== undefined) return;
        for (const pod of api.cluster.podsOnNode(node)) api.removePod(keyOf(pod), 'pod-garbage-collector');
      });
    }
  });
}

function removedNodes({ removed }: ClusterChange): readonly string[] {
  return removed.flatMap((object) => (object.kind === 'Node' ? [object.metadata.name] : []));
}
