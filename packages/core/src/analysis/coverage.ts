import type { Cluster } from '../cluster/cluster.js';
import { pathField } from '../ingress/reference.js';
import { referenceTo } from '../object/reference.js';
import type { Trace } from '../trace/trace.js';
import type { CoverageItem } from './coverage-item.js';
import { exercisedBy, portField } from './exercised.js';
import { statedServices } from './stated-services.js';

/**
 * Which rules, backends and listeners of a cluster the ways of some requests have met.
 *
 * Rules are the path rules and default backends of Ingresses; backends are the ports of Services; listeners are the ports
 * of load balancers, and the node ports of Services without one. What the model made up itself is left out.
 * @public
 * @example
 * const { branches } = traceAll(cluster, { url: 'https://shop.example.com/' });
 * coverage(cluster, branches.map(({ trace }) => trace)).filter(({ isExercised }) => !isExercised);
 */
export function coverage(cluster: Cluster, traces: Iterable<Trace>): readonly CoverageItem[] {
  const isExercised = exercisedBy(cluster, traces);
  return [...rulesOf(cluster), ...backendsOf(cluster), ...listenersOf(cluster)].map((item) => ({
    ...item,
    isExercised: isExercised(item),
  }));
}

type Item = Omit<CoverageItem, 'isExercised'>;

function rulesOf(cluster: Cluster): readonly Item[] {
  return cluster.list('Ingress').flatMap((ingress) => {
    const object = referenceTo(ingress);
    const { rules, defaultBackend } = ingress.spec;
    const paths = rules.flatMap(({ host, paths: ofHost }, rule) =>
      ofHost.map(({ path }, index): Item => {
        const name = `${host === '' ? '*' : host}${path === '' ? '/' : path}`;
        return { kind: 'rule', name, object, path: pathField(rule, index) };
      }),
    );
    if (defaultBackend === undefined) return paths;
    return [...paths, { kind: 'rule', name: 'the default backend', object, path: 'spec.defaultBackend' }];
  });
}

function backendsOf(cluster: Cluster): readonly Item[] {
  return statedServices(cluster).flatMap((service) =>
    service.spec.ports.map(({ port }, index): Item => {
      const { namespace, name } = service.metadata;
      return {
        kind: 'backend',
        name: `service/${namespace}/${name}:${port}`,
        object: referenceTo(service),
        path: portField(index),
      };
    }),
  );
}

function listenersOf(cluster: Cluster): readonly Item[] {
  const ofBalancers = cluster.infrastructure.flatMap(({ owner, listeners }) =>
    listeners.map(({ port, protocol, path }): Item => ({
      kind: 'listener',
      name: `load balancer ${port}/${protocol}`,
      object: owner,
      path,
    })),
  );
  const ofNodes = statedServices(cluster).flatMap((service) =>
    service.spec.type === 'NodePort'
      ? service.spec.ports.map(({ nodePort, protocol }, index): Item => ({
          kind: 'listener',
          name: `node port ${nodePort ?? 'of any number'}/${protocol}`,
          object: referenceTo(service),
          path: portField(index),
        }))
      : [],
  );
  return [...ofBalancers, ...ofNodes];
}
