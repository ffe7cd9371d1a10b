import { describe, expect } from 'vitest';
import type { JsonObject } from '../../conformance/vectors.js';
import { recordedCase } from './facts.js';
import { holds, type Holds } from './holds.js';
import { webService } from './objects.js';
import { answersNow, resultOf } from './requests.js';
import { timingCase } from './timing-case.js';

/** A Service whose load balancer has a backend service, which asks sooner than one with a target pool. */
function withBackendService(object: JsonObject): JsonObject {
  if (object['kind'] !== 'Service') return object;
  const metadata = object['metadata'] as JsonObject;
  return { ...object, metadata: { ...metadata, annotations: { 'cloud.google.com/l4-rbs': 'enabled' } } };
}

/** A fact about a target of a balancer that asks as often as the case says. */
function targetOf(id: string): Holds {
  return (stage, said) => {
    const probe = stage.cluster.infrastructure[0]?.probe;
    expect({
      interval: probe?.intervalSeconds,
      timeout: probe?.timeoutSeconds,
      unhealthy: probe?.unhealthy,
    }).toEqual(expect.objectContaining(checkOf(id)));
    return holds(stage, { lbTarget: said });
  };
}

function checkOf(id: string): JsonObject {
  const { interval = null, timeout = null, unhealthy = null } = recordedCase(id).cluster['lb'] as JsonObject;
  return { interval, timeout, unhealthy };
}

describe('balancers', () => {
  // The rules take no time, so the health port says 503 at 0. A check comes every 3 s; two that fail in a row at once take
  // the node out: the second is 3..6 after. The pod serves until its hook has ended at 10.
  timingCase('tm-etp-local-drain', {
    acts: {
      'delete the only pod on node-a (preStop 10)': ({ simulation }) => {
        simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
      },
    },
    objects: (given) => given.map(withBackendService),
    facts: {
      lbTarget: targetOf('tm-etp-local-drain'),
      failedRequests: (stage, { count }) => {
        const { ip = '' } = stage.cluster.get('Service', 'default/web')?.status.loadBalancer.ingress[0] ?? {};
        const answers = answersNow(stage, { url: `http://${ip}/` }, 5);
        return answers.length === 5 && answers.filter((answer) => resultOf(answer) !== 'ok').length === count;
      },
    },
  });

  // healthz says 503 as soon as the proxy sees the taint. Three checks of every 8 s: the third is 16..24 after.
  timingCase('tm-node-drain-healthz', {
    objects: () => webService({ type: 'LoadBalancer' }),
    facts: { lbTarget: targetOf('tm-node-drain-healthz') },
    acts: {
      'taint ToBeDeletedByClusterAutoscaler on node-a': ({ simulation }) => {
        simulation.do({
          act: 'taint',
          node: 'node-a',
          key: 'ToBeDeletedByClusterAutoscaler',
          effect: 'NoSchedule',
        });
      },
    },
  });
});
