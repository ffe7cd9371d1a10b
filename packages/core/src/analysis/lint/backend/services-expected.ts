import type { Cluster } from '../../../cluster/cluster.js';
import { nearestName } from '../../../dns/failure/near-name.js';
import type { Ingress } from '../../../object/ingress.js';
import { statedServices } from '../../stated-services.js';
import { mayMakeMore } from './other-makers.js';

/** Whether a Service that an Ingress of a namespace names would be among the objects, were it there. */
type IsExpected = (namespace: string, name: string) => boolean;

/**
 * Which Services would be among the objects of an application that are not: those for which something speaks. That is a
 * workload of the name, a Service of nearly that name, or of that name in another namespace; or that most Services which
 * the Ingresses of the namespace name are there, so that nobody keeps them elsewhere.
 */
export function servicesExpected(cluster: Cluster): IsExpected {
  if (mayMakeMore(cluster)) return () => false;
  const services = namesByNamespace(statedServices(cluster));
  const workloads = namesByNamespace(
    (['Deployment', 'StatefulSet', 'DaemonSet', 'Pod'] as const).flatMap((kind) => cluster.list(kind)),
  );
  const named = namedByIngresses(cluster.list('Ingress'));
  const everywhere = new Set([...services.values()].flatMap((names) => [...names]));
  const complete = new Set(
    [...named].flatMap(([namespace, wanted]) => {
      const found = [...wanted].filter((name) => services.get(namespace)?.has(name) === true);
      return found.length * 2 > wanted.size ? [namespace] : [];
    }),
  );
  return (namespace, name) =>
    complete.has(namespace) ||
    workloads.get(namespace)?.has(name) === true ||
    everywhere.has(name) ||
    nearestName(name, services.get(namespace) ?? []) !== undefined;
}

function namesByNamespace(
  objects: readonly { readonly metadata: { readonly namespace: string; readonly name: string } }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { metadata } of objects) {
    const known = names.get(metadata.namespace);
    if (known === undefined) names.set(metadata.namespace, new Set([metadata.name]));
    else known.add(metadata.name);
  }
  return names;
}

/** The Services that Ingresses name, by their namespaces. */
function namedByIngresses(ingresses: readonly Ingress[]): ReadonlyMap<string, ReadonlySet<string>> {
  return namesByNamespace(
    ingresses.flatMap(({ metadata: { namespace }, spec: { rules, defaultBackend } }) =>
      [defaultBackend, ...rules.flatMap(({ paths }) => paths.map(({ backend }) => backend))].flatMap(
        (backend) => (backend?.kind === 'service' ? [{ metadata: { namespace, name: backend.name } }] : []),
      ),
    ),
  );
}
