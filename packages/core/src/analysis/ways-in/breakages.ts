import type { Cluster } from '../../cluster/cluster.js';
import type { ObjectReference } from '../../problem/problem.js';
import { namespace } from './application.js';
import type { Entry } from './entries.js';
import { alwaysAnswers } from './observed.js';
import type { Breakage, Failing } from './way-in.js';

/** What is taken away from a cluster. */
interface Failure {
  readonly failing: Failing;
  readonly name: string;
  readonly objects: readonly ObjectReference[];
}

/**
 * What breaks with each node, with a pod of the application, with one and with all pods of the controller, and with each
 * load balancer: requests are followed again from every entry that answered through the cluster without it.
 */
export function breakagesOf(cluster: Cluster, entries: readonly Entry[]): readonly Breakage[] {
  if (entries.length === 0) return [];
  return [
    ...failuresIn(cluster, entries).map(({ failing, name, objects }) => {
      const left = cluster.delete(...objects);
      return breakage(failing, name, entries, (entry) => alwaysAnswers(left, entry));
    }),
    // Behind its address there is nothing left to ask.
    ...balancersOf(entries).map((id) =>
      breakage('load-balancer', id, entries, ({ balancer }) => balancer !== id),
    ),
  ];
}

function breakage(
  failing: Failing,
  name: string,
  entries: readonly Entry[],
  answers: (entry: Entry) => boolean,
): Breakage {
  const answering = entries.filter((entry) => answers(entry));
  const reached = new Set(answering.map(({ site }) => site.host));
  const hosts = new Set(entries.map(({ site }) => site.host));
  return {
    failing,
    name,
    entries: entries.length,
    entriesLost: entries.length - answering.length,
    sitesLost: [...hosts].filter((host) => !reached.has(host)),
  };
}

function failuresIn(cluster: Cluster, entries: readonly Entry[]): readonly Failure[] {
  const podsOf = (app: string): readonly ObjectReference[] =>
    cluster
      .list('Pod', namespace)
      .filter(({ metadata }) => metadata.labels['app'] === app)
      .map(({ metadata: { name } }) => ({ kind: 'Pod', namespace, name }));
  const [site] = entries;
  const [pod] = site === undefined ? [] : podsOf(site.site.name);
  const controllers = podsOf('controller');
  const [controller] = controllers;
  return [
    ...cluster.list('Node').map(({ metadata: { name } }): Failure => ({
      failing: 'node',
      name,
      objects: [{ kind: 'Node', name }],
    })),
    ...(pod === undefined ? [] : [{ failing: 'application-pod', name: pod.name, objects: [pod] } as const]),
    ...(controller === undefined
      ? []
      : ([
          { failing: 'controller-pod', name: controller.name, objects: [controller] },
          { failing: 'every-controller-pod', name: 'ingress-nginx', objects: controllers },
        ] as const)),
  ];
}

function balancersOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ balancer }) => balancer ?? []))];
}
