import { describe } from 'vitest';
import type { DelayOptions } from '@kubehop/sim';
import type { JsonObject } from '../../conformance/vectors.js';
import type { Stage } from './stage.js';
import { nothing, timingCase } from './timing-case.js';

/** The lease was renewed when the node died: renewed all the time, that is. The loops of the control plane stand anywhere. */
const justRenewed: DelayOptions = { nodes: { lease: 1, phase: 'drawn' } };

function nodesDie(...nodes: readonly string[]): (stage: Stage) => void {
  return ({ simulation }) => {
    for (const node of nodes) simulation.fail({ node });
  };
}

describe('nodes', () => {
  // The controller looks every 5 s and counts from when it saw the renewal, 0..5 late. It flips the condition at the first
  // look later than the grace of 50: 50..60. The taint that evicts follows one look later, +5. Pods tolerate it for 300:
  // 355..365. Nobody confirms that their processes have ended, so the object stays.
  timingCase('tm-node-lost-50', {
    acts: { 'last lease renewal of node-a': nothing, 'node-a dies': nodesDie('node-a') },
    delays: justRenewed,
  });

  // As above with a grace of 40; without tolerationSeconds the pod stays for ever.
  timingCase('tm-node-lost-daemonset', {
    acts: { 'last lease renewal of node-a; node-a dies': nodesDie('node-a') },
    delays: justRenewed,
  });

  // Marked at 345..355, but it keeps its name until it is gone; the StatefulSet makes no other web-0 before.
  timingCase('tm-node-lost-statefulset', {
    objects: (given) => given.map(asStatefulSet),
    acts: {
      'last lease renewal of node-a; node-a dies': nodesDie('node-a'),
      'kubectl delete pod web-0 --force --grace-period=0': ({ simulation }) => {
        simulation.do({
          act: 'delete',
          objects: [{ kind: 'Pod', namespace: 'default', name: 'web-0' }],
          force: true,
        });
      },
    },
    delays: justRenewed,
  });

  // Not Ready at 40..50. The cloud is asked every 5 s for machines of such nodes: the Node is removed 0..5 later. The
  // garbage collector of pods looks every 20 s: it finds the pods 0..20 later, leaves them alone for 40 and removes them
  // at the next look, 40..60 or 60..80 after: 80..135 in all.
  timingCase('tm-node-vm-deleted', {
    acts: {
      'last lease renewal of node-a; VM of node-a is terminated': ({ simulation }) => {
        simulation.do({ act: 'terminate', node: 'node-a' });
      },
    },
    delays: justRenewed,
  });

  // 3 of 10 nodes are less than 55 %: the zone keeps its rate of one node in 10 s, the first one at once.
  timingCase('tm-node-lost-three', {
    acts: {
      'last lease renewal of node-a, node-b, node-c; all die': nodesDie('node-a', 'node-b', 'node-c'),
    },
    delays: justRenewed,
  });

  // The kubelet says so itself: no grace. The controller sets the taint at its next look, and pods stay 300 longer.
  timingCase('tm-node-notready', {
    acts: {
      'kubelet of node-a posts Ready=False': ({ simulation }) => {
        simulation.do({ act: 'report-node', node: 'node-a', ready: false });
      },
    },
    delays: { nodes: { phase: 'drawn' } },
  });
});

/** A StatefulSet that makes this pod, on the node where it is as long as that is there. */
function asStatefulSet({ metadata, spec }: JsonObject): JsonObject {
  const { labels = {} } = metadata as JsonObject;
  const { nodeName = '', ...rest } = spec as JsonObject;
  const preferred = {
    weight: 100,
    preference: {
      matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [nodeName] }],
    },
  };
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [preferred] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 1,
      serviceName: 'web',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...rest, affinity } },
    },
  };
}
