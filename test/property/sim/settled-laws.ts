import * as fc from 'fast-check';
import {
  createCluster,
  traceAll,
  type Cluster,
  type ObjectReference,
  type RequestInput,
  type Service,
} from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import { changeOf, controllerOf, controllers, isReady, keyOf, type Pace } from '@kubehop/core/engine';
import type { Simulation } from '@kubehop/sim';
import { actKinds, scenarioArbitrary, type ActKind } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

/** Pods that are said to be unready, or to be ending, stay so for a cluster at rest; kubelets know better. */
const features = [
  'dualStack',
  'externalIPs',
  'hostNetwork',
  'namedPorts',
  'namespaces',
  'sessionAffinity',
  'sourceRanges',
  'tls',
  'trafficPolicies',
  'udp',
  'wildcards',
] as const;

const scenario = scenarioArbitrary({ cluster: { features } });

/** Pods that are there stay on a node that takes no new ones. */
const withoutTaints = scenarioArbitrary({
  cluster: { features },
  acts: { kinds: (Object.keys(actKinds) as ActKind[]).filter((kind) => kind !== 'taint') },
});

const day = 24 * 3_600_000;

/** What the processes of everybody do in the end. */
const well = {
  startup: 0,
  listens: true,
  hangs: false,
  status: 200,
  errorRate: 0,
  healthy: true,
  onSigterm: 'exit',
  shutdown: 0,
} as const;

/** Lets everything end well, and waits until nothing is under way any more. */
function settled(simulation: Simulation): Simulation {
  simulation.setResponse({}, well);
  simulation.rest(day);
  return simulation;
}

/** Laws of a simulation after everything that failed has come back, and nothing is under way. */
export const settledLaws: Laws = {
  'comes to rest': law(
    fc.property(scenario, (drawn) => {
      const simulation = settled(drawn.play());
      const { length } = simulation.log;
      simulation.advance(day);
      expect(simulation.log.slice(length)).toEqual([]);
    }),
  ),
  'leaves no controller anything to do, whether it goes step by step or to the end at once': law(
    fc.property(scenario, (drawn) => {
      const { cluster } = settled(drawn.play());
      expect(writesOf(cluster, longReady)).toEqual([]);
      // A rollout whose pods find no node stands still; whoever goes to the end at once would finish it.
      if (!waitsForNodes(cluster)) expect(writesOf(cluster)).toEqual([]);
    }),
    150,
  ),
  'has as many ready pods as a cluster that is made of the same objects at once, and the same ways': law(
    fc.property(withoutTaints, fc.nat(), (drawn, seed) => {
      const { cluster } = settled(drawn.play());
      fc.pre(!waitsForNodes(cluster));
      const anew = cluster.delete(...madeByControllers(cluster));
      expect(readyPods(cluster)).toEqual(readyPods(anew));
      for (const request of requestsTo(cluster, anew, seed))
        expect(waysOf(cluster, request)).toEqual(waysOf(anew, request));
    }),
    150,
  ),
};

function waitsForNodes(cluster: Cluster): boolean {
  return cluster.list('Pod').some(({ spec }) => spec.nodeName === undefined);
}

const longReady: Pace = { readySeconds: (pod) => (isReady(pod) ? day : undefined) };

const nothing = createCluster([], { settle: 'never' });

/** What the controllers would change in a cluster at rest. */
function writesOf(cluster: Cluster, pace?: Pace): readonly string[] {
  const everything = { added: nothing.changeTo(cluster).added, updated: [], removed: [] };
  return controllers
    .filter(({ name }) => name !== 'notice')
    .flatMap(({ name, keysFor, reconcile }) =>
      [...new Set(keysFor(everything, cluster, pace))].flatMap((key) => {
        const { added, updated, removed } = changeOf(cluster, reconcile(cluster, key, pace));
        return [...added, ...updated.map(({ to }) => to), ...removed].map(
          (object) => `${name} for ${key}: ${JSON.stringify(object)}`,
        );
      }),
    );
}

function madeByControllers(cluster: Cluster): readonly ObjectReference[] {
  return [...cluster.list('ReplicaSet'), ...cluster.list('Pod')]
    .filter((object) => controllerOf(object) !== undefined)
    .map(({ kind, metadata: { namespace, name } }) => ({ kind, namespace, name }));
}

/** How many ready pods each workload has. */
function readyPods(cluster: Cluster): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const pod of cluster.list('Pod')) {
    const { namespace, name, labels } = pod.metadata;
    const of = controllerOf(pod) === undefined ? name : (labels['app'] ?? labels['k8s-app'] ?? '');
    const key = `${namespace}/${of}`;
    counts[key] = (counts[key] ?? 0) + (isReady(pod) ? 1 : 0);
  }
  return counts;
}

/** Requests that mean the same in both clusters: for no pod that is not in both, and for no node in particular. */
function requestsTo(cluster: Cluster, anew: Cluster, seed: number): readonly RequestInput[] {
  if (cluster.list('Service').some(dependsOnPlaces)) return [];
  return fc.sample(requestTo(cluster), { seed, numRuns: 10 }).filter(({ from, url, address }) => {
    const { hostname, port } = new URL(url.replace(/^\w+:/, 'http:'));
    const target = address ?? hostname.replace(/^\[|\]$/g, '');
    if (cluster.nodeByAddress(target) !== undefined && Number(port) < 30_000) return false;
    if (cluster.podByAddress(target) !== undefined || hostname.includes('pod')) return false;
    const pods = cluster.list('Pod').filter((pod) => anew.get('Pod', keyOf(pod)) === undefined);
    if (pods.some(({ metadata }) => hostname.startsWith(metadata.name))) return false;
    return from?.kind !== 'pod' || anew.get('Pod', `${from.namespace}/${from.name}`) !== undefined;
  });
}

function dependsOnPlaces({ spec }: Service): boolean {
  return spec.externalTrafficPolicy === 'Local' || spec.internalTrafficPolicy === 'Local';
}

/** What may come of a request, by which Services, whichever pods and addresses they lead to. */
function waysOf(cluster: Cluster, request: RequestInput): readonly string[] {
  const ways = traceAll(cluster, request).branches.map(({ trace: { outcome, hops } }) =>
    [
      outcome.kind,
      outcome.kind === 'response' ? outcome.status : '',
      outcome.cause.code,
      ...hops.flatMap((hop) =>
        hop.stage === 'node' || hop.stage === 'dns'
          ? []
          : `${hop.stage} ${hop.action}${hop.stage === 'service' ? ` ${hop.service.name}` : ''}`,
      ),
    ].join(' | '),
  );
  return [...new Set(ways)].sort();
}
